import { type Block, render, subjectLine } from '../notices/text/markup.ts';
import { periodName } from '../notices/text/names.ts';
import { closing } from '../notices/text/signature.ts';
import type { KeptReport } from './kept.ts';
import { number } from './words.ts';

const PAGE = 'van-ban';

const told = ({ expected, onTime, late, missing, returned }: KeptReport['figures']): Block => ({
  facts: [
    ['Phải gửi', `${number(expected)} báo cáo`],
    ['Đúng hạn', number(onTime)],
    ['Gửi chậm', number(late)],
    ['Chưa gửi', number(missing)],
    ['Trả lại, bổ sung', number(returned)],
  ],
});

/** Tells the Office that a month's report is there to be looked at, and that it goes on when the Office says so. */
export function composeReportMade({ id, figures }: Pick<KeptReport, 'id' | 'figures'>, portalUrl: string) {
  const subject = subjectLine(`[Báo cáo tình hình thực hiện] ${periodName(id)}: đề nghị xem trước khi gửi`);
  const blocks: Block[] = [
    { p: 'Kính gửi: Văn phòng Tỉnh ủy' },
    {
      p: `Hệ thống đã lập Báo cáo tình hình thực hiện chế độ thông tin, báo cáo ${periodName(id)}. Đề nghị Văn phòng xem, rồi phát hành; sau khi phát hành, hệ thống báo cho Thường trực Tỉnh ủy.`,
    },
    told(figures),
    { link: `${portalUrl}${PAGE}`, label: 'Xem và phát hành tại' },
    ...closing.slice(1),
  ];
  return { subject, ...render(subject, blocks) };
}

/** Tells a leader that the Office has released a month's report. */
export function composeReportReleased({ id, figures }: Pick<KeptReport, 'id' | 'figures'>, portalUrl: string) {
  const subject = subjectLine(`[Báo cáo tình hình thực hiện] ${periodName(id)}`);
  const blocks: Block[] = [
    { p: 'Kính gửi: Thường trực Tỉnh ủy' },
    {
      p: `Văn phòng Tỉnh ủy kính trình Báo cáo tình hình thực hiện chế độ thông tin, báo cáo ${periodName(id)}.`,
    },
    told(figures),
    { link: `${portalUrl}${PAGE}`, label: 'Xem báo cáo tại' },
    ...closing.slice(1),
  ];
  return { subject, ...render(subject, blocks) };
}
