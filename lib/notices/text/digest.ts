import { type Instant, type LocalDate, localDateOf } from '../../calendar/dates.ts';
import { formatDate } from '../../calendar/vietnamese.ts';
import { judge } from '../../obligations/verdict.ts';
import { type Block, render, subjectLine } from './markup.ts';
import { awaitedName } from './names.ts';
import { closing } from './signature.ts';

export interface DigestItem {
  unitName: string;
  period: string;
  title?: string | undefined;
  /** Awaited is the supplement of a report that was returned, by its own date. */
  supplement?: boolean | undefined;
  lastDay: LocalDate;
  dueBefore: Instant;
}
export interface DeadAddress {
  unitName: string;
  address: string;
  kind: 'bounce' | 'complaint';
  since: Instant;
}

/** How often something was found that should not be. */
export interface DigestFinding {
  what: string;
  count: number;
}

/** What the Office should know on a working morning; `overdue` holds what was late before and still is. */
export interface Digest {
  dueToday: DigestItem[];
  newlyLate: DigestItem[];
  overdue: DigestItem[];
  dead: DeadAddress[];
  /** What the morning's check of the register found. */
  findings: DigestFinding[];
}

/** A digest that says nothing is not sent. */
export const isEmpty = (digest: Digest): boolean => Object.values(digest).every((items) => items.length === 0);

const TODAY = 'đến hết hôm nay';

function section(title: string, items: readonly DigestItem[], now: Instant): Block[] {
  if (items.length === 0) return [];
  const rows = items.map((item) => {
    const { daysLate } = judge(item, now);
    return [item.unitName, awaitedName(item), formatDate(item.lastDay), daysLate ? `${daysLate} ngày` : TODAY];
  });
  const inWords = ([unit, report, lastDay, late]: readonly string[]) =>
    `${unit}: ${report}, ${late === TODAY ? `hạn gửi hết hôm nay, ${lastDay}` : `hạn gửi ${lastDay}, chậm ${late}`}`;
  const table = { head: ['Đơn vị', 'Báo cáo', 'Hạn gửi', 'Chậm'], rows, inWords };
  return [{ p: `${title} (${items.length})` }, { table }];
}

/** The Office's morning letter (theo dõi, đôn đốc: clause 2). */
export function composeDigest(digest: Digest, now: Instant, portalUrl: string) {
  const { dueToday, newlyLate, overdue, dead, findings } = digest;
  const found = findings.reduce((sum, { count }) => sum + count, 0);
  const counts = [
    dueToday.length > 0 ? `${dueToday.length} đến hạn hôm nay` : '',
    newlyLate.length > 0 ? `${newlyLate.length} mới quá hạn` : '',
    overdue.length > 0 ? `${overdue.length} còn nợ` : '',
    dead.length > 0 ? `${dead.length} địa chỉ không nhận được thư` : '',
    found > 0 ? `${found} điểm bất thường trong hệ thống` : '',
  ].filter(Boolean);
  const subject = subjectLine(`[Tổng hợp ${formatDate(localDateOf(now))}] ${counts.join(', ')}`);
  const deadRows = dead.map((item) => [
    item.unitName,
    item.address,
    item.kind === 'bounce' ? 'thư bị trả lại' : 'người nhận báo thư rác',
    formatDate(localDateOf(item.since)),
  ]);
  const deadTable = {
    head: ['Đơn vị', 'Địa chỉ', 'Lý do', 'Từ ngày'],
    rows: deadRows,
    inWords: ([unit, address, reason, since]: readonly string[]) => `${unit}: ${address}, ${reason} từ ngày ${since}`,
  };
  const deadBlocks: Block[] =
    dead.length > 0 ? [{ p: `Địa chỉ không nhận được thư (${dead.length})` }, { table: deadTable }] : [];
  const findingTable = {
    head: ['Nội dung', 'Số lượng'],
    rows: findings.map(({ what, count }) => [what, `${count}`]),
    inWords: ([what, count]: readonly string[]) => `${what}: ${count}`,
  };
  const findingBlocks: Block[] =
    found > 0
      ? [{ p: `Điểm bất thường trong hệ thống, đã báo bộ phận vận hành (${found})` }, { table: findingTable }]
      : [];
  const blocks: Block[] = [
    { p: 'Kính gửi: Văn phòng Tỉnh ủy' },
    ...section('Báo cáo đến hạn hôm nay', dueToday, now),
    ...section('Báo cáo mới quá hạn, chưa nhận được', newlyLate, now),
    ...section('Báo cáo quá hạn từ trước, chưa nhận được', overdue, now),
    ...deadBlocks,
    ...findingBlocks,
    { link: portalUrl, label: 'Theo dõi chi tiết tại' },
    ...closing.slice(1),
  ];
  return { subject, ...render(subject, blocks) };
}
