import { useEffect, useRef } from 'preact/hooks';
import { SelectField } from '../../ui/choices.tsx';
import { Field } from '../../ui/field.tsx';
import { categoryNames, nameIn } from '../../words/kinds.ts';
import { type LateUnit, type Narrowing, narrow, owedWords } from './late-units.ts';

export interface ChooserProps {
  units: readonly LateUnit[];
  narrowing: Narrowing;
  onNarrow: (part: Partial<Narrowing>) => void;
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

/** The box that chooses all that are shown; half-way when some are. */
function ChooseAll({
  shown,
  chosen,
  onChoose,
}: { shown: readonly LateUnit[] } & Pick<ChooserProps, 'chosen' | 'onChoose'>) {
  const box = useRef<HTMLInputElement>(null);
  const count = shown.filter(({ id }) => chosen.has(id)).length;
  const isAll = count === shown.length;
  useEffect(() => {
    if (box.current) box.current.indeterminate = count > 0 && !isAll;
  }, [count, isAll]);
  const toggle = () => {
    const next = new Set(chosen);
    for (const { id } of shown) isAll ? next.delete(id) : next.add(id);
    onChoose(next);
  };
  return (
    <label class="choose">
      <input ref={box} type="checkbox" name="tat-ca" checked={isAll} onChange={toggle} />
      Chọn cả {shown.length} đơn vị
    </label>
  );
}

function Filters({ units, narrowing, onNarrow }: Omit<ChooserProps, 'chosen' | 'onChoose'>) {
  const categories = Object.keys(categoryNames).filter((id) => units.some(({ category }) => category === id));
  return (
    <div class="choose-filters">
      <Field label="Tìm đơn vị">
        {(control) => (
          <input
            {...control}
            type="search"
            name="tim"
            value={narrowing.search}
            autoComplete="off"
            placeholder="ví dụ: tuan giao"
            onInput={(event) => onNarrow({ search: event.currentTarget.value })}
          />
        )}
      </Field>
      <SelectField
        label="Khối"
        name="khoi"
        value={narrowing.category}
        choices={[
          { value: '', label: 'Tất cả các khối' },
          ...categories.map((value) => ({ value, label: nameIn(categoryNames, value) })),
        ]}
        onChange={(category) => onNarrow({ category })}
      />
      <SelectField
        label="Tình trạng"
        name="tinh-trang"
        value={narrowing.since}
        choices={[
          { value: '', label: 'Tất cả' },
          { value: 'moi', label: 'Quá hạn trong 7 ngày qua' },
          { value: 'lau', label: 'Quá hạn trên 7 ngày' },
          { value: 'ngay', label: 'Phải gửi ngay' },
        ]}
        onChange={(since) => onNarrow({ since })}
      />
    </div>
  );
}

/** Late units to choose from, with what each owes. */
export function Chooser({ units, narrowing, onNarrow, chosen, onChoose }: ChooserProps) {
  const shown = narrow(units, narrowing);
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  return (
    <fieldset class="chooser">
      <legend>Đơn vị chưa gửi báo cáo</legend>
      <Filters units={units} narrowing={narrowing} onNarrow={onNarrow} />
      {shown.length === 0 ? (
        <p class="empty">Không có đơn vị nào phù hợp.</p>
      ) : (
        <>
          <ChooseAll shown={shown} chosen={chosen} onChoose={onChoose} />
          <ul>
            {shown.map((unit) => (
              <li key={unit.id}>
                <label class="choose">
                  <input
                    type="checkbox"
                    name="don-vi"
                    value={unit.id}
                    checked={chosen.has(unit.id)}
                    onChange={() => toggle(unit.id)}
                  />
                  <span>
                    <strong>{unit.name}</strong>
                    <span class="soft">{owedWords(unit)}</span>
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </>
      )}
    </fieldset>
  );
}
