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

/** What the Office should know on a working morning; `overdue` holds what was late before and still is. */
export interface Digest {
  dueToday: DigestItem[];
  newlyLate: DigestItem[];
  overdue: DigestItem[];
  dead: DeadAddress[];
}

/** A digest that says nothing is not sent. */
export const isEmpty = (digest: Digest): boolean => Object.values(digest).every((items) => items.length === 0);

function section(title: string, items: readonly DigestItem[], now: Instant): Block[] {
  if (items.length === 0) return [];
  const rows = items.map((item) => {
    const { daysLate } = judge(item, now);
    return [
      item.unitName,
      awaitedName(item),
      formatDate(item.lastDay),
      daysLate ? `${daysLate} ngày` : 'đến hết hôm nay',
    ];
  });
  return [{ p: `${title} (${items.length})` }, { table: { head: ['Đơn vị', 'Báo cáo', 'Hạn gửi', 'Chậm'], rows } }];
}

/** The Office's morning letter (theo dõi, đôn đốc: clause 2). */
export function composeDigest(digest: Digest, now: Instant, portalUrl: string) {
  const { dueToday, newlyLate, overdue, dead } = digest;
  const counts = [
    dueToday.length > 0 ? `${dueToday.length} đến hạn hôm nay` : '',
    newlyLate.length > 0 ? `${newlyLate.length} mới quá hạn` : '',
    overdue.length > 0 ? `${overdue.length} còn nợ` : '',
    dead.length > 0 ? `${dead.length} địa chỉ không nhận được thư` : '',
  ].filter(Boolean);
  const subject = subjectLine(`[Tổng hợp ${formatDate(localDateOf(now))}] ${counts.join(', ')}`);
  const deadRows = dead.map((item) => [
    item.unitName,
    item.address,
    item.kind === 'bounce' ? 'thư bị trả lại' : 'người nhận báo thư rác',
    formatDate(localDateOf(item.since)),
  ]);
  const deadTable = { head: ['Đơn vị', 'Địa chỉ', 'Lý do', 'Từ ngày'], rows: deadRows };
  const deadBlocks: Block[] =
    dead.length > 0 ? [{ p: `Địa chỉ không nhận được thư (${dead.length})` }, { table: deadTable }] : [];
  const blocks: Block[] = [
    { p: 'Kính gửi: Văn phòng Tỉnh ủy' },
    ...section('Báo cáo đến hạn hôm nay', dueToday, now),
    ...section('Báo cáo mới quá hạn, chưa nhận được', newlyLate, now),
    ...section('Báo cáo quá hạn từ trước, chưa nhận được', overdue, now),
    ...deadBlocks,
    { link: portalUrl, label: 'Theo dõi chi tiết' },
    ...closing.slice(1),
  ];
  return { subject, ...render(subject, blocks) };
}
