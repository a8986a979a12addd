import type { RegistryChange } from '../../api/types.ts';
import { type Column, DataTable } from '../../ui/table.tsx';
import { formatDate } from '../../words/dates.ts';
import { reportName } from '../../words/names.ts';
import type { NameOf } from './use-unit-names.ts';
import { fieldName, valueWords } from './words.ts';

/** How many stand on the page; the count tells of the rest. */
const MOST = 50;

type FieldChange = RegistryChange['changes'][number]['fields'][number];
interface Row extends FieldChange {
  unit: string;
  name: string;
  from: string;
}
type Affected = NonNullable<RegistryChange['consequences']>['opened'];
type AffectedItem = Affected['items'][number];

/** Whether loading the list would change nothing. */
export const isNothing = ({ added, changed }: RegistryChange): boolean => added.length + changed.length === 0;

const columns = (nameOf: NameOf): readonly Column<Row>[] => [
  { id: 'unit', title: 'Đơn vị', cell: ({ name }) => name },
  { id: 'field', title: 'Nội dung', cell: ({ field }) => fieldName(field) },
  { id: 'before', title: 'Hiện nay', cell: ({ field, before }) => valueWords(field, before, nameOf) },
  {
    id: 'after',
    title: 'Sau khi nạp',
    cell: ({ field, after, replacedOn }) => (
      <>
        <strong>{valueWords(field, after, nameOf)}</strong>
        {replacedOn && ` (đến ngày ${formatDate(replacedOn)}, khi thay đổi đã nạp trước đó có hiệu lực)`}
      </>
    ),
  },
  { id: 'from', title: 'Từ ngày', cell: ({ from }) => <span class="whole">{formatDate(from)}</span> },
];

const affectedColumns = (nameOf: NameOf): readonly Column<AffectedItem>[] => [
  { id: 'unit', title: 'Đơn vị', cell: ({ unit }) => nameOf(unit) },
  { id: 'report', title: 'Báo cáo', cell: ({ period }) => reportName(period) },
  { id: 'lastDay', title: 'Chậm nhất hết ngày', cell: ({ lastDay }) => formatDate(lastDay) },
];

interface Listed {
  id: string;
  words: string;
}

function Units({ title, units }: { title: string; units: readonly Listed[] }) {
  if (units.length === 0) return null;
  return (
    <details class="preview-part">
      <summary>
        {title}: <strong>{units.length}</strong>
      </summary>
      <ul class="unit-ids">
        {units.map(({ id, words }) => (
          <li key={id}>{words}</li>
        ))}
      </ul>
    </details>
  );
}

function Consequence({ title, affected, nameOf }: { title: string; affected: Affected; nameOf: NameOf }) {
  if (affected.count === 0)
    return (
      <p>
        {title}: <strong>0</strong>
      </p>
    );
  return (
    <details class="preview-part">
      <summary>
        {title}: <strong>{affected.count}</strong>
      </summary>
      <DataTable
        caption={title}
        columns={affectedColumns(nameOf)}
        rows={affected.items.slice(0, MOST)}
        keyOf={({ id }) => id}
        empty=""
      />
      {affected.count > MOST && <p class="soft">Hiện {MOST} báo cáo đầu tiên.</p>}
    </details>
  );
}

/** What a list would change, unit by unit, and what follows for the reports that are owed. */
export function ChangePreview({ change, nameOf }: { change: RegistryChange; nameOf: NameOf }) {
  const { added, newUnits, changed, unchanged, absent, changes, consequences } = change;
  const rows = changes.flatMap(({ unit, name, from, fields }) =>
    fields.map((field): Row => ({ ...field, unit, name, from })),
  );
  return (
    <>
      {isNothing(change) && <p class="note">Danh sách này không làm thay đổi gì.</p>}
      <p>
        {added.length} đơn vị mới, {changed.length} đơn vị thay đổi, {unchanged} đơn vị giữ nguyên, {absent.length} đơn
        vị không có trong tệp (giữ nguyên).
      </p>
      <Units
        title="Đơn vị mới"
        units={newUnits.map(({ unit, name, from }) => ({ id: unit, words: `${name}, từ ngày ${formatDate(from)}` }))}
      />
      <Units title="Đơn vị không có trong tệp" units={absent.map((id) => ({ id, words: nameOf(id) }))} />
      {rows.length > 0 && (
        <>
          <h3>Thay đổi của từng đơn vị</h3>
          <DataTable
            caption="Thay đổi của từng đơn vị"
            columns={columns(nameOf)}
            rows={rows}
            keyOf={({ unit, field, from }) => `${unit}#${field}#${from}`}
            empty=""
          />
        </>
      )}
      {consequences && (
        <>
          <h3>Hệ quả đối với báo cáo phải gửi</h3>
          <Consequence title="Báo cáo được mở thêm" affected={consequences.opened} nameOf={nameOf} />
          <Consequence
            title="Báo cáo được rút vì đơn vị không phải gửi"
            affected={consequences.withdrawn}
            nameOf={nameOf}
          />
          <Consequence title="Báo cáo đã rút nay phải gửi lại" affected={consequences.reinstated} nameOf={nameOf} />
        </>
      )}
    </>
  );
}
