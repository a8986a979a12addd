import type { Role, Verdict } from '../api/types.ts';

const parts: Readonly<Record<string, string>> = {
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
  const [, year = '', rest = ''] = /^(\d{4})(?:-(.+))?$/.exec(id) ?? [];
  if (year === '') return id;
  if (rest === '') return `năm ${year}`;
  const week = /^W(\d{2})$/.exec(rest)?.[1];
  if (week) return `tuần ${Number(week)}/${year}`;
  if (/^\d{2}$/.test(rest)) return `tháng ${Number(rest)}/${year}`;
  const part = parts[rest];
  return part === undefined ? id : `${part}${year}`;
}

/** How people name a report: "Báo cáo tháng 10/2026". */
export const reportName = (period: string): string => `Báo cáo ${periodName(period)}`;

/** Whether a period is one of the calendar's, not a request's or a numbered report's. */
export const isPeriodic = (id: string): boolean => periodName(id) !== id;

/** How people name a report that the API shows: by its title, when no calendar calls for it. */
export const titleOf = ({ period, title }: { period: string; title?: string | undefined }): string =>
  title ?? reportName(period);

/** What can be said of a report by its id alone, `so-tu-phap.monthly.2026-01`: an address is nobody's to put words on a page. */
export function titleOfId(id: string): string {
  const period = id.split('.').at(-1) ?? '';
  return isPeriodic(period) ? reportName(period) : 'Báo cáo';
}

/** The deadline of a report that has none (clauses 1.2 and 1.3). */
export const atOnceWords = (rule: string): string =>
  rule === 'ad-hoc' ? 'gửi ngay bằng văn bản' : 'gửi ngay khi kết thúc công việc';

/** The verdict in words, and the sign that stands beside it: no verdict is told by colour alone. */
export const verdictWords: Readonly<Record<Verdict, { sign: string; name: string }>> = {
  'on-time': { sign: '✓', name: 'Đúng hạn' },
  late: { sign: '!', name: 'Chậm' },
  missing: { sign: '✕', name: 'Chưa gửi' },
  'not-yet-due': { sign: '○', name: 'Chưa đến hạn' },
  waived: { sign: '–', name: 'Được miễn' },
};

/** The verdict with its number of days: "Chậm 2 ngày", "Chưa gửi, quá hạn 3 ngày". */
export function verdictName(verdict: Verdict, daysLate: number | undefined): string {
  const { name } = verdictWords[verdict];
  if (daysLate === undefined || daysLate === 0) return name;
  return verdict === 'missing' ? `${name}, quá hạn ${daysLate} ngày` : `${name} ${daysLate} ngày`;
}

export const roleNames: Readonly<Record<Role, string>> = {
  unit: 'Đơn vị',
  office: 'Văn phòng Tỉnh ủy',
  leader: 'Thường trực Tỉnh ủy',
};

/** A size as people read it: "1,4 MB", "312 KB". */
export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / (1024 * 1024)).toFixed(1).replace('.', ',')} MB`;
}
