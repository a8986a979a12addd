import { type Instant, localDateOf } from '../../calendar/dates.ts';
import { formatDate, formatDay, formatInstant } from '../../calendar/vietnamese.ts';
import type { WorkingCalendar } from '../../calendar/working-days.ts';
import type { Fate, PlanTerm } from '../fate.ts';
import type { Notice } from '../ledger.ts';

export interface Explained {
  kind: string;
  at: Instant;
  /** The day from which its plan counts; undefined for answers, which follow no plan. */
  term: PlanTerm | undefined;
  fate: Fate;
  line: Notice | undefined;
  now: Instant;
}

const titles: readonly (readonly [RegExp, (number: string) => string])[] = [
  [/^reminder-/, () => 'Nhắc trước hạn'],
  [/^last-day-/, () => 'Nhắc ngày cuối'],
  [/^urging-(\d+)$/, (n) => `Đôn đốc lần ${n}`],
  [/^receipt-(\d+)(?:\.\d+)?$/, (n) => `Biên nhận lần gửi thứ ${n}`],
  [/^quarantine-(\d+)$/, (n) => `Thông báo tệp không đạt kiểm tra của lần gửi thứ ${n}`],
  [/^daily$/, () => 'Đôn đốc hằng ngày làm việc'],
  [/^by-hand-/, () => 'Đôn đốc theo yêu cầu của Văn phòng Tỉnh ủy'],
  [/^asked-/, () => 'Thông báo yêu cầu báo cáo'],
  [/^alert-/, () => 'Báo nhanh tới Thường trực Tỉnh ủy và Văn phòng Tỉnh ủy'],
  [/^decision-/, () => 'Thông báo quyết định của Văn phòng Tỉnh ủy'],
];

function titleOf(kind: string): string {
  const plain = kind.replace(/^supplement-/, '');
  for (const [pattern, title] of titles) {
    const match = pattern.exec(plain);
    if (match) return `${title(match[1] ?? '')}${plain === kind ? '' : ' (bản bổ sung)'}`;
  }
  return 'Thông báo';
}

/** By what arithmetic a planned notice falls on its day: counted from the term, as the plan counts. */
function arithmetic(at: Instant, { lastDay, since, supplement }: PlanTerm, calendar: WorkingCalendar): string {
  const day = localDateOf(at);
  if (lastDay === undefined) {
    const from = since ?? day;
    return `ngày làm việc thứ ${calendar.workingDaysBetween(from, day)} kể từ ngày ${formatDate(from)}`;
  }
  const term = `${supplement ? 'hạn bổ sung' : 'hạn gửi'} ngày ${formatDate(lastDay)}`;
  if (day > lastDay) return `ngày làm việc thứ ${calendar.workingDaysBetween(lastDay, day)} sau ${term}`;
  const lastWorkingDay = calendar.lastWorkingDayOnOrBefore(lastDay);
  if (day >= lastWorkingDay) return `ngày làm việc cuối cùng không muộn hơn ${term}`;
  const before = calendar.workingDaysBetween(day, lastWorkingDay);
  return `${before} ngày làm việc trước ngày làm việc cuối cùng (${formatDay(lastWorkingDay)}) của ${term}`;
}

const at = (when: Instant | undefined, words: string) => (when === undefined ? '' : ` ${words} ${formatInstant(when)}`);

/** What became of a notice, as a civil servant would write it. */
function fateWords({ fate: { outcome, when }, at: planned, term, line, now }: Explained): string {
  const not = planned > now ? 'không gửi nữa' : 'không gửi';
  switch (outcome) {
    case 'sent':
      return `đã gửi${at(when, 'lúc')}`;
    case 'overtaken':
      return 'không gửi riêng, vì khi gửi được thì đã đến thông báo sau; chỉ gửi thông báo sau cùng';
    case 'report-received':
      return `${not}, vì ${term?.supplement ? 'bản bổ sung' : 'báo cáo'} đã được tiếp nhận${at(when, 'lúc')}`;
    case 'report-withdrawn':
      return `${not}, vì đơn vị không còn phải gửi báo cáo này${at(when, 'từ')}`;
    case 'waived':
      return `${not}, vì báo cáo đã được miễn${at(when, 'từ')}`;
    case 'nothing-to-tell':
      return 'không gửi, vì không còn nội dung để thông báo';
    case 'undeliverable':
      return line?.reason === 'no-address'
        ? 'không gửi được, vì không có địa chỉ nhận thư nào còn dùng được'
        : 'không gửi được, vì hệ thống thư từ chối';
    case 'claimed':
      return (line?.leaseUntil ?? '') > now
        ? 'đang gửi'
        : 'việc gửi bị gián đoạn; lần rà soát hạn tiếp theo sẽ gửi lại nếu vẫn cần';
    case 'due':
      return 'đã đến giờ gửi; sẽ gửi ở lần rà soát hạn tiếp theo trong giờ làm việc';
    case 'planned':
      return `sẽ gửi nếu đến lúc đó chưa nhận được ${term?.supplement ? 'bản bổ sung' : 'báo cáo'}`;
    case 'before-opening':
      return `không gửi, vì thời điểm này đã qua khi báo cáo được đưa vào theo dõi${at(when, 'lúc')}`;
    case 'before-plan':
      return term?.supplement
        ? 'không gửi, vì thời điểm này đã qua khi Văn phòng Tỉnh ủy yêu cầu bổ sung'
        : 'không gửi, vì thời điểm này đã qua khi hạn gửi hiện nay được xác định';
  }
}

/** One notice explained in one sentence: which, when and by what count, and what became of it. */
export function whySentence(explained: Explained, calendar: WorkingCalendar): string {
  const { kind, at: planned, term } = explained;
  const count = term ? ` (${arithmetic(planned, term, calendar)})` : '';
  return `${titleOf(kind)}, ${formatInstant(planned)}${count}: ${fateWords(explained)}.`;
}
