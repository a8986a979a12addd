import { formatDate, formatInstant } from '../../calendar/vietnamese.ts';
import type { NewEvent } from '../../obligations/events.ts';
import { channelName } from './channels.ts';
import { type Block, type Facts, render, subjectLine } from './markup.ts';
import { type Named, reportName } from './names.ts';
import { closing } from './signature.ts';

interface Told {
  tag: string;
  sentence: string;
  facts: Facts;
}

const groundsOf = ({ reason, authority }: { reason: string; authority: string }): Facts => [
  ['Lý do', reason],
  ['Thẩm quyền', authority],
];

/** What a decision means for the unit, in a sentence, and the facts that it should keep. */
function tell(event: NewEvent, report: string): Told | undefined {
  switch (event.type) {
    case 'extended': {
      const late = event.data.afterDeadline ? ' (gia hạn sau khi đã hết hạn)' : '';
      const sentence = `Văn phòng Tỉnh ủy gia hạn gửi ${report}${late}.`;
      return {
        tag: 'Gia hạn',
        sentence,
        facts: [['Hạn mới', `chậm nhất hết ngày ${formatDate(event.data.lastDay)}`], ...groundsOf(event.data)],
      };
    }
    case 'waived':
      return { tag: 'Được miễn', sentence: `Đơn vị được miễn gửi ${report}.`, facts: groundsOf(event.data) };
    case 'accepted':
      return {
        tag: 'Đã chấp nhận',
        sentence: `Văn phòng Tỉnh ủy đã xem xét và chấp nhận ${report}.`,
        facts: event.data.note ? [['Ghi chú', event.data.note]] : [],
      };
    case 'returned':
      return {
        tag: 'Yêu cầu bổ sung',
        sentence: `Văn phòng Tỉnh ủy trả lại ${report} để bổ sung. Thời điểm nhận lần đầu được giữ nguyên.`,
        facts: [['Hạn bổ sung', `chậm nhất hết ngày ${formatDate(event.data.lastDay)}`], ...groundsOf(event.data)],
      };
    case 'rejected':
      return {
        tag: 'Không chấp nhận',
        sentence: `Văn phòng Tỉnh ủy không chấp nhận ${report}; biên nhận đã cấp không còn giá trị, đề nghị đơn vị gửi lại.`,
        facts: groundsOf(event.data),
      };
    case 'work-ended': {
      const { since, lastDay } = event.data;
      const due: Facts = lastDay === undefined ? [] : [['Hạn gửi', `chậm nhất hết ngày ${formatDate(lastDay)}`]];
      return {
        tag: 'Ghi nhận',
        sentence: `Đã ghi nhận ngày kết thúc công việc của ${report}.`,
        facts: [['Ngày kết thúc', formatDate(since)], ...due],
      };
    }
    case 'received-off-system': {
      const { documentNumber, channel, receivedAt } = event.data;
      return {
        tag: 'Đã nhận',
        sentence: `Văn phòng Tỉnh ủy đã nhận ${report} ngoài hệ thống và tính vào kết quả thực hiện chế độ báo cáo.`,
        facts: [
          ['Số văn bản', documentNumber],
          ['Hình thức gửi', channelName(channel)],
          ['Thời điểm nhận', formatInstant(receivedAt)],
        ],
      };
    }
    default:
      return undefined;
  }
}

/** The letter that tells a unit what the Office decided about its report (R22), or recorded for it (R19). */
export function composeDecision(unit: { name: string }, named: Named, event: NewEvent, portalUrl: string) {
  const report = reportName(named);
  const told = tell(event, report) ?? { tag: 'Thông báo', sentence: `Có thay đổi về ${report}.`, facts: [] };
  const subject = subjectLine(`[${told.tag}] ${report}`);
  const blocks: Block[] = [
    { p: `Kính gửi: ${unit.name}` },
    { p: told.sentence },
    ...(told.facts.length > 0 ? [{ facts: told.facts }] : []),
    { link: portalUrl, label: 'Xem chi tiết tại' },
    ...closing,
  ];
  return { subject, ...render(subject, blocks) };
}
