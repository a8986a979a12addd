import { type Instant, type LocalDate, localDateOf } from '../../calendar/dates.ts';
import { formatDate } from '../../calendar/vietnamese.ts';
import type { WorkingCalendar } from '../../calendar/working-days.ts';
import type { Term } from '../../obligations/obligation.ts';
import { daysElapsed, judge } from '../../obligations/verdict.ts';
import type { Regime } from '../../regime/schema.ts';
import { render, subjectLine } from './markup.ts';
import { atOnceWords, awaitedName, periodName } from './names.ts';
import { closing } from './signature.ts';
import { type Cited, citationOf } from './source.ts';

/** One obligation in a notice: what is owed, by what rule, and which notice of its plan this is. */
export interface NoticeItem {
  kind: string;
  period: string;
  /** The window of a periodic report. */
  window?: { from: LocalDate; to: LocalDate } | undefined;
  title?: string | undefined;
  /** By when; absent for a report due at once, which counts its days from `since`. */
  term?: Term | undefined;
  since?: LocalDate | undefined;
  rule: Cited;
  regime: Regime;
}

const kindPattern = /^(supplement-)?(?:urging-(\d+)|(daily)|(by-hand))?/;
const isSupplement = (item: NoticeItem) => kindPattern.exec(item.kind)?.[1] !== undefined;
const urgingNumber = (item: NoticeItem) => Number(kindPattern.exec(item.kind)?.[2] ?? 0);
const isDaily = (item: NoticeItem) => kindPattern.exec(item.kind)?.[3] !== undefined;
const isByHand = (item: NoticeItem) => kindPattern.exec(item.kind)?.[4] !== undefined;
const isUrging = (item: NoticeItem) => urgingNumber(item) > 0 || isDaily(item) || isByHand(item);
const nameOf = (item: NoticeItem) => awaitedName({ ...item, supplement: isSupplement(item) });

/** What is missing: the report, or the supplement of one that is there (R22). */
const missing = (item: NoticeItem): string =>
  isSupplement(item) ? 'Chưa nhận được bản bổ sung' : 'Chưa nhận được báo cáo';

function elapsedWords(since: LocalDate, now: Instant): string {
  const days = daysElapsed(since, undefined, now);
  return days === 0
    ? `tính từ hôm nay, ngày ${formatDate(since)}`
    : `đã qua ${days} ngày kể từ ngày ${formatDate(since)}`;
}

function standing(item: NoticeItem, now: Instant, calendar: WorkingCalendar): string {
  const { term, since } = item;
  const { daysLate } = judge(term ?? {}, now);
  if (daysLate !== undefined)
    return `${missing(item)}, đã ${isSupplement(item) ? 'quá hạn bổ sung' : 'chậm'} ${daysLate} ngày`;
  if (!term) return since === undefined ? missing(item) : `${missing(item)}, ${elapsedWords(since, now)}`;
  const today = localDateOf(now);
  if (today === term.lastDay)
    return isSupplement(item)
      ? 'Hôm nay là ngày cuối cùng để gửi bản bổ sung'
      : 'Hôm nay là ngày cuối cùng nhận báo cáo đúng hạn';
  const left = calendar.workingDaysBetween(today, term.lastDay);
  return left > 0 ? `${missing(item)}, còn ${left} ngày làm việc` : 'Hôm nay là ngày làm việc cuối cùng trước hạn';
}

/** On what a notice rests: the letter's words or, for a supplement, the Office's own request. */
const groundsOf = (item: NoticeItem): string =>
  isSupplement(item)
    ? 'Yêu cầu bổ sung của Văn phòng Tỉnh ủy; báo cáo đã nhận vẫn giữ thời điểm nhận lần đầu'
    : `${citationOf(item.regime, item.rule)}: “${item.rule.citations.deadline.quote}”`;

/** How many reports, and how many supplements, stand so; a report due at once is never past its day, only not there. */
function countsOf(items: readonly NoticeItem[], standingOf: (some: readonly NoticeItem[]) => string): string[] {
  const supplements = items.filter(isSupplement);
  const reports = items.filter((item) => !isSupplement(item));
  const count = (some: readonly NoticeItem[], noun: string) =>
    some.length > 0 ? [`${some.length} ${noun} ${standingOf(some)}`] : [];
  return [...count(reports, 'báo cáo'), ...count(supplements, 'bản bổ sung')];
}

function subjectOf(items: readonly NoticeItem[], now: Instant): string {
  const urging = items.filter(isUrging);
  const [only] = items;
  if (items.length > 1 || !only) {
    const counts = [
      ...countsOf(urging, (some) => (some.every(({ term }) => term) ? 'quá hạn' : 'chưa nhận được')),
      ...countsOf(
        items.filter((item) => !isUrging(item)),
        () => 'sắp đến hạn',
      ),
    ];
    return `[${urging.length > 0 ? 'Đôn đốc' : 'Nhắc gửi báo cáo'}] ${counts.join(', ')}`;
  }
  const report = nameOf(only);
  const { term } = only;
  if (isDaily(only))
    return `[Đôn đốc] ${report}: chưa nhận được ${isSupplement(only) ? 'bản bổ sung' : 'báo cáo bằng văn bản'}`;
  if (isUrging(only)) {
    const tag = isByHand(only) ? '[Đôn đốc]' : `[Đôn đốc lần ${urgingNumber(only)}]`;
    return `${tag} ${report} ${term ? `đã quá hạn ngày ${formatDate(term.lastDay)}` : 'chưa nhận được'}`;
  }
  if (term && localDateOf(now) === term.lastDay) return `[Hạn cuối hôm nay] ${report}`;
  return `[Nhắc gửi báo cáo] ${report}: ${deadlineWords(only)}`;
}

const deadlineWords = ({ term, rule }: NoticeItem): string =>
  term ? `chậm nhất hết ngày ${formatDate(term.lastDay)}` : atOnceWords(rule.id);

/** Which notice it is, where there is a row of them. */
const counted = (item: NoticeItem): string => (urgingNumber(item) > 0 ? ` (đôn đốc lần ${urgingNumber(item)})` : '');
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
const coverageNames: Record<string, string> = {
  thematic: 'Chuyên đề',
  'ad-hoc': 'Đột xuất',
  'central-copy': 'Trong ngày gửi cơ quan Trung ương',
};
const coverage = ({ period, window, rule }: NoticeItem): string =>
  window
    ? `${periodName(period)} (từ ngày ${formatDate(window.from)} đến ngày ${formatDate(window.to)})`
    : (coverageNames[rule.id] ?? '');

/** What all of a letter is about: a report that was received and returned is not said to be missing. */
function namedTogether(items: readonly NoticeItem[]): string {
  const reports = items.length > 1 ? 'các báo cáo' : 'báo cáo';
  if (items.every(isSupplement)) return `bản bổ sung của ${reports} sau đây`;
  return items.some(isSupplement) ? `${reports}, bản bổ sung sau đây` : `${reports} sau đây`;
}

function opening(items: readonly NoticeItem[]): string {
  const named = namedTogether(items);
  if (items.some(isUrging))
    return `Đến nay, Văn phòng Tỉnh ủy chưa nhận được ${named} của đơn vị. Đề nghị đơn vị khẩn trương hoàn thành và gửi ngay; người đứng đầu đơn vị quan tâm, chỉ đạo thực hiện nghiêm chế độ thông tin, báo cáo.`;
  const until = items.every(isSupplement) ? 'đúng thời hạn yêu cầu bổ sung' : 'đúng thời hạn quy định';
  return `Văn phòng Tỉnh ủy trân trọng nhắc đơn vị hoàn thành và gửi ${named} ${until}.`;
}

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
    coverage(item),
    sentence(deadlineWords(item)),
    `${standing(item, now, calendar)}${counted(item)}`,
    groundsOf(item),
  ]);
  const blocks = [
    { p: `Kính gửi: ${unit.name}` },
    { p: opening(items) },
    { table: { head: ['Báo cáo', 'Kỳ báo cáo', 'Hạn gửi', 'Tình trạng', 'Căn cứ'], rows } },
    { link: portalUrl, label: 'Gửi báo cáo tại' },
    ...closing,
  ];
  return { subject, ...render(subject, blocks) };
}
