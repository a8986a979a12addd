import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../lib/calendar/dates.ts';
import { vietnamCalendar } from '../../../lib/calendar/working-days.ts';
import { decide, receiveOffSystem, type Step, steps, stepsOpenTo } from '../../../lib/obligations/deciding.ts';
import { type Obligation, statuses } from '../../../lib/obligations/obligation.ts';
import type { Decided } from '../../../lib/obligations/refusing.ts';
import { endWork } from '../../../lib/obligations/work-end.ts';

const NOW = '2026-10-29T03:00:00Z';
const grounds = { reason: 'Mưa lũ', authority: 'Thường trực Tỉnh ủy' };
const deadline = { lastDay: '2026-10-27', dueBefore: '2026-10-27T17:00:00Z' };
const paper = {
  receivedAt: NOW,
  documentNumber: '1',
  documentDate: '2026-10-26',
  signedBy: 'A',
  channel: 'cipher',
} as const;

/** Reports as they may stand: periodic, asked for by a document with a day, with a limit, or due at once. */
const obligations: fc.Arbitrary<Obligation> = fc
  .record({
    status: fc.constantFrom(...statuses),
    term: fc.constantFrom({}, deadline),
    occasion: fc.constantFrom({}, { title: 'Báo cáo theo văn bản số 9' }),
    limit: fc.constantFrom({}, { limitWorkingDays: 3 }),
    extended: fc.boolean(),
  })
  .map(({ status, term, occasion, limit, extended }) => ({
    ...{ id: 'so-tu-phap.monthly.2026-10', unit: 'so-tu-phap', rule: 'monthly', period: '2026-10' },
    ...{ from: '2026-09-26', to: '2026-10-25', regimeVersion: 'v', openedAt: '2026-10-01T00:00:00Z' },
    ...{ ...term, ...occasion, ...limit },
    ...(extended ? { extension: { grantedAt: NOW, afterDeadline: true } } : {}),
    ...{ status, receipts: { 1: NOW }, reviews: {}, submissionsDeclared: 1, versionsReceived: 1 },
    ...{ outbox: [], version: 3, head: { seq: 3, hash: 'h' } },
  }));

/** Takes a step with nothing wrong about it but, perhaps, where the report stands. */
function take(step: Step, obligation: Obligation): Decided {
  if (step === 'off-system') return receiveOffSystem(obligation, paper, 'office', NOW);
  if (step === 'work-end')
    return endWork(obligation, '2026-10-20', vietnamCalendar, { user: 'office', role: 'office' }, NOW);
  const lastDay = addDays('2026-10-29', 5);
  return decide(obligation, { kind: step, submission: 1, lastDay, ...grounds }, 'office', NOW);
}

describe('the steps open to the Office', () => {
  it('are exactly those that are not refused for where the report stands', () => {
    fc.assert(
      fc.property(obligations, (obligation) => {
        const taken = steps.filter((step) => take(step, obligation).ok);
        expect(stepsOpenTo(obligation, NOW)).toEqual(taken);
      }),
      { seed: 353, numRuns: 500 },
    );
  });
});
