import { formatDate, formatInstant } from '../../calendar/vietnamese.ts';
import type { ObligationFacts } from '../../obligations/obligation.ts';
import { channelName } from './channels.ts';
import { type Block, type Facts, render, subjectLine } from './markup.ts';
import { atOnceWords, reportName } from './names.ts';
import { closing } from './signature.ts';

type Asked = Pick<
  ObligationFacts,
  'rule' | 'period' | 'title' | 'basis' | 'agency' | 'log' | 'lastDay' | 'since' | 'limitWorkingDays'
>;

const deadlineOf = ({ rule, lastDay, since, limitWorkingDays }: Asked): string => {
  if (lastDay !== undefined) return `chậm nhất hết ngày ${formatDate(lastDay)}`;
  const limit = limitWorkingDays === undefined ? '' : `, trong ${limitWorkingDays} ngày làm việc`;
  // The day of an event is no day to file by.
  const ended = rule === 'thematic' && since !== undefined ? ` (ngày ${formatDate(since)})` : '';
  return `${atOnceWords(rule)}${ended}${limit}`;
};

function openingWords({ basis, log }: Asked): string {
  if (basis !== undefined) return `Theo ${basis}, đề nghị đơn vị gửi báo cáo sau đây.`;
  if (log !== undefined)
    return `Văn phòng Tỉnh ủy đã ghi nhận báo cáo đột xuất của đơn vị lúc ${formatInstant(log.reportedAt)}, qua hình thức ${channelName(log.channel)}. Đề nghị đơn vị gửi báo cáo bằng văn bản; hệ thống nhắc hằng ngày làm việc đến khi nhận được.`;
  return 'Văn phòng Tỉnh ủy đã ghi nhận báo cáo sau đây mà đơn vị phải gửi.';
}

/** Tells a unit that a report is asked of it: by a request (R14), after an event (R18), or as a copy (R17). */
export function composeAsked(unit: { name: string }, report: Asked, portalUrl: string) {
  const name = reportName(report);
  const subject = subjectLine(`[Yêu cầu báo cáo] ${name}`);
  const facts: Facts = [
    ['Báo cáo', name],
    ['Hạn gửi', deadlineOf(report)],
  ];
  const blocks: Block[] = [
    { p: `Kính gửi: ${unit.name}` },
    { p: openingWords(report) },
    { facts },
    { link: portalUrl, label: 'Xem yêu cầu và gửi báo cáo tại' },
    ...closing,
  ];
  return { subject, ...render(subject, blocks) };
}

/** Alerts the Office and the leaders that an event was reported (R18): who, when and how, and nothing of what. */
export function composeAlert(unit: { name: string }, report: Asked, portalUrl: string) {
  const subject = subjectLine(`[Báo cáo đột xuất] ${unit.name}`);
  const { log } = report;
  const facts: Facts = log
    ? [
        ['Đơn vị báo cáo', unit.name],
        ['Thời điểm báo cáo', formatInstant(log.reportedAt)],
        ['Hình thức', channelName(log.channel)],
      ]
    : [['Đơn vị báo cáo', unit.name]];
  const blocks: Block[] = [
    { p: 'Kính gửi: Thường trực Tỉnh ủy, Văn phòng Tỉnh ủy' },
    { p: 'Đã có báo cáo đột xuất của đơn vị sau đây. Nội dung được báo cáo trực tiếp, không ghi trong thư này.' },
    { facts },
    { link: portalUrl, label: 'Theo dõi báo cáo bằng văn bản tại' },
    ...closing,
  ];
  return { subject, ...render(subject, blocks) };
}
