import type { Deadline } from '../deadlines.ts';
import type { Rule } from '../schema.ts';
import { takesIn } from './audiences.ts';
import { type Finding, followedDeadlines, periodsOf, type Subject } from './finding.ts';
import { earlierOf, gapsBetween, holds, type Span, shared, without } from './spans.ts';
import { listWords, type Sighting, sightingWords, spanWords, yearOf } from './words.ts';

/** The rules of each audience, in the regime's order. */
function byAudience(rules: readonly Rule[]): Rule[][] {
  const families = new Map<string, Rule[]>();
  for (const rule of rules) {
    const key = JSON.stringify(rule.audience);
    families.set(key, [...(families.get(key) ?? []), rule]);
  }
  return [...families.values()];
}

const namesOf = (rules: readonly Rule[]): string => listWords(rules.map(({ name }) => name));
const sightings = (spans: readonly Span[]): Sighting[] =>
  spans.map((span) => ({ words: spanWords(span), year: yearOf(span.from) }));

/** Days that none of the reports on a part of the year or on the whole of it covers. */
function uncovered(subject: Subject, family: readonly Rule[]): Finding[] {
  const [first] = family;
  const spans = family.flatMap((rule) => followedDeadlines(subject, rule));
  const gaps = gapsBetween(spans).filter(({ from }) => yearOf(from) <= subject.years.last);
  if (first === undefined || gaps.length === 0) return [];
  const message = `${namesOf(family)}: có những ngày không thuộc kỳ báo cáo nào: ${sightingWords(sightings(gaps), subject.years)}.`;
  const citation = first.citations.window ?? first.citations.deadline;
  return [{ code: 'days-uncovered', severity: 'silence', rule: first.id, message, citation }];
}

/** Windows that share some of their days but not all; and, as a note, windows within one another. */
function overlapping(subject: Subject, family: readonly Rule[]): Finding[] {
  const findings: Finding[] = [];
  const nested = new Set<Rule>();
  const { years } = subject;
  for (const [i, one] of family.entries())
    for (const other of family.slice(i)) {
      const crossings: Sighting[] = [];
      const periods: Deadline[] = [];
      for (const a of followedDeadlines(subject, one))
        for (const b of followedDeadlines(subject, other)) {
          const days = shared(a, b);
          if (days === undefined || yearOf(days.from) > years.last) continue;
          if (one !== other && (holds(a, b) || holds(b, a))) {
            nested.add(one).add(other);
          } else if (one !== other || a.period < b.period) {
            crossings.push({ words: spanWords(days), year: yearOf(days.from) });
            periods.push(a, b);
          }
        }
      if (crossings.length === 0) continue;
      const who = one === other ? `Các kỳ của ${one.name}` : `Kỳ của ${one.name} và của ${other.name}`;
      findings.push({
        code: 'windows-overlap',
        severity: 'contradiction',
        rule: one.id,
        ...periodsOf(periods),
        message: `${who} chồng lên nhau: ${sightingWords(crossings, years)}.`,
        citation: one.citations.window ?? one.citations.deadline,
      });
    }
  const [first, ...rest] = family.filter((rule) => nested.has(rule));
  if (first !== undefined)
    findings.push({
      code: 'windows-nested',
      severity: 'note',
      rule: first.id,
      message: `Kỳ của ${namesOf([first, ...rest])} lồng vào nhau: số liệu là lũy kế, không cộng các báo cáo này với nhau.`,
    });
  return findings;
}

/**
 * Days that lie in some window, but whose reports were all due before them: what happened then is known to every
 * report as an estimate only.
 */
function estimatedOnly(subject: Subject, audience: Rule['audience']): Finding[] {
  const { regime, years } = subject;
  const rules = regime.rules.filter((rule) => takesIn(rule.audience, audience));
  const spans = rules.flatMap((rule) => followedDeadlines(subject, rule));
  const known = spans
    .map(({ from, to, lastDay }) => ({ from, to: earlierOf(to, lastDay) }))
    .filter(({ from, to }) => from <= to);
  const nowhere = gapsBetween(spans);
  const estimated = gapsBetween(known)
    .flatMap((gap) => without(gap, nowhere))
    .filter(({ from }) => yearOf(from) <= years.last);
  const early = rules.filter(({ id }) =>
    estimated.some((days) => spans.some((span) => span.rule === id && shared(span, days))),
  );
  const [first] = early;
  if (first === undefined || estimated.length === 0) return [];
  return [
    {
      code: 'days-estimated-only',
      severity: 'silence',
      rule: first.id,
      message: `Có những ngày chỉ được báo cáo bằng số liệu ước tính, không báo cáo nào về sau nêu số liệu chính thức: ${sightingWords(sightings(estimated), years)}; những ngày đó chỉ thuộc kỳ của ${namesOf(early)}.`,
      citation: first.citations.deadline,
    },
  ];
}

/** Reports on a part of the year or on the whole of it, and what all reports of an audience together leave out. */
export function lintCoverage(subject: Subject): Finding[] {
  const { rules } = subject.regime;
  const longer = byAudience(rules.filter(({ schedule }) => schedule.kind === 'yearly'));
  return [
    ...longer.flatMap((family) => [...uncovered(subject, family), ...overlapping(subject, family)]),
    ...byAudience(rules).flatMap(([first]) => (first ? estimatedOnly(subject, first.audience) : [])),
  ];
}
