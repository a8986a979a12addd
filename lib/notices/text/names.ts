import { type Part, parsePeriod } from '../../regime/periods.ts';

const partNames: Record<Part, string> = {
  Q1: 'quý I/',
  Q2: 'quý II/',
  Q3: 'quý III/',
  Q4: 'quý IV/',
  H1: '6 tháng đầu năm ',
  H2: '6 tháng cuối năm ',
  '9M': '9 tháng năm ',
};

/** How people name a period: "tuần 47/2026", "tháng 10/2026", "quý I/2026", "năm 2026". */
export function periodName(id: string): string {
  const period = parsePeriod(id);
  switch (period?.kind) {
    case 'week':
      return `tuần ${period.week}/${period.year}`;
    case 'month':
      return `tháng ${period.month}/${period.year}`;
    case 'part':
      return `${partNames[period.part]}${period.year}`;
    case 'year':
      return `năm ${period.year}`;
    case undefined:
      return id;
  }
}

/** What names a report: its period, or the title of one that no calendar calls for. */
export interface Named {
  period: string;
  title?: string | undefined;
}

/** How people name a report: "Báo cáo tháng 10/2026", "Báo cáo theo văn bản số 125-CV/TU ngày 10/03/2026". */
export const reportName = ({ period, title }: Named): string => title ?? `Báo cáo ${periodName(period)}`;

/** How people name what is awaited: the report, or the supplement of one that was returned (R22). */
export const awaitedName = ({ supplement, ...report }: Named & { supplement?: boolean | undefined }): string =>
  supplement ? `Bổ sung ${reportName(report)}` : reportName(report);

/** The deadline of a report that has none (clauses 1.2 and 1.3). */
export const atOnceWords = (rule: string): string =>
  rule === 'ad-hoc' ? 'gửi ngay bằng văn bản' : 'gửi ngay khi kết thúc công việc';
