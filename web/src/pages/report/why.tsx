import type { Obligation } from '../../api/types.ts';
import { formatDate, formatInstant } from '../../words/dates.ts';

/** A step without the instant that it gives to programs. */
const forPeople = (step: string): string => step.replace(/ \(\d{4}-\d{2}-\d{2}T[\d:]+Z\)/, '');

/** What became, or will become, of every notice about a report. */
const Notices = ({ notices }: { notices: NonNullable<Obligation['why']>['notices'] }) => (
  <details class="card why">
    <summary>Vì sao có, hoặc chưa có, từng thông báo</summary>
    {notices.length === 0 ? (
      <p class="empty">Chưa có thông báo nào trong kế hoạch.</p>
    ) : (
      <ol class="timeline">
        {notices.map(({ kind, at, sentence }) => (
          <li key={`${kind} ${at}`}>
            <time dateTime={at}>{formatInstant(at)}</time>
            {sentence}
          </li>
        ))}
      </ol>
    )}
  </details>
);

/** Why a report is due when it is, with the letter's words. */
export function Why({ why }: { why: NonNullable<Obligation['why']> }) {
  const { source, quote, formula, notices } = why;
  return (
    <>
      <details class="card why" open>
        <summary>Vì sao phải gửi, hạn tính thế nào</summary>
        <blockquote>“{quote}”</blockquote>
        <p>
          Mục {source.clause}, Công văn số {source.number} ngày {formatDate(source.date)}, {source.issuer}.
        </p>
        <ol>
          {formula.map((step) => (
            <li key={step}>{forPeople(step)}</li>
          ))}
        </ol>
      </details>
      <Notices notices={notices} />
    </>
  );
}
