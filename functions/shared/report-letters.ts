import type { Instant } from '../../lib/calendar/dates.ts';
import { type CausedNotice, type Sending, sendClaimed } from '../../lib/notices/sending.ts';
import type { KeptReport } from '../../lib/papers/kept.ts';
import { composeReportReleased } from '../../lib/papers/report-mail.ts';
import type { AccountStore } from '../../lib/store/accounts.ts';

export interface ReleasedLetterDeps {
  accounts: Pick<AccountStore, 'list'>;
  sending: Sending;
  portalUrl: string;
}

/**
 * Tells the leaders of a report that the Office has released, once: a letter that could not go out with the release goes with
 * the next run of `send-compliance-report`. Gives whether this call sent it; `cause` is the release, or that run.
 */
export async function tellLeaders(
  report: KeptReport,
  deps: ReleasedLetterDeps,
  now: Instant,
  cause: string,
): Promise<boolean> {
  if (report.releasedAt === undefined) return false;
  const name: CausedNotice = { about: 'office', kind: 'report-released', scheduledFor: report.releasedAt, cause };
  if ((await deps.sending.ledger.claim(name, now)) !== 'claimed') return false;
  const accounts = await deps.accounts.list();
  const to = accounts.filter(({ role, active }) => role === 'leader' && active).flatMap(({ email }) => email ?? []);
  const letter = { to: [...new Set(to)], cc: [], ...composeReportReleased(report, deps.portalUrl) };
  return (await sendClaimed(deps.sending, letter, [name], now)) === 'sent';
}
