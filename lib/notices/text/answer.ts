import { formatDate, formatInstant } from '../../calendar/vietnamese.ts';
import { parsePeriod } from '../../regime/periods.ts';
import type { Receipt } from '../../submissions/receipt.ts';
import type { Submission } from '../../submissions/submission.ts';
import { render, subjectLine } from './markup.ts';
import { atOnceWords, type Named, periodName, reportName } from './names.ts';
import { closing } from './signature.ts';

const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1024).toLocaleString('vi-VN')} KB`;

/** The verdict as people say it: "đúng hạn", "chậm 3 ngày". */
export function verdictWords({ verdict, daysLate }: Pick<Receipt, 'verdict' | 'daysLate'>): string {
  switch (verdict) {
    case 'on-time':
      return 'đúng hạn';
    case 'late':
      return `chậm ${daysLate ?? 0} ngày`;
    case 'missing':
      return 'chưa gửi';
    case 'not-yet-due':
      return 'chưa đến hạn';
    case 'waived':
      return 'được miễn';
  }
}

/** The receipt by mail: proof that can be kept and compared with the register. */
export function composeReceipt(receipt: Receipt, portalUrl: string) {
  const { name: report, rule, period, lastDay } = receipt.report;
  const subject = subjectLine(`[Biên nhận] ${report}: ${verdictWords(receipt)}`);
  const facts = [
    ['Số biên nhận', receipt.number],
    ['Đơn vị gửi', receipt.unit.name],
    ['Báo cáo', `${report}${parsePeriod(period) ? ` (${periodName(period)})` : ''}, lần gửi thứ ${receipt.version}`],
    ['Số, ngày văn bản', `${receipt.documentNumber}, ngày ${formatDate(receipt.documentDate)}`],
    ['Người ký', receipt.signedBy],
    ['Thời điểm nhận đủ', formatInstant(receipt.receivedAt)],
    ['Hạn gửi', lastDay === undefined ? atOnceWords(rule) : `chậm nhất hết ngày ${formatDate(lastDay)}`],
    ['Kết quả', verdictWords(receipt)],
    ['Quy định áp dụng', receipt.regimeVersion],
    ['Mã xác thực', receipt.historyHash],
  ];
  const files = receipt.files.map((file) => [
    file.name,
    file.role === 'main' ? 'văn bản chính' : 'phụ lục',
    kilobytes(file.size),
    file.sha256,
  ]);
  const early = receipt.early ? [{ p: 'Báo cáo được gửi trước khi kết thúc kỳ báo cáo.' }] : [];
  const blocks = [
    { p: `Kính gửi: ${receipt.unit.name}` },
    { p: 'Văn phòng Tỉnh ủy xác nhận đã nhận đủ báo cáo của đơn vị.' },
    { table: { head: ['Nội dung', 'Chi tiết'], rows: facts.map((row) => row.map(String)) } },
    { table: { head: ['Tệp', 'Loại', 'Dung lượng', 'SHA-256 (base64)'], rows: files } },
    ...early,
    { link: portalUrl, label: 'Xem báo cáo đã gửi' },
    ...closing,
  ];
  return { subject, ...render(subject, blocks) };
}

/** Tells a unit that a file was refused after it was stored, why, and that the report still counts as not sent. */
export function composeQuarantine(unit: { name: string }, named: Named, submission: Submission, portalUrl: string) {
  const report = reportName(named);
  const subject = subjectLine(`[Chưa tiếp nhận] ${report}: tệp không đạt kiểm tra`);
  const rows = Object.values(submission.files).flatMap((file) =>
    (file.stored?.refused ?? []).map(({ detail }) => [file.name, detail]),
  );
  const blocks = [
    { p: `Kính gửi: ${unit.name}` },
    {
      p: `Lần gửi ${report} (văn bản số ${submission.documentNumber}) chưa được tiếp nhận vì có tệp không đạt kiểm tra. ${
        submission.receivedAt === undefined ? '' : 'Biên nhận đã cấp không còn giá trị. '
      }Báo cáo được tính là chưa gửi; đề nghị đơn vị sửa và gửi lại.`,
    },
    { table: { head: ['Tệp', 'Lý do'], rows } },
    { link: portalUrl, label: 'Nơi gửi báo cáo' },
    ...closing,
  ];
  return { subject, ...render(subject, blocks) };
}
