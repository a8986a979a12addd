import { type Column, DataTable } from '../../ui/table.tsx';
import { formatDate } from '../../words/dates.ts';
import { formatShare, shareOnTime } from '../../words/share.ts';
import type { PeriodFigures } from './summary.ts';

const nameOf = ({ name, request }: PeriodFigures) => (request ? <a href={`/yeu-cau/${request}`}>{name}</a> : name);

/** The latest period of every unit's reports, in large figures: the answer to "how many of how many". */
export function Headline({ due }: { due: readonly PeriodFigures[] }) {
  const [main] = due.filter(({ rule, request }) => rule !== 'weekly' && request === undefined);
  if (!main) return null;
  const parts = [
    { name: 'Đúng hạn', kind: 'on-time', sign: '✓', count: main.onTime },
    { name: 'Chậm', kind: 'late', sign: '!', count: main.late },
    { name: 'Chưa gửi', kind: 'missing', sign: '✕', count: main.missing },
  ];
  return (
    <section class="card situation" aria-labelledby="ky-gan-nhat">
      <h2 id="ky-gan-nhat">{main.name}</h2>
      <p class="situation-figure">
        <strong>
          {main.received}/{main.expected}
        </strong>{' '}
        đơn vị đã gửi
      </p>
      <p class="soft">Chậm nhất hết ngày {formatDate(main.lastDay)}</p>
      <ul class="situation-parts">
        {parts.map(({ name, kind, sign, count }) => (
          <li key={kind} class={`situation-part verdict-${kind}`}>
            <span>
              <span aria-hidden="true">{sign}</span> <strong>{count}</strong>
            </span>{' '}
            <span>{name}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const common: readonly Column<PeriodFigures>[] = [
  { id: 'name', title: 'Báo cáo', cell: nameOf },
  { id: 'lastDay', title: 'Chậm nhất hết ngày', cell: ({ lastDay }) => formatDate(lastDay) },
  { id: 'received', title: 'Đã gửi', number: true, cell: ({ received, expected }) => `${received}/${expected}` },
];
const dueColumns: readonly Column<PeriodFigures>[] = [
  ...common,
  { id: 'onTime', title: 'Đúng hạn', number: true, cell: ({ onTime }) => onTime },
  { id: 'late', title: 'Chậm', number: true, cell: ({ late }) => late },
  { id: 'missing', title: 'Chưa gửi', number: true, cell: ({ missing }) => missing },
  { id: 'share', title: 'Tỷ lệ đúng hạn', number: true, cell: (line) => formatShare(shareOnTime(line)) },
];
const keyOf = ({ rule, period }: PeriodFigures) => `${rule}#${period}`;

/** The latest period of each rule, and the one that is being received. */
export function PeriodTable({ due, ahead }: { due: readonly PeriodFigures[]; ahead: readonly PeriodFigures[] }) {
  return (
    <>
      <section class="card">
        <h2>Các kỳ và yêu cầu đã đến hạn</h2>
        <DataTable
          caption="Kỳ gần nhất đã đến hạn của từng loại báo cáo"
          columns={dueColumns}
          rows={due}
          keyOf={keyOf}
          empty="Chưa có kỳ báo cáo nào đến hạn."
        />
      </section>
      <section class="card">
        <h2>Các kỳ và yêu cầu đang tiếp nhận</h2>
        <DataTable
          caption="Kỳ sắp đến hạn của từng loại báo cáo"
          columns={common}
          rows={ahead}
          keyOf={keyOf}
          empty="Không có kỳ báo cáo nào đang tiếp nhận."
        />
      </section>
    </>
  );
}
