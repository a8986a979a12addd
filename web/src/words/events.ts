import type { Obligation } from '../api/types.ts';
import { formatDate, formatInstant } from './dates.ts';
import { channelNames, nameIn } from './kinds.ts';

type HistoryEvent = Obligation['history'][number];
type Notice = Obligation['notices'][number];

const text = (data: HistoryEvent['data'], name: string): string => {
  const value = data[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

const until = (data: HistoryEvent['data']): string => {
  const lastDay = text(data, 'lastDay');
  return lastDay === '' ? 'gửi ngay, không ấn định ngày' : `chậm nhất hết ngày ${formatDate(lastDay)}`;
};

const grounds = (data: HistoryEvent['data']): string => {
  const authority = text(data, 'authority');
  return `Lý do: ${text(data, 'reason')}${authority && ` (căn cứ: ${authority})`}.`;
};

const sentences: Record<HistoryEvent['type'], (data: HistoryEvent['data']) => string> = {
  opened: (data) => `Mở ${text(data, 'title') || 'kỳ báo cáo'}; ${until(data)}.`,
  'work-ended': (data) => {
    const lastDay = text(data, 'lastDay');
    const due = lastDay && `; chậm nhất hết ngày ${formatDate(lastDay)}`;
    return `Ghi nhận công việc kết thúc ngày ${formatDate(text(data, 'since'))}${due}.`;
  },
  'submission-declared': (data) =>
    `Khai báo lần gửi thứ ${text(data, 'number')}, văn bản số ${text(data, 'documentNumber')}.`,
  'submission-received': (data) =>
    `Nhận đủ tệp của lần gửi thứ ${text(data, 'number')} lúc ${formatInstant(text(data, 'receivedAt'))}.`,
  'submission-quarantined': (data) =>
    text(data, 'voided')
      ? `Lần gửi thứ ${text(data, 'number')} có tệp không hợp lệ; biên nhận không còn giá trị.`
      : `Lần gửi thứ ${text(data, 'number')} có tệp không hợp lệ nên chưa được tiếp nhận.`,
  'receipt-time-corrected': (data) =>
    `Điều chỉnh thời điểm nhận của lần gửi thứ ${text(data, 'number')}: ${formatInstant(text(data, 'receivedAt'))}.`,
  'received-off-system': (data) =>
    `Ghi nhận báo cáo gửi ngoài hệ thống (${nameIn(channelNames, text(data, 'channel'))}), văn bản số ${text(data, 'documentNumber')}, nhận lúc ${formatInstant(text(data, 'receivedAt'))}.`,
  extended: (data) => `Gia hạn đến hết ngày ${formatDate(text(data, 'lastDay'))}. ${grounds(data)}`,
  waived: (data) => `Miễn báo cáo. ${grounds(data)}`,
  accepted: (data) => `Chấp nhận lần gửi thứ ${text(data, 'number')}. ${text(data, 'note')}`.trim(),
  returned: (data) =>
    `Trả lại lần gửi thứ ${text(data, 'number')}, yêu cầu bổ sung chậm nhất hết ngày ${formatDate(text(data, 'lastDay'))}. ${grounds(data)}`,
  rejected: (data) =>
    `Không công nhận lần gửi thứ ${text(data, 'number')}; biên nhận không còn giá trị. ${grounds(data)}`,
  urged: () => 'Văn phòng Tỉnh ủy đôn đốc.',
  withdrawn: () => 'Không còn phải gửi: đơn vị không thuộc diện gửi báo cáo này vào ngày cuối hạn.',
  reinstated: () => 'Khôi phục: đơn vị thuộc diện gửi báo cáo này vào ngày cuối hạn.',
};

/** An event of a history as a sentence. */
export const eventWords = ({ type, data }: HistoryEvent): string => sentences[type](data);

const noticePatterns: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/^reminder-(\d+)$/, ([, days]) => `Nhắc trước hạn ${days} ngày làm việc`],
  [/^last-day-/, () => 'Nhắc trong ngày cuối cùng'],
  [/^urging-(\d+)$/, ([, number]) => `Đôn đốc lần ${number}`],
  [/^receipt-/, () => 'Biên nhận'],
  [/^quarantine-/, () => 'Báo tệp chưa được tiếp nhận'],
  [/^daily$/, () => 'Đôn đốc hằng ngày làm việc'],
  [/^by-hand-/, () => 'Đôn đốc theo yêu cầu của Văn phòng Tỉnh ủy'],
  [/^asked-/, () => 'Thông báo yêu cầu báo cáo'],
  [/^alert-/, () => 'Báo nhanh tới Thường trực Tỉnh ủy và Văn phòng Tỉnh ủy'],
  [/^decision-/, () => 'Thông báo quyết định của Văn phòng Tỉnh ủy'],
];

/** What a notice was about. */
export function noticeName(kind: string): string {
  const isSupplement = kind.startsWith('supplement-');
  const plain = isSupplement ? kind.slice('supplement-'.length) : kind;
  for (const [pattern, words] of noticePatterns) {
    const match = pattern.exec(plain);
    if (match) return isSupplement ? `${words(match)} (bổ sung)` : words(match);
  }
  return kind;
}

/** What became of a notice. */
export const noticeStatusWords: Readonly<Record<Notice['status'], string>> = {
  claimed: 'Đang gửi',
  sent: 'Đã gửi',
  superseded: 'Không gửi, đã có thông báo mới hơn',
  undeliverable: 'Không gửi được',
};

/** A status of a submission in words. */
export const submissionWords: Readonly<Record<Obligation['submissions'][number]['status'], string>> = {
  pending: 'Đang chờ đủ tệp và kiểm tra',
  received: 'Đã nhận',
  accepted: 'Đã nhận và được chấp nhận',
  returned: 'Đã nhận, yêu cầu bổ sung',
  rejected: 'Bị từ chối',
  quarantined: 'Chưa được tiếp nhận',
  abandoned: 'Không hoàn tất',
};
