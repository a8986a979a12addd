import { expect, it } from 'vitest';
import { rushBeforeDeadline } from '../bench/rush.ts';

it('in the last ten minutes every report is received at its own second and on time, and at the deadline late', async () => {
  expect(await rushBeforeDeadline(12, 1)).toMatchObject({ refused: 0, onTime: 12, lateAtDeadline: 1 });
});
