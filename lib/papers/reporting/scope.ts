import { reportName } from '../../notices/text/names.ts';
import { spanName } from '../span.ts';
import { lowerFirst } from '../words.ts';
import type { ReportInput } from './input.ts';

/**
 * What a report is about: "chế độ thông tin, báo cáo quý III/2026". Of one rule's period it says which report alone, since the
 * report on a year and the report on a year's reports are not the same.
 */
export function scopeOf({ span, figures }: Pick<ReportInput, 'span' | 'figures'>): { what: string; only?: string } {
  const what = 'chế độ thông tin, báo cáo';
  if (span.kind !== 'period') return { what: `${what} ${spanName(span)}` };
  const { title } = figures.periods[0] ?? {};
  return { what, only: `(riêng ${lowerFirst(reportName({ period: span.period, title }))})` };
}
