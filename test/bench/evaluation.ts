import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { agendaOf } from '../../lib/notices/agenda.ts';
import { planFrom, planNotices } from '../../lib/notices/plan.ts';
import { judge } from '../../lib/obligations/verdict.ts';
import { deadlinesBetween, ruleOf } from '../../lib/regime/deadlines.ts';
import { regimes } from '../../lib/regime/index.ts';

const NOW = '2026-10-28T01:00:00Z';
const ROUNDS = 300_000;

/** How often a second something is done; measured over enough rounds that the clock's grain does not matter. */
function perSecond(rounds: number, work: (i: number) => unknown): number {
  for (let i = 0; i < rounds / 10; i += 1) work(i);
  const started = performance.now();
  for (let i = 0; i < rounds; i += 1) work(i);
  return Math.round(rounds / ((performance.now() - started) / 1000));
}

/** Verdicts, agendas and plans per second on one core. */
export function benchEvaluation() {
  const [regime] = regimes;
  if (!regime) throw new Error('no regime');
  const deadlines = deadlinesBetween(regime, '2026-01-01', '2026-12-31');
  const at = <T>(list: readonly T[], i: number): T => {
    const item = list[i % list.length];
    if (item === undefined) throw new Error('empty');
    return item;
  };
  const facts = deadlines.map((d, i) => (i % 3 ? { ...d, receivedAt: '2026-05-05T05:05:05Z' } : d));
  const monthly = ruleOf(regime, 'monthly');
  if (!monthly) throw new Error('no monthly rule');
  const plan = planFrom(monthly.notices, { lastDay: '2026-10-27' }, vietnamCalendar);
  const timer = { status: 'open' as const, outbox: [], nextNoticeAt: NOW };
  return {
    verdictsPerSecond: perSecond(ROUNDS, (i) => judge(at(facts, i), NOW)),
    agendasPerSecond: perSecond(ROUNDS, () => agendaOf(timer, plan, NOW, true)),
    plansPerSecond: perSecond(ROUNDS / 10, (i) =>
      planNotices(monthly.notices, at(deadlines, i).lastDay, vietnamCalendar),
    ),
  };
}
