import type { Verdict } from '../api/types.ts';
import { verdictName, verdictWords } from '../words/names.ts';

/** A verdict by colour, sign and word; never by colour alone. */
export function VerdictBadge({ verdict, daysLate }: { verdict: Verdict; daysLate?: number | undefined }) {
  return (
    <span class={`badge verdict-${verdict}`}>
      <span aria-hidden="true" class="badge-sign">
        {verdictWords[verdict].sign}
      </span>
      {verdictName(verdict, daysLate)}
    </span>
  );
}
