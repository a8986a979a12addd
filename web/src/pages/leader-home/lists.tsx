import { useState } from 'preact/hooks';
import type { Board, ObligationItem } from '../../api/types.ts';
import { type Column, DataTable } from '../../ui/table.tsx';
import { formatDate } from '../../words/dates.ts';
import type { Awaited } from './summary.ts';

/** How many stand on the page before one asks for all. */
const FEW = 10;

const columns: readonly Column<Awaited>[] = [
  { id: 'unit', title: 'Đơn vị', cell: ({ unitName }) => unitName },
  { id: 'name', title: 'Báo cáo', cell: ({ id, name }) => <a href={`/bao-cao/${id}`}>{name}</a> },
  { id: 'lastDay', title: 'Chậm nhất hết ngày', cell: ({ lastDay }) => formatDate(lastDay) },
  { id: 'days', title: 'Quá hạn', number: true, cell: ({ days }) => `${days} ngày` },
];

/** Who is late and for how long, the longest first. */
export function AwaitedReports({ items }: { items: readonly Awaited[] }) {
  const [all, setAll] = useState(false);
  const units = new Set(items.map(({ unitName }) => unitName)).size;
  return (
    <section class="card">
      <h2>Báo cáo quá hạn chưa gửi</h2>
      {items.length > 0 && (
        <p>
          <strong>{items.length}</strong> báo cáo của <strong>{units}</strong> đơn vị, xếp theo số ngày quá hạn.
        </p>
      )}
      <DataTable
        caption="Báo cáo quá hạn chưa gửi, chậm nhiều nhất trước"
        columns={columns}
        rows={all ? items : items.slice(0, FEW)}
        keyOf={({ id }) => id}
        empty="Không có báo cáo nào quá hạn."
      />
      {items.length > FEW && (
        <button type="button" class="button situation-more no-print" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? `Chỉ hiện ${FEW} báo cáo chậm nhất` : `Hiện cả ${items.length} báo cáo`}
        </button>
      )}
    </section>
  );
}

/** Ad hoc reports whose written part is still awaited (clause 1.3). */
export function AdHocAlerts({ items, boards }: { items: readonly ObligationItem[]; boards: readonly Board[] }) {
  const names = new Map(boards.flatMap(({ units }) => units.map(({ id, name }) => [id, name])));
  const open = items.filter(({ receivedAt, waivedAt }) => receivedAt === undefined && waivedAt === undefined);
  if (open.length === 0) return null;
  return (
    <section class="note note-warn" aria-labelledby="dot-xuat">
      <h2 id="dot-xuat">Báo cáo đột xuất đang chờ văn bản</h2>
      <ul>
        {open.map(({ id, unit, title, since, daysElapsed = 0 }) => (
          <li key={id}>
            <a href={`/bao-cao/${id}`}>{title}</a>, {names.get(unit) ?? unit}: báo tin{' '}
            {daysElapsed === 0 ? 'hôm nay' : `ngày ${formatDate(since ?? '')}, đã ${daysElapsed} ngày`}
          </li>
        ))}
      </ul>
      <p>
        <a href="/dot-xuat">Tất cả báo cáo đột xuất</a>
      </p>
    </section>
  );
}
