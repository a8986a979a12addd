import { useEffect, useRef } from 'preact/hooks';
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
      <Field label="Khối">
        {(control) => (
          <select
            {...control}
            value={narrowing.category}
            onChange={(event) => onNarrow({ category: event.currentTarget.value })}
          >
            <option value="">Tất cả các khối</option>
            {categories.map((id) => (
              <option key={id} value={id}>
                {nameIn(categoryNames, id)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Tình trạng">
        {(control) => (
          <select
            {...control}
            value={narrowing.since}
            onChange={(event) => onNarrow({ since: event.currentTarget.value })}
          >
            <option value="">Tất cả</option>
            <option value="moi">Quá hạn trong 7 ngày qua</option>
            <option value="lau">Quá hạn trên 7 ngày</option>
            <option value="ngay">Phải gửi ngay</option>
          </select>
        )}
      </Field>
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
