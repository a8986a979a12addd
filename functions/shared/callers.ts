import { type Bound, createRateLimit, createTimeline } from '../../lib/http/rate-limit.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import type { Table } from '../../lib/store/table.ts';

/**
 * Far beyond any person and any script that waits for its answers (docs/security.md): a page of the portal asks four times and looks again once a second,
 * twenty files are one declaration, and reading a whole year of a province is 1,200 requests.
 */
const ORDINARY: Bound = { burst: 3000, perSecond: 20 };
/** For what costs seconds of work or many writes each time, and is asked for by hand. */
export const COSTLY: Bound = { burst: 60, perSecond: 1 };

/** Who may call a function, and how often: composed in one way for all functions behind the API. */
export function composeCallers(
  table: Table,
  { BOOTSTRAP_OFFICE_USER }: { BOOTSTRAP_OFFICE_USER: string },
  bound: Bound = ORDINARY,
) {
  const admit = createRateLimit(bound);
  const timeOf = createTimeline(() => performance.now());
  return {
    accounts: createAccountStore(table),
    bootstrapOfficeUser: BOOTSTRAP_OFFICE_USER,
    waitFor: (caller: string, requestMs: number) => admit(caller, timeOf(requestMs)),
  };
}
