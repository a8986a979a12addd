import { describe, expect, it } from 'vitest';
import { fold } from '../../../lib/obligations/fold.ts';
import { factsSchema } from '../../../lib/obligations/obligation.ts';
import { happenings, lived } from '../../support/histories.ts';

const KEY = { unit: 'so-tu-phap', rule: 'monthly', period: '2026-10' };
const OPENED = {
  ...{ at: '2026-10-01T00:00:00Z', from: '2026-09-26', to: '2026-10-25', lastDay: '2026-10-27' },
  regimeVersion: 'v',
};
const { received, returned, accepted, rejected } = happenings;

describe('a rejection of one of several submissions', () => {
  const first = received('2026-10-20T02:00:00Z', 1);
  const second = received('2026-10-22T02:00:00Z', 2);
  const AT = '2026-10-23T02:00:00Z';

  it.each([
    ['the earlier of two, the later accepted: it stays so', [accepted(AT, 2)], 1, { status: 'accepted', standing: 2 }],
    ['the later, the earlier accepted: that counts again', [accepted(AT, 1)], 2, { status: 'accepted', standing: 1 }],
    [
      'the later, the earlier returned: it still waits for the supplement',
      [returned('2026-10-21T02:00:00Z', '2026-10-30', 1), second],
      2,
      { status: 'returned', standing: 1, supplement: { lastDay: '2026-10-30', dueBefore: '2026-10-30T17:00:00Z' } },
    ],
    ['the later, nothing decided: the earlier waits to be reviewed', [], 2, { status: 'received', standing: 1 }],
  ])('of %s', (_, reviews, number, expected) => {
    const { obligation } = lived(KEY, OPENED, first, second, ...reviews, rejected('2026-10-24T02:00:00Z', number));
    expect(obligation).toMatchObject(expected);
  });

  it('of a state that was stored before reviews were kept leaves the rest to be reviewed, as it did then', () => {
    const { obligation } = lived(KEY, OPENED, first, second);
    const { reviews: _, standing: __, ...stored } = obligation;
    const facts = fold(factsSchema.parse(stored), rejected(AT, 1));
    expect(facts).toMatchObject({ status: 'received', receipts: { 2: '2026-10-22T02:00:00Z' }, reviews: {} });
  });
});
