import { Checks, Radios } from '../../ui/choices.tsx';
import { TextField } from '../../ui/field.tsx';
import { UnitChecks } from '../../ui/unit-checks.tsx';
import { type NamedUnit, UnitField } from '../../ui/unit-field.tsx';
import type { Sending } from '../../ui/use-sending.tsx';
import { categoryNames, nameIn } from '../../words/kinds.ts';
import type { Official, RequestDraft } from './draft.ts';

export interface PartProps {
  draft: RequestDraft;
  change: (part: Partial<RequestDraft>) => void;
  sending: Sending;
}

const kinds: readonly { value: RequestDraft['audience']; label: string }[] = [
  { value: 'all', label: 'Tất cả đơn vị' },
  { value: 'category', label: 'Theo khối cơ quan' },
  { value: 'tag', label: 'Các đơn vị lực lượng vũ trang' },
  { value: 'units', label: 'Một số đơn vị' },
  { value: 'officials', label: 'Cá nhân cán bộ (báo cáo kiểm điểm)' },
];
const kindOf = (value: string) => kinds.find((kind) => kind.value === value)?.value ?? 'all';

/** A key that none of the rows has. */
export const nextKey = (rows: readonly { key: number }[]): number => 1 + Math.max(0, ...rows.map(({ key }) => key));

function Officials({ draft, change, sending, units }: PartProps & { units: readonly NamedUnit[] }) {
  const set = (key: number, part: Partial<Official>) =>
    change({ officials: draft.officials.map((row) => (row.key === key ? { ...row, ...part } : row)) });
  return (
    <>
      <p class="note">
        Báo cáo kiểm điểm của cá nhân chỉ Văn phòng Tỉnh ủy và đơn vị của cá nhân đó xem được. Loại nội dung là báo cáo
        kiểm điểm.
      </p>
      {draft.officials.map(({ key, unit, name }, i) => (
        <fieldset key={key} class="group">
          <legend>Cán bộ thứ {i + 1}</legend>
          <UnitField
            label="Đơn vị"
            name={`official-unit-${i}`}
            units={units}
            value={unit}
            onChange={(id) => set(key, { unit: id })}
            error={sending.of(`audience.officials[${i}].unit`)}
          />
          <TextField
            label="Họ và tên"
            name={`official-name-${i}`}
            value={name}
            maxLength={120}
            onInput={(text) => set(key, { name: text })}
            error={sending.of(`audience.officials[${i}].name`)}
          />
          {draft.officials.length > 1 && (
            <button
              type="button"
              class="button button-small"
              onClick={() => change({ officials: draft.officials.filter((row) => row.key !== key) })}
            >
              Bỏ cán bộ thứ {i + 1}
            </button>
          )}
        </fieldset>
      ))}
      <p>
        <button
          type="button"
          class="button button-small"
          onClick={() =>
            change({ officials: [...draft.officials, { key: nextKey(draft.officials), unit: '', name: '' }] })
          }
        >
          Thêm cán bộ
        </button>
      </p>
    </>
  );
}

/** Whom a request asks. */
export function Audience({ units, ...part }: PartProps & { units: readonly NamedUnit[] }) {
  const { draft, change, sending } = part;
  return (
    <section class="card">
      <h2>Đối tượng gửi báo cáo</h2>
      <Radios
        legend="Yêu cầu gửi tới"
        name="audience"
        value={draft.audience}
        choices={kinds}
        onChange={(value) => change({ audience: kindOf(value) })}
        error={['category', 'units'].includes(draft.audience) ? undefined : sending.of('audience')}
      />
      {draft.audience === 'category' && (
        <Checks
          legend="Khối cơ quan"
          name="categories"
          value={draft.categories}
          choices={Object.keys(categoryNames).map((value) => ({ value, label: nameIn(categoryNames, value) }))}
          onChange={(categories) => change({ categories })}
          error={sending.of('audience')}
        />
      )}
      {draft.audience === 'units' && (
        <UnitChecks
          legend="Đơn vị"
          units={units}
          value={draft.units}
          onChange={(chosen) => change({ units: chosen })}
          error={sending.of('audience')}
        />
      )}
      {draft.audience === 'officials' && <Officials {...part} units={units} />}
    </section>
  );
}
