import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDateOf, localTimeOf, startOfDay } from '../../../lib/calendar/dates.ts';
import { vietnamCalendar } from '../../../lib/calendar/working-days.ts';
import { agendaOf, inSendingHours } from '../../../lib/notices/agenda.ts';
import { dueNotices, listed, planNotices } from '../../../lib/notices/plan.ts';
import { regimes } from '../../../lib/regime/index.ts';

const SEED = 353;
const [regime] = regimes;
if (!regime) throw new Error('no regime');
const rule = fc.constantFrom(...regime.rules);
const lastDay = fc.integer({ min: 0, max: 365 * 10 }).map((n) => addDays('2022-01-01', n));
const plans = fc.tuple(rule, lastDay).map(([r, day]) => ({ day, plan: planNotices(r.notices, day, vietnamCalendar) }));
const settings = { seed: SEED, numRuns: 500 };

describe('a plan of notices', () => {
  it('holds only instants in sending hours of working days', () => {
    fc.assert(
      fc.property(plans, ({ plan }) => {
        for (const { at } of plan) {
          expect(inSendingHours(regime.sendingHours, at, vietnamCalendar)).toBe(true);
          expect(['08:00', '14:00']).toContain(localTimeOf(at));
        }
      }),
      settings,
    );
  });

  it('never urges before the report is late, and never reminds after', () => {
    fc.assert(
      fc.property(plans, ({ plan, day }) => {
        const dueBefore = startOfDay(addDays(day, 1));
        for (const { kind, at } of plan)
          expect(kind.startsWith('urging') ? at >= dueBefore : at < dueBefore).toBe(true);
      }),
      settings,
    );
  });

  it('names each notice once and lists them in order of time', () => {
    fc.assert(
      fc.property(plans, ({ plan }) => {
        expect(new Set(plan.map(({ kind, at }) => `${kind}#${at}`)).size).toBe(plan.length);
        expect(plan.map(({ at }) => at)).toEqual(plan.map(({ at }) => at).sort());
      }),
      settings,
    );
  });
});

describe('sweeping a plan', () => {
  const walks = fc.tuple(plans, fc.array(fc.integer({ min: 0, max: 60 * 24 }), { maxLength: 40 }));

  it('deals with every notice exactly once, at whatever instants the sweeps run', () => {
    fc.assert(
      fc.property(walks, ([{ plan, day }, hours]) => {
        let timer = plan[0]?.at;
        const dealt: string[] = [];
        const instants = hours.map((h) => startOfDay(addDays(day, -20 + Math.floor(h / 24)))).sort();
        for (const now of instants) {
          if (timer === undefined || timer > now) continue;
          const { send, superseded, next } = dueNotices(listed(plan), timer, now);
          dealt.push(...superseded.map((n) => n.at), ...(send ? [send.at] : []));
          timer = next?.at;
        }
        expect(dealt).toEqual(plan.map(({ at }) => at).slice(0, dealt.length));
      }),
      settings,
    );
  });

  it('twice at one instant says nothing new', () => {
    fc.assert(
      fc.property(plans, fc.nat({ max: 40 }), ({ plan, day }, shift) => {
        const now = startOfDay(addDays(day, shift - 20));
        const first = plan[0];
        if (!first) return;
        const { nextNoticeAt } = agendaOf(
          { status: 'open', outbox: [], nextNoticeAt: first.at },
          listed(plan),
          now,
          true,
        );
        if (nextNoticeAt === undefined) return;
        expect(agendaOf({ status: 'open', outbox: [], nextNoticeAt }, listed(plan), now, true).planned).toBeUndefined();
      }),
      settings,
    );
  });

  it('outside sending hours says nothing planned and loses nothing', () => {
    fc.assert(
      fc.property(plans, fc.nat({ max: 40 }), ({ plan, day }, shift) => {
        const now = startOfDay(addDays(day, shift - 20));
        const first = plan[0];
        if (!first) return;
        const agenda = agendaOf({ status: 'open', outbox: [], nextNoticeAt: first.at }, listed(plan), now, false);
        expect(agenda).toMatchObject({ planned: undefined, superseded: [], nextNoticeAt: first.at });
      }),
      settings,
    );
  });

  it('of a received obligation says nothing planned', () => {
    fc.assert(
      fc.property(plans, ({ plan }) => {
        for (const { at } of plan) {
          const agenda = agendaOf({ status: 'received', outbox: [], nextNoticeAt: at }, listed(plan), at, true);
          expect(agenda).toEqual({ planned: undefined, superseded: [], answers: [], nextNoticeAt: undefined });
        }
      }),
      { seed: SEED, numRuns: 50 },
    );
  });
});

describe('sending hours', () => {
  it('never include a day off', () => {
    fc.assert(
      fc.property(lastDay, fc.nat({ max: 95 }), (day, quarter) => {
        const at = new Date(Date.parse(startOfDay(day)) + quarter * 900_000).toISOString().replace('.000', '');
        if (inSendingHours(regime.sendingHours, at, vietnamCalendar))
          expect(vietnamCalendar.isWorkingDay(localDateOf(at))).toBe(true);
      }),
      settings,
    );
  });
});
