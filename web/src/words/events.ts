import type { Obligation } from '../api/types.ts';
import { formatDate, formatInstant } from './dates.ts';

type HistoryEvent = Obligation['history'][number];

const text = (data: HistoryEvent['data'], name: string): string => {
  const value = data[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

const until = (data: HistoryEvent['data']): string => {
  const lastDay = text(data, 'lastDay');
  return lastDay === '' ? 'gửi ngay khi kết thúc công việc' : `chậm nhất hết ngày ${formatDate(lastDay)}`;
};

const grounds = (data: HistoryEvent['data']): string => {
  const authority = text(data, 'authority');
  return `Lý do: ${text(data, 'reason')}${authority && ` (căn cứ: ${authority})`}.`;
};

const channels: Readonly<Record<string, string>> = {
  cipher: 'đường cơ yếu',
  'in-person': 'nộp trực tiếp',
  post: 'bưu điện',
  telephone: 'điện thoại',
};

/** How a report came when not through the system. */
export const channelName = (channel: string): string => channels[channel] ?? channel;

const sentences: Record<HistoryEvent['type'], (data: HistoryEvent['data']) => string> = {
  opened: (data) => `Mở kỳ báo cáo; ${until(data)}.`,
  'work-ended': (data) => `Ghi nhận công việc kết thúc ngày ${formatDate(text(data, 'since'))}.`,
  'submission-declared': (data) =>
    `Khai báo lần gửi thứ ${text(data, 'number')}, văn bản số ${text(data, 'documentNumber')}.`,
  'submission-received': (data) =>
    `Nhận đủ tệp của lần gửi thứ ${text(data, 'number')} lúc ${formatInstant(text(data, 'receivedAt'))}.`,
  'submission-quarantined': (data) =>
    `Lần gửi thứ ${text(data, 'number')} có tệp không hợp lệ nên chưa được tiếp nhận.`,
  'receipt-time-corrected': (data) =>
    `Điều chỉnh thời điểm nhận của lần gửi thứ ${text(data, 'number')}: ${formatInstant(text(data, 'receivedAt'))}.`,
  'received-off-system': (data) =>
    `Ghi nhận báo cáo gửi ngoài hệ thống (${channelName(text(data, 'channel'))}), văn bản số ${text(data, 'documentNumber')}, nhận lúc ${formatInstant(text(data, 'receivedAt'))}.`,
  extended: (data) => `Gia hạn đến hết ngày ${formatDate(text(data, 'lastDay'))}. ${grounds(data)}`,
  waived: (data) => `Miễn báo cáo. ${grounds(data)}`,
  accepted: (data) => `Chấp nhận lần gửi thứ ${text(data, 'number')}. ${text(data, 'note')}`.trim(),
  returned: (data) =>
    `Yêu cầu bổ sung lần gửi thứ ${text(data, 'number')}, chậm nhất hết ngày ${formatDate(text(data, 'lastDay'))}. ${grounds(data)}`,
  rejected: (data) => `Không công nhận lần gửi thứ ${text(data, 'number')}; biên nhận mất hiệu lực. ${grounds(data)}`,
  urged: () => 'Văn phòng Tỉnh ủy đôn đốc.',
  withdrawn: () => 'Không còn phải gửi: ngoài trách nhiệm của đơn vị.',
  reinstated: () => 'Lại phải gửi.',
};

/** An event of a history as a sentence. */
export const eventWords = ({ type, data }: HistoryEvent): string => sentences[type](data);

/** A status of a submission in words. */
export const submissionWords: Readonly<Record<Obligation['submissions'][number]['status'], string>> = {
  pending: 'đang chờ đủ tệp và kiểm tra',
  received: 'đã nhận',
  accepted: 'đã chấp nhận',
  returned: 'đã nhận, yêu cầu bổ sung',
  rejected: 'không công nhận',
  quarantined: 'chưa được tiếp nhận',
  abandoned: 'không hoàn tất',
};
