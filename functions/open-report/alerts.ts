import type { OutboxEntry } from '../../lib/obligations/obligation.ts';
import type { Account } from '../../lib/store/accounts.ts';

/** SES takes fifty addresses a letter. */
const MOST_ADDRESSES = 50;

/** The alerts of an ad hoc report (R18): to the Office and to every leader who has an address, at any hour. */
export function alertsFor(
  accounts: readonly Account[],
  officeAddress: string,
  raised: Pick<OutboxEntry, 'scheduledFor' | 'cause'>,
): OutboxEntry[] {
  const leaders = accounts
    .filter(({ role, active }) => role === 'leader' && active)
    .flatMap(({ email }) => email ?? []);
  const addresses = [...new Set([officeAddress, ...leaders])];
  const letters: OutboxEntry[] = [];
  for (let i = 0; i < addresses.length; i += MOST_ADDRESSES)
    letters.push({
      kind: 'alert',
      subject: letters.length + 1,
      ...raised,
      to: addresses.slice(i, i + MOST_ADDRESSES),
    });
  return letters;
}
