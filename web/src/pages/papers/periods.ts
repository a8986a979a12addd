/** The reports that are compiled, by rule, and how their period is written. */
export const compiledRules = [
  { rule: 'monthly', name: 'Báo cáo tháng', example: '10/2026' },
  { rule: 'weekly', name: 'Báo cáo tuần', example: '44/2026' },
  { rule: 'q1', name: 'Báo cáo quý I', example: '2026' },
  { rule: 'half-year', name: 'Báo cáo 6 tháng', example: '2026' },
  { rule: 'nine-month', name: 'Báo cáo 9 tháng', example: '2026' },
  { rule: 'annual', name: 'Báo cáo năm', example: '2026' },
] as const;

const suffixes: Readonly<Record<string, string>> = { q1: '-Q1', 'half-year': '-H1', 'nine-month': '-9M', annual: '' };

/** The id of a rule's period as people write it, `10/2026` or `2026`; undefined when it is not one. */
export function periodOf(rule: string, text: string): string | undefined {
  const [, number, year = ''] = /^\s*(?:(\d{1,2})\s*\/\s*)?(\d{4})\s*$/.exec(text) ?? [];
  if (year === '') return undefined;
  if (rule === 'monthly' || rule === 'weekly') {
    if (number === undefined) return undefined;
    return `${year}-${rule === 'weekly' ? 'W' : ''}${number.padStart(2, '0')}`;
  }
  const suffix = suffixes[rule];
  return number === undefined && suffix !== undefined ? `${year}${suffix}` : undefined;
}

/** What a report is about, as people write it: `10/2026`, `quý 3/2026`, `2026`; as a query of the API. */
export function spanOf(text: string): URLSearchParams | undefined {
  const [, quarter, ofYear = ''] = /^\s*(?:quý|q)\s*([1-4]|I{1,3}|IV)\s*\/\s*(\d{4})\s*$/iu.exec(text) ?? [];
  if (quarter !== undefined) {
    const roman = ['I', 'II', 'III', 'IV'].indexOf(quarter.toUpperCase());
    return new URLSearchParams({ quarter: `${ofYear}-Q${roman < 0 ? quarter : roman + 1}` });
  }
  const month = periodOf('monthly', text);
  if (month !== undefined) return new URLSearchParams({ month });
  const year = periodOf('annual', text);
  return year === undefined ? undefined : new URLSearchParams({ year });
}
