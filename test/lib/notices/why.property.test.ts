import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addSeconds } from '../../../lib/calendar/dates.ts';
import { vietnamCalendar } from '../../../lib/calendar/working-days.ts';
import { agendaOf } from '../../../lib/notices/agenda.ts';
import { type Notice, noticeStatuses } from '../../../lib/notices/ledger.ts';
import { firstPlannedFrom, listed, type PlannedNotice, planNotices } from '../../../lib/notices/plan.ts';
import { whyNotices } from '../../../lib/notices/why.ts';
import { allowedFrom, type NewEvent } from '../../../lib/obligations/events.ts';
import { currentTerm, type Obligation } from '../../../lib/obligations/obligation.ts';
import { regimes } from '../../../lib/regime/index.ts';
import type { Rule } from '../../../lib/regime/schema.ts';
import { happenings, lived } from '../../support/histories.ts';

const settings = { seed: 353, numRuns: 300 };
const [regime] = regimes;
if (!regime) throw new Error('no regime');
const key = { unit: 'so-tu-phap', rule: 'monthly', period: '2026-10' };
const OPENED = '2026-10-01T00:00:00Z';
const opened = { at: OPENED, from: '2026-09-26', to: '2026-10-25', lastDay: '2026-10-27', regimeVersion: 'v' };
const HOUR = 3600;

/** Something that may happen, `hours` after what happened before; `n` chooses a day or a submission. */
const step = fc.record({
  type: fc.constantFrom('received', 'extended', 'waived', 'returned', 'rejected', 'accepted'),
  hours: fc.integer({ min: 1, max: 120 }),
  days: fc.integer({ min: 1, max: 9 }),
});

/** A life that the rules allow: steps that may not happen then are left out. */
function live(steps: readonly { type: keyof typeof happenings; hours: number; days: number }[]) {
  const events: NewEvent[] = [];
  let at = OPENED;
  let { obligation } = lived(key, opened);
  for (const { type, hours, days } of steps) {
    at = addSeconds(at, hours * HOUR);
    const [counted] = Object.keys(obligation.receipts);
    const number = Number(counted ?? 0);
    const next = {
      received: () => happenings.received(at, obligation.submissionsDeclared + 1),
      extended: () => happenings.extended(at, addDays(obligation.lastDay ?? '', days)),
      waived: () => happenings.waived(at),
      returned: () => happenings.returned(at, addDays(at.slice(0, 10), days), number),
      rejected: () => happenings.rejected(at, number),
      accepted: () => happenings.accepted(at, number),
    }[type]();
    const needsReceipt = ['returned', 'rejected', 'accepted'].includes(type);
    if (!allowedFrom[next.type].includes(obligation.status) || (needsReceipt && number === 0)) continue;
    events.push(next);
    obligation = lived(key, opened, ...events).obligation;
  }
  return { ...lived(key, opened, ...events), events };
}
const lives = fc.array(step, { maxLength: 6 }).map(live);
const rules = fc.constantFrom(...regime.rules);

/** The plan as the sweep has it. */
function planOf({ status, ...facts }: Obligation, rule: Rule): PlannedNotice[] {
  const { lastDay = '' } = currentTerm({ status, ...facts }) ?? {};
  const plan = planNotices(rule.notices, lastDay, vietnamCalendar);
  return status === 'returned' ? plan.map((n) => ({ ...n, kind: `supplement-${n.kind}` })) : plan;
}
const nameOf = ({ kind, at }: { kind: string; at: string }) => `${kind}#${at}`;

describe('the explanation of an obligation’s notices', () => {
  it('explains every planned notice and every line of the ledger exactly once, in order of time', () => {
    fc.assert(
      fc.property(
        lives,
        rules,
        fc.nat({ max: 24 * 60 }),
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...noticeStatuses))),
        fc.array(fc.nat({ max: 1000 })),
        (life, rule, hours, told, answers) => {
          const now = addSeconds(OPENED, hours * HOUR);
          const plans = life.events.map((_, i) =>
            planOf(lived(key, opened, ...life.events.slice(0, i)).obligation, rule),
          );
          const all = [...plans.flat(), ...planOf(life.obligation, rule)];
          const about = life.obligation.id;
          const lines: Notice[] = [
            ...told.flatMap(([n, status]) => {
              const notice = all[n % all.length];
              return notice ? [{ about, kind: notice.kind, scheduledFor: notice.at, status }] : [];
            }),
            ...answers.map((n) => ({
              about,
              kind: `receipt-${n}`,
              scheduledFor: addSeconds(OPENED, n * HOUR),
              status: 'sent' as const,
            })),
          ];
          // The ledger's key is kind and instant: a line more of the same is the same line.
          const ledger = [...new Map(lines.map((l) => [nameOf({ kind: l.kind, at: l.scheduledFor }), l])).values()];
          const found = whyNotices(key, rule.notices, { history: life.history, notices: ledger, now }, vietnamCalendar);

          const main = planNotices(rule.notices, life.obligation.lastDay ?? '', vietnamCalendar);
          const expected = new Set([
            ...[...main, ...planOf(life.obligation, rule)].map(nameOf),
            ...ledger.map(({ kind, scheduledFor: at }) => nameOf({ kind, at })),
          ]);
          expect(found.map(nameOf).sort()).toEqual([...expected].sort());
          expect(found.map(({ at }) => at)).toEqual(found.map(({ at }) => at).sort());
          for (const { sentence } of found) expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
        },
      ),
      settings,
    );
  });

  it('calls due or planned exactly what the sweep would say, now or later', () => {
    fc.assert(
      fc.property(lives, rules, fc.nat({ max: 24 * 60 }), (life, rule, hours) => {
        const lastEvent = life.events.at(-1)?.at ?? OPENED;
        const now = addSeconds(OPENED, hours * HOUR);
        if (now < lastEvent) return;
        const plan = listed(planOf(life.obligation, rule));
        // The timer as every event sets it: the first of the plan from then on; no sweep has run since.
        const nextNoticeAt = firstPlannedFrom(plan, planStart(life, rule))?.at;
        const found = whyNotices(key, rule.notices, { history: life.history, notices: [], now }, vietnamCalendar);
        const awaited = found.filter(({ outcome }) => outcome === 'due' || outcome === 'planned');
        if (nextNoticeAt === undefined) {
          expect(awaited).toEqual([]);
          return;
        }
        const { status } = life.obligation;
        const agenda = agendaOf({ status, outbox: [], nextNoticeAt }, plan, now, true);
        const said = [...agenda.superseded, ...(agenda.planned ? [agenda.planned] : [])];
        expect(found.filter(({ outcome }) => outcome === 'due').map(nameOf)).toEqual(said.map(nameOf));
        expect(agenda.nextNoticeAt).toBe(found.find(({ outcome }) => outcome === 'planned')?.at);
      }),
      settings,
    );
  });

  it('counts working days as the plan does', () => {
    fc.assert(
      fc.property(rules, fc.integer({ min: 0, max: 3650 }), (rule, days) => {
        const lastDay = addDays('2022-01-01', days);
        const { history } = lived(key, { ...opened, at: '2021-09-01T00:00:00Z', lastDay });
        const now = '2021-09-01T00:00:00Z';
        const found = whyNotices(key, rule.notices, { history, notices: [], now }, vietnamCalendar);
        for (const { workingDays } of rule.notices.before)
          expect(found.some(({ sentence }) => sentence.includes(`(${workingDays} ngày làm việc trước`))).toBe(true);
        for (const [i, { workingDays }] of rule.notices.after.entries())
          expect(found.find(({ kind }) => kind === `urging-${i + 1}`)?.sentence).toContain(
            `(ngày làm việc thứ ${workingDays} sau`,
          );
      }),
      settings,
    );
  });
});

/** Since when the obligation has followed the plan that it has now without a break. */
function planStart(life: ReturnType<typeof live>, rule: Rule): string {
  const now = JSON.stringify(planOf(life.obligation, rule).map(nameOf));
  let start = life.events.at(-1)?.at ?? OPENED;
  for (let i = life.events.length; i >= 0; i -= 1) {
    const { obligation } = lived(key, opened, ...life.events.slice(0, i));
    const awaits = obligation.status === 'open' || obligation.status === 'returned';
    if (!awaits || JSON.stringify(planOf(obligation, rule).map(nameOf)) !== now) break;
    start = i === 0 ? OPENED : (life.events[i - 1]?.at ?? OPENED);
  }
  return start;
}
