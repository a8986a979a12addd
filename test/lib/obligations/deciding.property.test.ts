import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addSeconds, localDateOf } from '../../../lib/calendar/dates.ts';
import { vietnamCalendar } from '../../../lib/calendar/working-days.ts';
import { advance, begin, replay } from '../../../lib/obligations/advancing.ts';
import { type Decision, decide, receiveOffSystem } from '../../../lib/obligations/deciding.ts';
import { allowedFrom } from '../../../lib/obligations/events.ts';
import { firstBreak, type HistoryEvent } from '../../../lib/obligations/history.ts';
import { factsSchema, type Obligation } from '../../../lib/obligations/obligation.ts';
import { reinstatement, withdrawal } from '../../../lib/obligations/reconciling.ts';
import { judge } from '../../../lib/obligations/verdict.ts';
import { endWork } from '../../../lib/obligations/work-end.ts';
import { declareSubmission } from '../../../lib/submissions/declaring.ts';
import { settleSubmission } from '../../../lib/submissions/settling.ts';
import { aManifest } from '../../support/manifest.ts';

const OPENED = '2026-10-01T00:00:00Z';
const LONG_AFTER = '2027-06-01T00:00:00Z';
const SETTINGS = { seed: 353, numRuns: 400 };
const key = { unit: 'so-tu-phap', rule: 'monthly', period: '2026-10' };
const term = { from: '2026-09-26', to: '2026-10-25', lastDay: '2026-10-27', dueBefore: '2026-10-27T17:00:00Z' };
const grounds = { reason: 'Mưa lũ', authority: 'Thường trực Tỉnh ủy' };

type Step =
  | { do: 'file' }
  | { do: 'paper' }
  | { do: 'end-work'; daysAgo: number }
  | { do: 'withdraw' }
  | { do: 'reinstate' }
  | { do: 'decide'; kind: Decision['kind']; days: number; submission: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>({ do: 'file' }),
  fc.constant<Step>({ do: 'paper' }),
  fc.record({ do: fc.constant('end-work' as const), daysAgo: fc.integer({ min: -1, max: 20 }) }),
  fc.constant<Step>({ do: 'withdraw' }),
  fc.constant<Step>({ do: 'reinstate' }),
  fc.record({
    do: fc.constant('decide' as const),
    kind: fc.constantFrom<Decision['kind'][]>('extension', 'waiver', 'acceptance', 'return', 'rejection'),
    days: fc.integer({ min: -5, max: 30 }),
    submission: fc.integer({ min: 1, max: 4 }),
  }),
);
const steps = fc.array(fc.record({ step, pause: fc.integer({ min: 0, max: 6 * 86400 }) }), { maxLength: 12 });
/** A report with a deadline, one due at once, and one due within some working days of the end of the work. */
const openings = fc.constantFrom(
  { ...term },
  { from: term.from, to: term.to, title: 'Báo cáo theo văn bản số 9' },
  { from: term.from, to: term.to, title: 'Báo cáo theo văn bản số 9', limitWorkingDays: 3 },
);
const stories = fc.record({ opening: openings, steps });
/** Several filings of one report, each reviewed more than once. */
const reviews = fc.array(
  fc.record({
    step: fc.oneof(
      fc.constant<Step>({ do: 'file' }),
      fc.record({
        do: fc.constant('decide' as const),
        kind: fc.constantFrom<Decision['kind'][]>('acceptance', 'return', 'rejection'),
        days: fc.integer({ min: 0, max: 30 }),
        submission: fc.integer({ min: 1, max: 3 }),
      }),
    ),
    pause: fc.constant(3600),
  }),
  { maxLength: 12 },
);
const reviewed = fc.record({ opening: openings, steps: reviews });
type Story = typeof stories extends fc.Arbitrary<infer T> ? T : never;

interface Told {
  before: Obligation;
  after: Obligation;
  event: HistoryEvent;
  at: string;
}

/** Plays a story as the functions would and gives every change that happened. */
function play(story: Story): Told[] {
  const opening = begin(
    key,
    { type: 'opened', at: OPENED, by: 'system', data: { ...story.opening, regimeVersion: 'v' } },
    undefined,
  );
  const told: Told[] = [{ before: opening.obligation, after: opening.obligation, event: opening.event, at: OPENED }];
  let { obligation } = opening;
  let at = '2026-10-20T02:00:00Z';
  const happen = (next: { obligation: Obligation; event: HistoryEvent }) => {
    told.push({ before: obligation, after: next.obligation, event: next.event, at });
    obligation = next.obligation;
  };
  for (const { step: what, pause } of story.steps) {
    at = addSeconds(at, pause);
    if (what.do === 'file') {
      const declared = declareSubmission(obligation, aManifest(), 'clerk', at);
      happen(declared);
      const file = declared.submission.files['1'];
      if (!file) throw new Error('a manifest has a file');
      const stored = { ...file, stored: { at, objectVersion: 'v', refused: [] } };
      const settled = settleSubmission(obligation, { ...declared.submission, files: { '1': stored } }, at);
      if (settled) happen(settled);
      continue;
    }
    if (what.do === 'end-work') {
      const ended = endWork(
        obligation,
        addDays(localDateOf(at), -what.daysAgo),
        vietnamCalendar,
        { user: 'office', role: 'office' },
        at,
      );
      if (ended.ok) happen(advance(obligation, ended.event, {}));
      continue;
    }
    if (what.do === 'withdraw' || what.do === 'reinstate') {
      const event = what.do === 'withdraw' ? withdrawal('unit-not-valid', at) : reinstatement(at);
      if (allowedFrom[event.type].includes(obligation.status)) happen(advance(obligation, event, {}));
      continue;
    }
    const paper = {
      receivedAt: at,
      documentNumber: '1',
      documentDate: '2026-10-20',
      signedBy: 'A',
      channel: 'cipher' as const,
    };
    const lastDay = addDays(localDateOf(at), what.do === 'decide' ? what.days : 0);
    const decided =
      what.do === 'paper'
        ? receiveOffSystem(obligation, paper, 'office', at)
        : decide(obligation, { kind: what.kind, submission: what.submission, lastDay, ...grounds }, 'office', at);
    if (decided.ok) happen(advance(obligation, decided.event, {}));
  }
  return told;
}

const ranks = { 'on-time': 0, waived: 0, 'not-yet-due': 0, late: 1, missing: 2 };

describe('laws of decisions', () => {
  it('an extension never worsens a verdict, at whatever instant it is asked for', () => {
    fc.assert(
      fc.property(stories, fc.integer({ min: 0, max: 90 }), (story, days) => {
        const now = `${addDays('2026-10-20', days)}T02:00:00Z`;
        for (const { before, after, event } of play(story)) {
          if (event.type !== 'extended') continue;
          const [was, is] = [judge(before, now), judge(after, now)];
          expect(ranks[is.verdict]).toBeLessThanOrEqual(ranks[was.verdict]);
          expect(is.daysLate ?? 0).toBeLessThanOrEqual(was.daysLate ?? 0);
        }
      }),
      SETTINGS,
    );
  });

  it('waiver, extension, acceptance, return and withdrawal never change what was received when', () => {
    fc.assert(
      fc.property(stories, (story) => {
        for (const { before, after, event } of play(story))
          if (['waived', 'extended', 'accepted', 'returned', 'withdrawn', 'reinstated'].includes(event.type)) {
            expect(after.receipts).toEqual(before.receipts);
            expect(after.receivedAt).toBe(before.receivedAt);
          }
      }),
      SETTINGS,
    );
  });

  it('a withdrawn obligation has no receipt, and one that comes back is as it was before', () => {
    fc.assert(
      fc.property(stories, (story) => {
        let before: Obligation | undefined;
        for (const told of play(story)) {
          if (told.event.type === 'withdrawn') before = told.before;
          if (told.event.type === 'submission-received') before = undefined;
          const { status, receipts, withdrawnAt } = told.after;
          expect(status === 'withdrawn').toBe(withdrawnAt !== undefined);
          if (status === 'withdrawn') expect(receipts).toEqual({});
          if (told.event.type !== 'reinstated' || !before) continue;
          const { submissionsDeclared: _, ...again } = factsSchema.parse(told.after);
          const { submissionsDeclared: __, ...once } = factsSchema.parse(before);
          expect(again).toEqual(once);
        }
      }),
      SETTINGS,
    );
  });

  it('rejecting a submission never changes what was decided on another (R22)', () => {
    fc.assert(
      fc.property(reviewed, (story) => {
        /** What the events say of each submission that counts, kept apart from the fold. */
        const decided = new Map<number, { status: string; lastDay?: string }>();
        let last: number | undefined;
        for (const { before, after, event } of play(story)) {
          const { type, data } = event;
          const number = Number(data.number);
          if (type === 'submission-received') decided.set(number, { status: 'received' });
          else if (type === 'accepted') decided.set(number, { status: type });
          else if (type === 'returned') decided.set(number, { status: type, lastDay: String(data.lastDay) });
          else if (type === 'rejected') decided.delete(number);
          else continue;
          if (type !== 'rejected') last = number;
          else if (last === number) last = decided.size === 0 ? undefined : Math.max(...decided.keys());
          else expect([after.status, after.supplement]).toEqual([before.status, before.supplement]);
          const none: { status: string; lastDay?: string } = {
            status: after.waivedAt === undefined ? 'open' : 'waived',
          };
          const { status, lastDay } = (last === undefined ? undefined : decided.get(last)) ?? none;
          expect([after.status, after.supplement?.lastDay]).toEqual([status, lastDay]);
          expect(after.standing).toBe(last);
          expect(Object.keys(after.reviews).map(Number)).toEqual(
            [...decided].filter(([, review]) => review.status !== 'received').map(([reviewed]) => reviewed),
          );
        }
      }),
      SETTINGS,
    );
  });

  it('the original deadline stays in sight through every extension', () => {
    fc.assert(
      fc.property(stories, (story) => {
        let first: Told['before'] | undefined;
        for (const { before, after, event } of play(story)) {
          if (event.type === 'extended') first ??= before;
          if (after.extension) expect(after.original).toEqual({ lastDay: first?.lastDay, dueBefore: first?.dueBefore });
        }
      }),
      SETTINGS,
    );
  });

  it('the first receipt is the earliest of those that count, and there is one while any counts', () => {
    fc.assert(
      fc.property(stories, (story) => {
        for (const { after } of play(story)) expect(after.receivedAt).toBe(Object.values(after.receipts).sort()[0]);
      }),
      SETTINGS,
    );
  });

  it('replaying the history gives the stored state, and the history holds together', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const told = play(story);
        const history = told.map(({ event }) => event);
        const state = told.at(-1)?.after;
        expect(firstBreak(history, state?.head)).toBeUndefined();
        expect(replay(key, history)).toEqual(factsSchema.parse(state));
      }),
      SETTINGS,
    );
  });

  it('a report due at once is never late, whatever happens to it (R15)', () => {
    fc.assert(
      fc.property(stories, fc.integer({ min: 0, max: 400 }), (story, days) => {
        for (const { after } of play(story))
          if (after.lastDay === undefined)
            expect(['on-time', 'not-yet-due', 'waived']).toContain(
              judge(after, `${addDays('2026-10-20', days)}T02:00:00Z`).verdict,
            );
      }),
      SETTINGS,
    );
  });

  it('a report that counts is never missing, and one that does not count is never on time', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const state = play(story).at(-1)?.after;
        if (!state) return;
        const { verdict } = judge(state, LONG_AFTER);
        if (Object.keys(state.receipts).length > 0) expect(['on-time', 'late']).toContain(verdict);
        else expect([state.lastDay === undefined ? 'not-yet-due' : 'missing', 'waived']).toContain(verdict);
      }),
      SETTINGS,
    );
  });
});
