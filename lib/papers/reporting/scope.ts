import { spanName } from '../span.ts';
import { lowerFirst, ruleName } from '../words.ts';
import type { ReportInput } from './input.ts';

/**
 * What a report is about, as its title says it: "chế độ thông tin, báo cáo quý III/2026". Of one rule it says which, since a
 * year's report and the report on a year are not the same.
 */
export function scopeOf({ span, figures, regimes }: Pick<ReportInput, 'span' | 'figures' | 'regimes'>): string {
  const regime = 'chế độ thông tin, báo cáo';
  if (span.kind !== 'period') return `${regime} ${spanName(span)}`;
  const title = figures.periods[0]?.title;
  if (title !== undefined) return `${regime} (riêng ${lowerFirst(title)})`;
  return `${regime} ${spanName(span)} (riêng ${lowerFirst(ruleName(regimes, figures.rules[0] ?? span))})`;
}
