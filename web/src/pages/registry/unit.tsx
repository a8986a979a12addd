import type { Unit } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { type Column, DataTable } from '../../ui/table.tsx';
import { formatDate, formatInstant } from '../../words/dates.ts';
import { categoryNames, nameIn } from '../../words/kinds.ts';
import './registry.css';
import { DeadAddresses } from './dead-addresses.tsx';
import { type NameOf, useUnitNames } from './use-unit-names.ts';
import { Validity } from './validity.tsx';
import { fieldName, tagWords, valueWords } from './words.ts';

type Version = Unit['versions'][number];
type Change = Unit['changes'][number];

const versionColumns: readonly Column<Version>[] = [
  {
    id: 'from',
    title: 'Thời gian',
    cell: ({ from, to }) => <Validity validFrom={from} validTo={to} />,
  },
  { id: 'name', title: 'Tên đơn vị', cell: ({ name }) => name },
  {
    id: 'category',
    title: 'Khối cơ quan',
    cell: ({ category, tags }) => [nameIn(categoryNames, category), tagWords(tags)].filter(Boolean).join('; '),
  },
  { id: 'contact', title: 'Thư điện tử', cell: ({ contactEmail }) => contactEmail },
  {
    id: 'head',
    title: 'Thủ trưởng',
    cell: ({ headName, headEmail }) => [headName, headEmail].filter(Boolean).join(', ') || '–',
  },
];

const changeColumns = (nameOf: NameOf): readonly Column<Change>[] => [
  { id: 'at', title: 'Nạp lúc', cell: ({ at }) => formatInstant(at) },
  { id: 'by', title: 'Người nạp', cell: ({ by }) => by },
  { id: 'from', title: 'Có hiệu lực từ', cell: ({ from }) => formatDate(from) },
  {
    id: 'said',
    title: 'Nội dung',
    cell: ({ said }) => (
      <ul class="said">
        {Object.entries(said).map(([field, value]) => (
          <li key={field}>
            {fieldName(field)}: {valueWords(field, value, nameOf)}
          </li>
        ))}
      </ul>
    ),
  },
];

function Facts({ unit, nameOf, reload }: { unit: Unit; nameOf: NameOf; reload: () => void }) {
  return (
    <section class="card">
      <DeadAddresses unit={unit} reload={reload} />
      <dl class="facts">
        <dt>Mã đơn vị</dt>
        <dd>{unit.id}</dd>
        <dt>Khối cơ quan</dt>
        <dd>{[nameIn(categoryNames, unit.category), tagWords(unit.tags)].filter(Boolean).join('; ')}</dd>
        <dt>Hiệu lực</dt>
        <dd>
          <Validity {...unit} />
        </dd>
        {unit.successors.length > 0 && (
          <>
            <dt>Đơn vị kế thừa</dt>
            <dd>
              {unit.successors.map((id, i) => (
                <span key={id}>
                  {i > 0 && ', '}
                  <a href={`/don-vi/${id}`}>{nameOf(id)}</a>
                </span>
              ))}
            </dd>
          </>
        )}
        <dt>Thư điện tử</dt>
        <dd>{unit.contactEmail}</dd>
        <dt>Thủ trưởng</dt>
        <dd>{[unit.headName, unit.headEmail].filter(Boolean).join(', ') || '–'}</dd>
      </dl>
    </section>
  );
}

/** A unit as it is and as it was, and who loaded what. */
export default function UnitPage({ params }: { params: Readonly<Record<string, string>> }) {
  const id = params.id ?? '';
  const nameOf = useUnitNames();
  const data = useData(`unit-${id}`, (api, signal) => api.get<Unit>(`/v1/units/${encodeURIComponent(id)}`, signal));
  return (
    <Page title={data.value?.name ?? 'Đơn vị'} back={{ href: '/don-vi', label: 'Danh sách đơn vị' }}>
      <Loaded data={data}>
        {(unit) => (
          <>
            <Facts unit={unit} nameOf={nameOf} reload={data.reload} />
            <section class="card">
              <h2>Các giai đoạn</h2>
              <DataTable
                caption="Các giai đoạn của đơn vị"
                columns={versionColumns}
                rows={unit.versions}
                keyOf={({ from }) => from}
                empty="Chưa có."
              />
            </section>
            <section class="card">
              <h2>Các lần nạp</h2>
              <DataTable
                caption="Các lần nạp làm thay đổi đơn vị"
                columns={changeColumns(nameOf)}
                rows={unit.changes}
                keyOf={({ at, from }) => `${at}#${from}`}
                empty="Chưa có."
              />
            </section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
