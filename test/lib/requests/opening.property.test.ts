import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../lib/calendar/dates.ts';
import { vietnamCalendar } from '../../../lib/calendar/working-days.ts';
import { countCompliance } from '../../../lib/compliance/compliance.ts';
import { replay } from '../../../lib/obligations/advancing.ts';
import { factsSchema } from '../../../lib/obligations/obligation.ts';
import { openRequested } from '../../../lib/requests/opening.ts';
import { type Request, type RequestDeadline, requestId, requestKinds } from '../../../lib/requests/request.ts';

const SETTINGS = { seed: 353, numRuns: 200 };
const NOW = '2026-03-10T02:00:00Z';
const unit = fc.integer({ min: 1, max: 60 }).map((n) => `don-vi-${n}`);
const day = fc.integer({ min: 0, max: 120 }).map((n) => addDays('2026-03-10', n));
const deadline: fc.Arbitrary<RequestDeadline> = fc.oneof(
  fc.record({
    kind: fc.constant('date' as const),
    date: day,
    bound: fc.constantFrom('before' as const, 'within' as const),
  }),
  fc.record(
    { kind: fc.constant('at-once' as const), endedOn: day, limitWorkingDays: fc.integer({ min: 1, max: 30 }) },
    { requiredKeys: ['kind'] },
  ),
);
const targets = fc.oneof(
  fc.uniqueArray(unit, { minLength: 1, maxLength: 60 }).map((units) => units.map((id) => ({ unit: id }))),
  fc.array(fc.record({ unit, official: fc.constantFrom('Lò Văn A', 'Quàng Thị B') }), { minLength: 1, maxLength: 20 }),
);
const requests: fc.Arbitrary<Request> = fc
  .record({ deadline, targets, kind: fc.constantFrom(...requestKinds), number: fc.integer({ min: 1, max: 9999 }) })
  .map(({ number, ...rest }) => ({
    id: requestId(`${number}-CV/TU`, '2026-03-10'),
    documentNumber: `${number}-CV/TU`,
    documentDate: '2026-03-10',
    subject: 'Kết quả thực hiện nghị quyết',
    sections: [],
    attachments: {},
    regimeVersion: 'v',
    openedAt: NOW,
    openedBy: 'office',
    ...rest,
  }));
const open = (request: Request) => openRequested(request, vietnamCalendar, () => undefined);

describe('a request', () => {
  it('opens exactly one obligation for each unit or official that it asks, and figures that add up to them', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const opened = open(request).map(({ obligation }) => obligation);
        expect(new Set(opened.map(({ id }) => id)).size).toBe(request.targets.length);
        expect(opened.map(({ unit: id, official }) => ({ unit: id, ...(official ? { official } : {}) }))).toEqual(
          request.targets,
        );
        const { expected, onTime, late, missing, notYetDue, waived } = countCompliance(opened, NOW);
        expect(expected).toBe(request.targets.length);
        expect(onTime + late + missing + notYetDue + waived).toBe(expected);
      }),
      SETTINGS,
    );
  });

  it('opened again, or replayed from its history, gives the same obligations', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const first = open(request);
        expect(open(request)).toEqual(first);
        for (const { obligation, event } of first)
          expect(replay(obligation, [event])).toEqual(factsSchema.parse(obligation));
      }),
      SETTINGS,
    );
  });

  it('names no official, and nothing of the subject, in what mails are titled by', () => {
    fc.assert(
      fc.property(requests, (request) => {
        for (const { obligation } of open(request)) {
          expect(obligation.title).not.toMatch(/Lò Văn A|Quàng Thị B|nghị quyết/);
          expect(obligation.title).toContain(request.documentNumber);
        }
      }),
      SETTINGS,
    );
  });
});
