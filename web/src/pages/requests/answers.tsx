import { useState } from 'preact/hooks';
import type { ObligationItem, ReportRequest } from '../../api/types.ts';
import { VerdictBadge } from '../../ui/badge.tsx';
import { CheckLine } from '../../ui/choices.tsx';
import { type Column, DataTable } from '../../ui/table.tsx';
import { formatInstant } from '../../words/dates.ts';

/** Whether the unit still has something to send. */
export const isAwaited = ({ receivedAt, waivedAt, status }: ObligationItem): boolean =>
  (receivedAt === undefined && waivedAt === undefined && status !== 'withdrawn') || status === 'returned';

/** Whether nothing is awaited any more, so that the request can be closed. */
export const isAnswered = (obligations: readonly ObligationItem[]): boolean => !obligations.some(isAwaited);

/** How far a request is answered, in figures. */
export function AnswerFigures({ compliance }: Pick<ReportRequest, 'compliance'>) {
  const { expected, onTime, late, missing, notYetDue, waived } = compliance;
  const facts = [
    ['Phải gửi', expected],
    ['Đúng hạn', onTime],
    ['Chậm', late],
    ['Chưa gửi', missing],
    ['Chưa đến hạn', notYetDue],
    ['Được miễn', waived],
  ] as const;
  return (
    <dl class="answer-figures">
      {facts.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface AnswersProps {
  obligations: readonly ObligationItem[];
  nameOf: (unit: string) => string;
}

/** Who has answered a request, and who has not. */
export function Answers({ obligations, nameOf }: AnswersProps) {
  const [awaitedOnly, setAwaitedOnly] = useState(false);
  const columns: readonly Column<ObligationItem>[] = [
    {
      id: 'unit',
      title: 'Đơn vị',
      cell: ({ id, unit, official }) => (
        <>
          <a href={`/bao-cao/${id}`}>{nameOf(unit)}</a>
          {official && <span class="official">Đồng chí {official}</span>}
        </>
      ),
    },
    { id: 'verdict', title: 'Kết quả', cell: (item) => <VerdictBadge {...item} /> },
    {
      id: 'received',
      title: 'Nhận lúc',
      cell: ({ receivedAt, daysElapsed, lastDay }) =>
        receivedAt !== undefined
          ? formatInstant(receivedAt)
          : lastDay === undefined && daysElapsed !== undefined
            ? `chưa nhận, ${daysElapsed === 0 ? 'công việc kết thúc hôm nay' : `đã ${daysElapsed} ngày từ khi kết thúc công việc`}`
            : 'chưa nhận',
    },
  ];
  const rows = awaitedOnly ? obligations.filter(isAwaited) : obligations;
  return (
    <>
      {obligations.length > 1 && (
        <div class="no-print">
          <CheckLine
            name="awaited"
            label="Chỉ hiện đơn vị chưa gửi đủ"
            checked={awaitedOnly}
            onChange={setAwaitedOnly}
          />
        </div>
      )}
      <DataTable
        caption="Tình hình gửi báo cáo theo yêu cầu"
        columns={columns}
        rows={rows}
        keyOf={({ id }) => id}
        empty="Không còn đơn vị nào chưa gửi."
      />
    </>
  );
}
