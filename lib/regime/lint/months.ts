import { addDays } from '../../calendar/dates.ts';
import { type Deadline, deadlineOf, hostOf, isInForce, ruleOf } from '../deadlines.ts';
import { formatPeriod, LAST_YEAR } from '../periods.ts';
import type { Regime, Rule } from '../schema.ts';
import { termOf } from '../windows.ts';
import { takesIn } from './audiences.ts';
import { type Finding, periodsOf, type Subject } from './finding.ts';
import { holds, type Span, shared } from './spans.ts';
import { listWords, type Sighting, sightingWords, spanWords, yearOf } from './words.ts';

const allMonths = Array.from({ length: 12 }, (_, i) => i + 1);

const hostRuleOf = (regime: Regime, rule: Rule, month: number): Rule | undefined =>
  regime.rules.find(({ folds }) => folds?.rule === rule.id && folds.months.includes(month));

/** Months with neither a report of their own nor one that takes them in. */
function unreported({ regime }: Subject, rule: Rule): Finding[] {
  if (rule.schedule.kind !== 'monthly') return [];
  const { months } = rule.schedule;
  const missing = allMonths.filter((month) => !months.includes(month) && !hostRuleOf(regime, rule, month));
  if (missing.length === 0) return [];
  const message = `${rule.name}: tháng ${listWords(missing.map(String))} không có báo cáo riêng và cũng không được lồng ghép vào báo cáo nào.`;
  return [{ code: 'month-unreported', severity: 'silence', rule: rule.id, message, citation: rule.citations.deadline }];
}

/** What folding takes for granted: the host covers the month's days, and goes to whoever owes the month. */
function folded({ regime, years }: Subject, rule: Rule): Finding[] {
  if (rule.schedule.kind !== 'monthly') return [];
  const unfolded: Rule = { ...rule, schedule: { ...rule.schedule, months: allMonths } };
  const outside: Sighting[] = [];
  const periods: { period: string }[] = [];
  const narrower = new Map<string, Rule>();
  for (let year = years.first; year <= years.last; year += 1)
    for (const month of allMonths) {
      const id = formatPeriod({ kind: 'month', year, month });
      const host = hostOf(regime, rule.id, id);
      const hostRule = host && ruleOf(regime, host.rule);
      const report = host && deadlineOf(regime, host.rule, host.period);
      const term = termOf(unfolded, { kind: 'month', year, month });
      if (!hostRule || !report || !term) continue;
      if (!takesIn(hostRule.audience, rule.audience)) narrower.set(hostRule.id, hostRule);
      if (holds(report, term)) continue;
      outside.push({ words: `tháng ${month} (${spanWords(term)}) trong ${hostRule.name}`, year });
      periods.push({ period: id });
    }
  const findings: Finding[] = [...narrower.values()].map((host) => ({
    code: 'folded-month-without-host-audience',
    severity: 'contradiction',
    rule: host.id,
    message: `${host.name} nhận phần lồng ghép của ${rule.name} nhưng không phải mọi đơn vị gửi ${rule.name} đều gửi báo cáo này; các đơn vị còn lại không báo cáo những tháng đó.`,
    ...(host.citations.folds ? { citation: host.citations.folds } : {}),
  }));
  if (outside.length > 0)
    findings.push({
      code: 'folded-month-outside-host',
      severity: 'contradiction',
      rule: rule.id,
      ...periodsOf(periods),
      message: `${rule.name}: tháng được lồng ghép có những ngày nằm ngoài kỳ của báo cáo nhận lồng ghép: ${sightingWords(outside, years)}.`,
    });
  return findings;
}

interface Seat {
  rule: Rule;
  report: Deadline;
}

/** The report that holds a month: its own or its host, where that one was in force. */
function seatOf({ regime, calendar }: Subject, rule: Rule, period: string): Seat | undefined {
  const place = hostOf(regime, rule.id, period) ?? { rule: rule.id, period };
  const holder = ruleOf(regime, place.rule);
  const report = deadlineOf(regime, place.rule, place.period, calendar);
  return holder && report && isInForce(regime, holder, report.lastDay) ? { rule: holder, report } : undefined;
}

/** Where one month's report ends and the next month's begins: days in neither, days in both. */
function seams(subject: Subject, rule: Rule): Finding[] {
  if (rule.schedule.kind !== 'monthly') return [];
  const { years } = subject;
  const found = { gaps: [] as Sighting[], overlaps: [] as Sighting[] };
  const periods = { gaps: [] as Deadline[], overlaps: [] as Deadline[] };
  let before: Seat | undefined;
  for (let year = years.first; year <= Math.min(years.last + 1, LAST_YEAR); year += 1)
    for (const month of allMonths) {
      const seat = seatOf(subject, rule, formatPeriod({ kind: 'month', year, month }));
      const gap: Span | undefined =
        before && seat && addDays(before.report.to, 1) < seat.report.from
          ? { from: addDays(before.report.to, 1), to: addDays(seat.report.from, -1) }
          : undefined;
      // A longer report looks back over the months before it on purpose; only its end meets a neighbour.
      const overlap = before && seat?.rule === rule ? shared(before.report, seat.report) : undefined;
      const isInRange = ({ from }: Span) => yearOf(from) <= years.last;
      if (seat && gap && isInRange(gap)) {
        found.gaps.push({ words: spanWords(gap), year: yearOf(gap.from) });
        periods.gaps.push(seat.report);
      }
      if (seat && before && overlap && isInRange(overlap)) {
        found.overlaps.push({
          words: `${spanWords(overlap)}, vừa thuộc ${before.rule.name}, vừa thuộc ${seat.rule.name} của tháng ${month}`,
          year: yearOf(overlap.from),
        });
        periods.overlaps.push(seat.report);
      }
      before = seat;
    }
  const about = { rule: rule.id, citation: rule.citations.window ?? rule.citations.deadline };
  return [
    ...(found.gaps.length === 0
      ? []
      : [
          {
            ...about,
            ...periodsOf(periods.gaps),
            code: 'days-uncovered' as const,
            severity: 'silence' as const,
            message: `${rule.name}: có những ngày không thuộc kỳ báo cáo nào: ${sightingWords(found.gaps, years)}.`,
          },
        ]),
    ...(found.overlaps.length === 0
      ? []
      : [
          {
            ...about,
            ...periodsOf(periods.overlaps),
            code: 'windows-overlap' as const,
            severity: 'contradiction' as const,
            message: `${rule.name}: có những ngày thuộc hai kỳ báo cáo: ${sightingWords(found.overlaps, years)}.`,
          },
        ]),
  ];
}

/** Months: each reported once, in its own report or in the longer one that takes it in, without gap or overlap. */
export const lintMonths = (subject: Subject): Finding[] =>
  subject.regime.rules.flatMap((rule) => [
    ...unreported(subject, rule),
    ...folded(subject, rule),
    ...seams(subject, rule),
  ]);
