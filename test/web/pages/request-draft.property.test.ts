import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isLocalDate } from '../../../lib/calendar/dates.ts';
import { vietnamCalendar } from '../../../lib/calendar/working-days.ts';
import { openRequestSchema } from '../../../lib/http/requests/request.ts';
import { requestTerm } from '../../../lib/requests/request.ts';
import { bodyOf, emptyDraft, faultsOf, lastDayOf, type RequestDraft } from '../../../web/src/pages/requests/draft.ts';
import { formatDate } from '../../../web/src/words/dates.ts';

const TODAY = '2026-01-29';
const days = fc.integer({ min: 0, max: 700 }).map((n) => addDays('2026-01-01', n));
/** Mostly sound: a draft with a fault in each field tells little. */
const mostly = <Value>(sound: Value, ...others: Value[]) =>
  fc.oneof({ arbitrary: fc.constant(sound), weight: 8 }, { arbitrary: fc.constantFrom(...others), weight: 2 });
const text = mostly('125-CV/TU', '', ' ', 'Nội dung');

const drafts: fc.Arbitrary<RequestDraft> = fc.record({
  documentNumber: text,
  documentDate: mostly('26/1/2026', '', '31/02/2026', '2026-01-01', '30/01/2026'),
  subject: text,
  kind: fc.constantFrom('direction', 'self-review', 'other'),
  audience: fc.constantFrom('all', 'category', 'tag', 'units', 'officials'),
  categories: fc.constantFrom([], ['department'], ['department', 'party-group']),
  units: fc.constantFrom([], ['so-tu-phap']),
  officials: fc.array(fc.record({ key: fc.nat(), unit: mostly('so-tu-phap', ''), name: mostly('Lò Văn A', '') }), {
    minLength: 1,
    maxLength: 3,
  }),
  deadline: fc.constantFrom('date', 'at-once'),
  date: fc.oneof({ arbitrary: days.map(formatDate), weight: 8 }, { arbitrary: fc.constantFrom('', 'mai'), weight: 1 }),
  bound: fc.constantFrom('before', 'within'),
  endedOn: fc.constantFrom('', '27/01/2026', '30/02/2026'),
  limitWorkingDays: fc.constantFrom('', '0', '5', 'năm', '250', '251'),
  sections: fc.array(fc.record({ key: fc.nat(), text }), { maxLength: 3 }),
  secrecy: mostly('none', '', 'secret'),
});

describe('the form of a request', () => {
  it('shows the last acceptable day that the system sets', () => {
    fc.assert(
      fc.property(days, fc.constantFrom('before' as const, 'within' as const), (date, bound) => {
        const shown = lastDayOf({ date: formatDate(date), bound });
        expect(shown).toBe(requestTerm({ kind: 'date', date, bound }, vietnamCalendar).lastDay);
      }),
      { seed: 353 },
    );
  });

  it('sends nothing that the system refuses for its form, once it finds no fault itself', () => {
    let sound = 0;
    fc.assert(
      fc.property(drafts, (draft) => {
        if (faultsOf(draft, TODAY).length > 0) return;
        sound += 1;
        const parsed = openRequestSchema.safeParse({ ...bodyOf(draft), attachments: [] });
        expect(parsed.error?.issues).toBeUndefined();
      }),
      { seed: 353, numRuns: 20_000 },
    );
    expect(sound).toBeGreaterThan(100);
  });

  it('never lets a secret or an empty form pass', () => {
    expect(faultsOf(emptyDraft, TODAY).map(({ field }) => field)).toEqual([
      ...['documentNumber', 'documentDate', 'subject', 'deadline.date', 'secrecy'],
    ]);
    fc.assert(
      fc.property(drafts, (draft) => {
        expect(faultsOf({ ...draft, secrecy: 'secret' }, TODAY)).toContainEqual(
          expect.objectContaining({ field: 'secrecy' }),
        );
      }),
      { seed: 353 },
    );
  });

  it('refuses a day that has passed by its bound: today is the last that counts', () => {
    const draft = { ...emptyDraft, bound: 'before' as const };
    const faultOf = (date: string) =>
      faultsOf({ ...draft, date: formatDate(date) }, TODAY).some(({ field }) => field === 'deadline.date');
    expect(isLocalDate(TODAY)).toBe(true);
    expect(faultOf(addDays(TODAY, 1))).toBe(false);
    expect(faultOf(TODAY)).toBe(true);
  });
});
