import { type Instant, type LocalDate, localDateOf } from '../../calendar/dates.ts';
import { formatDate } from '../../calendar/vietnamese.ts';
import type { WorkingCalendar } from '../../calendar/working-days.ts';
import { judge } from '../../obligations/verdict.ts';
import type { Regime, Rule } from '../../regime/schema.ts';
import { render, subjectLine } from './markup.ts';
import { periodName, reportName } from './names.ts';
import { closing } from './signature.ts';
import { citationOf } from './source.ts';

/** One obligation in a notice: what is owed, by what rule, and which notice of its plan this is. */
export interface NoticeItem {
  kind: string;
  period: string;
  from: LocalDate;
  to: LocalDate;
  lastDay: LocalDate;
  dueBefore: Instant;
  rule: Rule;
  regime: Regime;
}

const kindPattern = /^(supplement-)?(?:urging-(\d+))?/;
const isSupplement = (item: NoticeItem) => kindPattern.exec(item.kind)?.[1] !== undefined;
const urgingNumber = (item: NoticeItem) => Number(kindPattern.exec(item.kind)?.[2] ?? 0);
const isUrging = (item: NoticeItem) => urgingNumber(item) > 0;
const nameOf = (item: NoticeItem) => `${isSupplement(item) ? 'Bổ sung ' : ''}${reportName(item.period)}`;

function standing(item: NoticeItem, now: Instant, calendar: WorkingCalendar): string {
  const { daysLate } = judge(item, now);
  if (daysLate !== undefined) return `Chưa nhận được báo cáo, đã chậm ${daysLate} ngày`;
  const today = localDateOf(now);
  if (today === item.lastDay) return 'Hôm nay là ngày cuối cùng nhận báo cáo đúng hạn';
  const left = calendar.workingDaysBetween(today, item.lastDay);
  return left > 0
    ? `Chưa nhận được báo cáo, còn ${left} ngày làm việc`
    : 'Hôm nay là ngày làm việc cuối cùng trước hạn';
}

function subjectOf(items: readonly NoticeItem[], now: Instant): string {
  const urging = items.filter(isUrging);
  const [only] = items;
  if (items.length > 1 || !only) {
    const late = urging.length > 0 ? `${urging.length} báo cáo quá hạn` : '';
    const due = items.length > urging.length ? `${items.length - urging.length} báo cáo sắp đến hạn` : '';
    return `[${urging.length > 0 ? 'Đôn đốc' : 'Nhắc gửi báo cáo'}] ${[late, due].filter(Boolean).join(', ')}`;
  }
  const report = nameOf(only);
  if (isUrging(only))
    return `[Đôn đốc lần ${urgingNumber(only)}] ${report} đã quá hạn ngày ${formatDate(only.lastDay)}`;
  if (localDateOf(now) === only.lastDay) return `[Hạn cuối hôm nay] ${report}`;
  return `[Nhắc gửi báo cáo] ${report}: chậm nhất hết ngày ${formatDate(only.lastDay)}`;
}

const opening = (items: readonly NoticeItem[]): string =>
  items.some(isUrging)
    ? 'Đến nay, Văn phòng Tỉnh ủy chưa nhận được các báo cáo sau đây của đơn vị. Đề nghị đơn vị khẩn trương hoàn thành và gửi ngay; người đứng đầu đơn vị quan tâm, chỉ đạo thực hiện nghiêm chế độ thông tin, báo cáo.'
    : 'Văn phòng Tỉnh ủy trân trọng nhắc đơn vị hoàn thành và gửi các báo cáo sau đây đúng thời hạn quy định.';

/** The reminder or urging letter of one sweep to one unit: every report that is due, in one letter. */
export function composeNotice(
  unit: { name: string },
  items: readonly NoticeItem[],
  now: Instant,
  calendar: WorkingCalendar,
  portalUrl: string,
): { subject: string; text: string; html: string } {
  const subject = subjectLine(subjectOf(items, now));
  const rows = items.map((item) => [
    nameOf(item),
    `${periodName(item.period)} (từ ngày ${formatDate(item.from)} đến ngày ${formatDate(item.to)})`,
    `Chậm nhất hết ngày ${formatDate(item.lastDay)}`,
    `${standing(item, now, calendar)}${isUrging(item) ? ` (đôn đốc lần ${urgingNumber(item)})` : ''}`,
    `${citationOf(item.regime, item.rule)}: “${item.rule.citations.deadline.quote}”`,
  ]);
  const blocks = [
    { p: `Kính gửi: ${unit.name}` },
    { p: opening(items) },
    { table: { head: ['Báo cáo', 'Kỳ báo cáo', 'Hạn gửi', 'Tình trạng', 'Căn cứ'], rows } },
    { link: portalUrl, label: 'Nơi gửi báo cáo' },
    ...closing,
  ];
  return { subject, ...render(subject, blocks) };
}
