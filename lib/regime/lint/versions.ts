import { addDays, daysBetween } from '../../calendar/dates.ts';
import { formatDate } from '../../calendar/vietnamese.ts';
import type { WorkingCalendar } from '../../calendar/working-days.ts';
import { deadlinesBetween } from '../deadlines.ts';
import type { Regime } from '../schema.ts';
import { deadlinesOwed } from '../succession.ts';
import { type Finding, periodsOf } from './finding.ts';
import { listWords } from './words.ts';

/** How far around a change of regime reports are looked at: the longest period is a year, its report may come a year later. */
const AROUND_DAYS = 800;

function apart(earlier: Regime, later: Regime): Finding[] {
  const { effectiveTo } = earlier;
  if (effectiveTo === undefined || daysBetween(effectiveTo, later.effectiveFrom) === 1) return [];
  const from = formatDate(addDays(effectiveTo, 1));
  const to = formatDate(addDays(later.effectiveFrom, -1));
  const message = `Từ ngày ${from} đến hết ngày ${to} không chế độ nào có hiệu lực: ${earlier.source.number} đã hết, ${later.source.number} chưa bắt đầu; báo cáo có hạn trong những ngày đó không ai phải gửi.`;
  return [{ code: 'versions-apart', severity: 'silence', message }];
}

function notContinued(earlier: Regime, later: Regime): Finding[] {
  const ended = earlier.rules.filter(({ id }) => !later.rules.some((rule) => rule.id === id));
  const [first] = ended;
  if (first === undefined) return [];
  const names = listWords(ended.map(({ name, id }) => `${name} (${id})`));
  const message = `Từ ngày ${formatDate(later.effectiveFrom)}, ${later.source.number} không còn quy định ${names}; mã quy định khác thì là báo cáo khác.`;
  return [{ code: 'rule-not-continued', severity: 'note', rule: first.id, message }];
}

/** Reports that stay with the earlier version although the later one's first day has come, or lie before it by one version only. */
function across(regimes: readonly Regime[], earlier: Regime, later: Regime, calendar: WorkingCalendar): Finding[] {
  const change = later.effectiveFrom;
  const range = [addDays(change, -AROUND_DAYS), addDays(change, AROUND_DAYS)] as const;
  const owed = deadlinesOwed(regimes, ...range, calendar);
  const wanted = deadlinesBetween(later, change, range[1], { calendar, respectEffectiveDates: true });
  const straddling = owed.filter(
    ({ rule, period, lastDay, regimeVersion }) =>
      regimeVersion === earlier.version &&
      (lastDay >= change || wanted.some((other) => other.rule === rule && other.period === period)),
  );
  const [first] = straddling;
  if (first === undefined) return [];
  const names = listWords(
    straddling.map(({ rule, period, lastDay }) => `${rule} ${period} (chậm nhất ngày ${formatDate(lastDay)})`),
  );
  return [
    {
      code: 'report-across-versions',
      severity: 'silence',
      rule: first.rule,
      ...periodsOf(straddling),
      message: `Quanh ngày ${formatDate(change)}, khi ${later.source.number} thay ${earlier.source.number}, có báo cáo mà theo văn bản này thì hạn trước ngày đó, theo văn bản kia thì sau: ${names}.`,
      decision: `Những báo cáo này, cùng các tháng lồng ghép vào chúng, gửi một lần theo ${earlier.source.number}.`,
    },
  ];
}

/** What lies between regimes that follow one another, the earliest first. */
export const lintVersions = (regimes: readonly Regime[], calendar: WorkingCalendar): Finding[] =>
  regimes.flatMap((earlier, i) => {
    const later = regimes[i + 1];
    return later === undefined
      ? []
      : [...apart(earlier, later), ...notContinued(earlier, later), ...across(regimes, earlier, later, calendar)];
  });
