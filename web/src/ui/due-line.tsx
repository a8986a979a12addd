import type { ObligationItem } from '../api/types.ts';
import { formatDate, formatInstant, weekdayName } from '../words/dates.ts';
import { atOnceWords } from '../words/names.ts';

type Due = Pick<
  ObligationItem,
  | 'rule'
  | 'lastDay'
  | 'since'
  | 'daysElapsed'
  | 'verdict'
  | 'daysLate'
  | 'workingDaysLeft'
  | 'receivedAt'
  | 'supplement'
  | 'status'
  | 'extension'
>;

/** "còn 2 ngày làm việc", "quá hạn 3 ngày"; undefined when nothing is awaited. */
export function leftWords({ verdict, daysLate, workingDaysLeft, status }: Due): string | undefined {
  if (workingDaysLeft !== undefined)
    return workingDaysLeft > 0 ? `còn ${workingDaysLeft} ngày làm việc` : 'không còn ngày làm việc nào sau hôm nay';
  if (verdict === 'missing') return `quá hạn ${daysLate ?? 0} ngày`;
  return status === 'returned' ? 'đã quá ngày phải bổ sung' : undefined;
}

/** When a report is due and how long that is: the line that answers a clerk's first question. */
export function DueLine({ item }: { item: Due }) {
  const { rule, lastDay, since, daysElapsed, supplement, receivedAt, status, extension } = item;
  const left = leftWords(item);
  if (status === 'returned' && supplement)
    return (
      <>
        Bổ sung chậm nhất hết ngày <strong>{formatDate(supplement.lastDay)}</strong>
        {left && `, ${left}`}
      </>
    );
  if (lastDay === undefined)
    return (
      <>
        Hạn gửi: <strong>{atOnceWords(rule)}</strong>
        {since && `; tính từ ngày ${formatDate(since)}${daysElapsed ? `, đã qua ${daysElapsed} ngày` : ''}`}
        {receivedAt && `; đã nhận lúc ${formatInstant(receivedAt)}`}
      </>
    );
  return (
    <>
      Chậm nhất hết ngày <strong>{formatDate(lastDay)}</strong> ({weekdayName(lastDay)})
      {extension && `, đã gia hạn từ ngày ${formatDate(extension.originalLastDay)}`}
      {left && (
        <>
          , <strong>{left}</strong>
        </>
      )}
      {receivedAt && `; đã nhận lúc ${formatInstant(receivedAt)}`}
    </>
  );
}
