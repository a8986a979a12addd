import { addDays, daysBetween } from '../../calendar/dates.ts';
import type { Deadline } from '../deadlines.ts';
import type { Rule } from '../schema.ts';
import { canMeet } from './audiences.ts';
import { type Finding, followedDeadlines, periodsOf, type Subject } from './finding.ts';
import { dayWords, listWords, sightingWords, yearOf, yearWords } from './words.ts';

/** Two reports of one unit due no further apart than this are told. */
const CLOSE_DAYS = 3;

const yearsOf = (deadlines: readonly Deadline[]): string => yearWords(deadlines.map(({ lastDay }) => yearOf(lastDay)));
const sentence = (deadlines: readonly Deadline[], words: (deadline: Deadline) => string, { years }: Subject): string =>
  sightingWords(
    deadlines.map((deadline) => ({ words: words(deadline), year: yearOf(deadline.lastDay) })),
    years,
  );

function beforeWindowEnds(subject: Subject, rule: Rule, deadlines: readonly Deadline[]): Finding[] {
  const early = deadlines.filter(({ lastDay, to }) => lastDay < to);
  const about = { rule: rule.id, citation: rule.citations.deadline };
  if (early.length === 0) {
    if (!rule.figuresEstimated || deadlines.length === 0) return [];
    const message = `${rule.name} ghi là có số liệu ước tính, nhưng hạn gửi không kỳ nào đến trước khi kỳ báo cáo kết thúc.`;
    return [{ ...about, code: 'estimate-without-need', severity: 'note', message }];
  }
  const dates = sentence(
    early,
    ({ lastDay, to }) => `chậm nhất ngày ${dayWords(lastDay)}, kỳ đến hết ngày ${dayWords(to)}`,
    subject,
  );
  return [
    {
      ...about,
      ...periodsOf(early),
      code: 'deadline-before-window-ends',
      severity: rule.figuresEstimated ? 'silence' : 'contradiction',
      message: `${rule.name} phải gửi trước khi kỳ báo cáo kết thúc: ${dates}.`,
      ...(rule.figuresEstimated
        ? { decision: 'Số liệu từ ngày gửi đến hết kỳ báo cáo là ước tính, và được ghi rõ như vậy.' }
        : {}),
    },
  ];
}

/** Nobody is at work between the end of the window and the last acceptable day. */
function noWorkingDay(subject: Subject, rule: Rule, deadlines: readonly Deadline[]): Finding[] {
  const { calendar } = subject;
  const pressed = deadlines.filter(
    ({ to, lastDay }) => to < lastDay && calendar.firstWorkingDayOnOrAfter(addDays(to, 1)) > lastDay,
  );
  if (pressed.length === 0) return [];
  const dates = sentence(
    pressed,
    ({ to, lastDay }) => `chốt ngày ${dayWords(to)}, hạn ngày ${dayWords(lastDay)}`,
    subject,
  );
  const idle = pressed.filter(({ to }) => !calendar.isWorkingDay(to));
  const alsoIdle =
    idle.length === 0
      ? ''
      : ` Trong đó ngày chốt số liệu cũng là ngày nghỉ: ${sentence(idle, ({ to, lastDay }) => `${dayWords(to)}–${dayWords(lastDay)}`, subject)}.`;
  return [
    {
      code: 'no-working-day-after-window',
      severity: 'silence',
      rule: rule.id,
      ...periodsOf(pressed),
      message: `${rule.name}: từ sau ngày chốt số liệu đến hết hạn gửi không có ngày làm việc nào: ${dates}.${alsoIdle}`,
      citation: rule.citations.deadline,
    },
  ];
}

function lastDayOff({ regime, calendar }: Subject, rule: Rule, deadlines: readonly Deadline[]): Finding[] {
  if (regime.nonWorkingDayPolicy !== 'unchanged') return [];
  const off = deadlines.filter(({ lastDay }) => !calendar.isWorkingDay(lastDay));
  const [first] = off;
  if (first === undefined) return [];
  const example = `${dayWords(first.lastDay)}/${yearOf(first.lastDay)}`;
  return [
    {
      code: 'last-day-off',
      severity: 'silence',
      rule: rule.id,
      ...periodsOf(off),
      message: `${rule.name}: ngày cuối cùng của hạn gửi là ngày nghỉ trong ${off.length} trên ${deadlines.length} kỳ (${yearsOf(off)}), ví dụ ngày ${example}.`,
      decision: 'Giữ nguyên hạn gửi, không chuyển sang ngày làm việc khác.',
      citation: rule.citations.deadline,
    },
  ];
}

function pairsBetween(one: readonly Deadline[], other: readonly Deadline[]): [Deadline, Deadline][] {
  return one.flatMap((a) =>
    other
      .filter((b) => Math.abs(daysBetween(a.lastDay, b.lastDay)) <= CLOSE_DAYS)
      .map((b): [Deadline, Deadline] => (a.lastDay <= b.lastDay ? [a, b] : [b, a])),
  );
}

/** Two reports that one unit owes within a few days. Beside a weekly report this cannot be helped, and is a note. */
function closeFilings(subject: Subject): Finding[] {
  const { regime, years } = subject;
  const findings: Finding[] = [];
  const besideWeekly = new Map<Rule, Rule[]>();
  for (const [i, one] of regime.rules.entries())
    for (const other of regime.rules.slice(i + 1)) {
      const pairs = canMeet(one.audience, other.audience)
        ? pairsBetween(followedDeadlines(subject, one), followedDeadlines(subject, other))
        : [];
      const inRange = pairs.filter(([{ lastDay }]) => yearOf(lastDay) <= years.last);
      if (inRange.length === 0) continue;
      const weekly = [one, other].find(({ schedule }) => schedule.kind === 'weekly');
      if (weekly) {
        besideWeekly.set(weekly, [...(besideWeekly.get(weekly) ?? []), weekly === one ? other : one]);
        continue;
      }
      const firsts = inRange.map(([a]) => a);
      const dates = sightingWords(
        inRange.map(([a, b]) => ({
          words:
            a.lastDay === b.lastDay
              ? `ngày ${dayWords(a.lastDay)}`
              : `ngày ${dayWords(a.lastDay)} và ngày ${dayWords(b.lastDay)}`,
          year: yearOf(a.lastDay),
        })),
        years,
      );
      findings.push({
        code: 'filings-close',
        severity: 'contradiction',
        rule: one.id,
        ...periodsOf(firsts),
        message: `Cùng một đơn vị phải gửi ${one.name} và ${other.name} cách nhau không quá ${CLOSE_DAYS} ngày: chậm nhất ${dates}.`,
        citation: one.citations.deadline,
      });
    }
  for (const [weekly, others] of besideWeekly)
    findings.push({
      code: 'filings-close',
      severity: 'note',
      rule: weekly.id,
      message: `Đơn vị gửi ${weekly.name} có những tuần phải gửi thêm ${listWords(others.map(({ name }) => name))} trong vòng ${CLOSE_DAYS} ngày.`,
    });
  return findings;
}

/** Last acceptable days: against the window's end, against the working calendar, against each other. */
export function lintDays(subject: Subject): Finding[] {
  const perRule = subject.regime.rules.flatMap((rule) => {
    const own = subject.deadlines.filter(({ rule: id }) => id === rule.id);
    return [
      ...beforeWindowEnds(subject, rule, own),
      ...noWorkingDay(subject, rule, own),
      ...lastDayOff(subject, rule, own),
    ];
  });
  return [...perRule, ...closeFilings(subject)];
}
