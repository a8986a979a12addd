import { formatInstant } from '../../calendar/vietnamese.ts';
import type { Change } from '../../compliance/change.ts';
import { type Block, paragraph } from '../paper.ts';
import { spanName } from '../span.ts';
import { percent } from '../words.ts';
import type { ReportInput } from './input.ts';

function difference(points: number): string {
  const rounded = Math.round(points * 1000) / 10;
  if (rounded === 0) return 'không thay đổi';
  const size = Math.abs(rounded).toLocaleString('vi-VN', { maximumFractionDigits: 1 });
  return `${rounded > 0 ? 'tăng' : 'giảm'} ${size} điểm phần trăm`;
}

/** The figures in all, in words, and how they changed. */
export function overview({ span, figures, before, unreadable, source }: ReportInput, change: Change): Block[] {
  const { total, at } = figures;
  const pending = total.notYetDue > 0 ? `; ${total.notYetDue} báo cáo chưa đến hạn` : '';
  const waived = total.waived > 0 ? `; ${total.waived} báo cáo được miễn` : '';
  const returned = total.returned > 0 ? ` Có ${total.returned} báo cáo bị trả lại, đang chờ bổ sung.` : '';
  const unread =
    unreadable.length > 0
      ? ` Trong số báo cáo đã nhận, có ${unreadable.length} tệp không trích được nội dung, phải đọc trực tiếp.`
      : '';
  const compared =
    before && change.before !== undefined && change.after !== undefined
      ? ` So với ${spanName(before.span)} (${percent(change.before)}), tỷ lệ đúng hạn ${difference(change.after - change.before)}.`
      : '';
  return [
    paragraph(
      `Thực hiện ${source}, Văn phòng Tỉnh ủy báo cáo Thường trực Tỉnh ủy tình hình thực hiện chế độ thông tin, báo cáo ${spanName(span)} của các cơ quan, đơn vị, địa phương như sau (số liệu tính đến ${formatInstant(at)}):`,
    ),
    { kind: 'heading', level: 1, text: 'TÌNH HÌNH CHUNG' },
    paragraph(
      `Tổng số báo cáo phải gửi: ${total.expected}, của ${figures.units.length} đơn vị. Trong đó: ${total.onTime} báo cáo gửi đúng hạn; ${total.late} báo cáo gửi chậm; ${total.missing} báo cáo chưa gửi${pending}${waived}.${returned} Tỷ lệ đúng hạn đạt ${percent(change.after)} số báo cáo đã đến hạn.${compared}${unread}`,
    ),
  ];
}
