import type { Obligation } from '../../api/types.ts';
import { formatDate } from '../../words/dates.ts';

/** A step without the instant that it gives to programs. */
const forPeople = (step: string): string => step.replace(/ \(\d{4}-\d{2}-\d{2}T[\d:]+Z\)/, '');

/** Why a report is due when it is, with the letter's words. */
export function Why({ why }: { why: NonNullable<Obligation['why']> }) {
  const { source, quote, formula } = why;
  return (
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
  );
}
