import { expect, it } from 'vitest';
import { composeCallers } from '../../../functions/shared/callers.ts';
import { openTable } from '../../../lib/store/client.ts';

it('whoever calls a function is held to its bound, each account for itself', () => {
  const table = openTable({ TABLE_NAME: 'register', TIMER_SHARDS: 1 });
  // So slow that nothing comes back while the test runs.
  const bound = { burst: 2, perSecond: 1e-6 };
  const { waitFor } = composeCallers(table, { BOOTSTRAP_OFFICE_USER: 'office' }, bound);
  const waits = [waitFor('a', 0), waitFor('a', 0), waitFor('a', 0)];
  expect(waits).toEqual([0, 0, expect.any(Number)]);
  expect(waits[2]).toBeGreaterThan(0);
  expect(waitFor('b', 0)).toBe(0);
});
