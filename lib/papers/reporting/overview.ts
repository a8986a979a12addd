import { formatInstant } from '../../calendar/vietnamese.ts';
import type { Change } from '../../compliance/change.ts';
import { type Block, paragraph } from '../paper.ts';
import { spanName } from '../span.ts';
import { number, percent } from '../words.ts';
import type { ReportInput } from './input.ts';
import { scopeOf } from './scope.ts';

function difference(points: number): string {
  const rounded = Math.round(points * 1000) / 10;
  if (rounded === 0) return 'không thay đổi';
  const size = Math.abs(rounded).toLocaleString('vi-VN', { maximumFractionDigits: 1 });
  return `${rounded > 0 ? 'tăng' : 'giảm'} ${size} điểm phần trăm`;
}

/** What share came on time, and how that changed; or why no share can be told. */
function shareIn({ figures: { total }, before }: ReportInput, change: Change): string {
  if (change.after === undefined)
    return total.notYetDue > 0
      ? 'Chưa có báo cáo nào đến hạn nên chưa tính tỷ lệ đúng hạn.'
      : 'Tất cả báo cáo đều được miễn nên không tính tỷ lệ đúng hạn.';
  const told = `Tỷ lệ đúng hạn đạt ${percent(change.after)} số báo cáo đã đến hạn`;
  if (before === undefined || change.before === undefined) return `${told}.`;
  return `${told}. So với ${spanName(before.span)} (${percent(change.before)}), tỷ lệ đúng hạn ${difference(change.after - change.before)}.`;
}

function counts(input: ReportInput, change: Change): string {
  const { figures, span, unreadable } = input;
  const { total, units } = figures;
  if (total.expected === 0) return `Trong ${spanName(span)} không có báo cáo nào phải gửi.`;
  const verdicts = [
    `${number(total.onTime)} báo cáo gửi đúng hạn`,
    `${number(total.late)} báo cáo gửi chậm`,
    `${number(total.missing)} báo cáo chưa gửi`,
    ...(total.notYetDue > 0 ? [`${number(total.notYetDue)} báo cáo chưa đến hạn`] : []),
    ...(total.waived > 0 ? [`${number(total.waived)} báo cáo được miễn`] : []),
  ];
  return [
    `Tổng số báo cáo phải gửi: ${number(total.expected)}, của ${number(units.length)} đơn vị. Trong đó: ${verdicts.join('; ')}.`,
    ...(total.returned > 0 ? [`Có ${number(total.returned)} báo cáo bị trả lại, đang chờ bổ sung.`] : []),
    shareIn(input, change),
    ...(unreadable.length > 0
      ? [`Trong số báo cáo đã nhận, có ${number(unreadable.length)} tệp không trích được nội dung, phải đọc trực tiếp.`]
      : []),
  ].join(' ');
}

/** The figures in all, in words, and how they changed. */
export function overview(input: ReportInput, change: Change): Block[] {
  const { figures, source } = input;
  const { what, only } = scopeOf(input);
  const scope = only === undefined ? what : `${what} ${only}`;
  return [
    paragraph(
      `Thực hiện ${source}, Văn phòng Tỉnh ủy báo cáo Thường trực Tỉnh ủy tình hình thực hiện ${scope} của các cơ quan, đơn vị, địa phương như sau (số liệu tính đến ${formatInstant(figures.at)}):`,
    ),
    { kind: 'heading', level: 1, text: 'TÌNH HÌNH CHUNG' },
    paragraph(counts(input, change)),
  ];
}
