import { useState } from 'preact/hooks';
import type { UnitItem, Units } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import { useApp } from '../../app.ts';
import { SelectField } from '../../ui/choices.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { TextField } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { type Column, DataTable } from '../../ui/table.tsx';
import { Refusal, useSending } from '../../ui/use-sending.tsx';
import { today } from '../../words/clock.ts';
import { download } from '../../words/csv.ts';
import { formatDate, parseDate } from '../../words/dates.ts';
import { matchesSearch } from '../../words/fold.ts';
import { categoryNames, nameIn } from '../../words/kinds.ts';
import { registryCsv } from './list-file.ts';
import './registry.css';
import { Validity } from './validity.tsx';
import { tagWords } from './words.ts';

const columns: readonly Column<UnitItem>[] = [
  { id: 'name', title: 'Đơn vị', cell: ({ id, name }) => <a href={`/don-vi/${id}`}>{name}</a> },
  {
    id: 'category',
    title: 'Khối cơ quan',
    cell: ({ category, tags }) => [nameIn(categoryNames, category), tagWords(tags)].filter(Boolean).join('; '),
  },
  { id: 'validity', title: 'Hiệu lực', cell: (unit) => <Validity {...unit} /> },
  {
    id: 'address',
    title: 'Thư điện tử',
    cell: ({ contactEmail, deadAddresses }) => (
      <>
        {contactEmail}
        {deadAddresses.length > 0 && (
          <strong class="dead-address">✕ {deadAddresses.length} địa chỉ không nhận được thư</strong>
        )}
      </>
    ),
  },
];

interface Filters {
  typed: string;
  category: string;
  state: string;
}

const states = [
  { value: 'valid', label: 'Đang hoạt động' },
  { value: 'ended', label: 'Đã kết thúc hoặc chưa bắt đầu' },
  { value: 'dead', label: 'Có địa chỉ không nhận được thư' },
  { value: 'all', label: 'Tất cả' },
];

function matches(unit: UnitItem, { typed, category, state }: Filters, day: string): boolean {
  const { id, name, validFrom, validTo, contactEmail } = unit;
  if (category !== '' && unit.category !== category) return false;
  const valid = validFrom <= day && (validTo === undefined || day <= validTo);
  if (state === 'valid' && !valid) return false;
  if (state === 'ended' && valid) return false;
  if (state === 'dead' && unit.deadAddresses.length === 0) return false;
  return matchesSearch(`${name} ${id} ${contactEmail}`, typed);
}

/** The registry of units: today, or as it was on a day. */
export default function Registry() {
  const { api } = useApp();
  const [typedDay, setTypedDay] = useState('');
  const [filters, setFilters] = useState<Filters>({ typed: '', category: '', state: 'valid' });
  const saving = useSending();
  const on = parseDate(typedDay);
  const data = useData(`units-${on ?? ''}`, (api, signal) =>
    api.get<Units>(on === undefined ? '/v1/units' : `/v1/units?on=${on}`, signal),
  );
  const change = (part: Partial<Filters>) => setFilters({ ...filters, ...part });
  const save = () =>
    void saving.run(async () => {
      const { items } = await api.get<Units>('/v1/units');
      download(`danh-sach-don-vi-${today()}.csv`, registryCsv(items));
    });
  return (
    <Page
      title="Danh sách đơn vị"
      actions={
        <>
          <button type="button" class="button" disabled={saving.busy} onClick={save}>
            Tải danh sách hiện tại (CSV)
          </button>
          <a class="button button-main" href="/don-vi/nap">
            Nạp danh sách mới
          </a>
        </>
      }
    >
      <Refusal sending={saving} names={{}} />
      <div class="filters no-print">
        <TextField
          label="Tìm đơn vị"
          name="search"
          value={filters.typed}
          inputMode="search"
          hint="Theo tên, mã hoặc thư điện tử; có dấu hoặc không dấu."
          onInput={(typed) => change({ typed })}
        />
        <SelectField
          label="Khối cơ quan"
          name="category"
          value={filters.category}
          choices={[
            { value: '', label: 'Tất cả' },
            ...Object.entries(categoryNames).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(category) => change({ category })}
        />
        <SelectField
          label="Tình trạng"
          name="state"
          value={filters.state}
          choices={states}
          onChange={(state) => change({ state })}
        />
        <DateField label="Xem tại ngày" name="on" value={typedDay} hint="Để trống là hôm nay." onInput={setTypedDay} />
      </div>
      <Loaded data={data} lines={12}>
        {({ items }) => {
          const rows = items.filter((unit) => matches(unit, filters, on ?? today()));
          return (
            <>
              <p role="status">
                {rows.length} đơn vị{on === undefined ? '' : `, theo danh sách ngày ${formatDate(on)}`}.
              </p>
              <DataTable
                caption="Danh sách đơn vị"
                columns={columns}
                rows={rows}
                keyOf={({ id }) => id}
                empty="Không có đơn vị nào khớp."
              />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
