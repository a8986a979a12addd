import { formatDate, formatInstant } from '../../calendar/vietnamese.ts';
import { parsePeriod } from '../../regime/periods.ts';
import type { Receipt } from '../../submissions/receipt.ts';
import type { Submission } from '../../submissions/submission.ts';
import { type Block, type Facts, render, subjectLine } from './markup.ts';
import { atOnceWords, type Named, reportName } from './names.ts';
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

/** A regime's version, `353-CV/TU@2021-08-24`, as people say it. */
function regimeWords(version: string): string {
  const [number = version, from] = version.split('@');
  return from === undefined ? number : `văn bản số ${number}, áp dụng từ ngày ${formatDate(from)}`;
}

/** The receipt by mail: proof that can be kept and compared with the register. */
export function composeReceipt(receipt: Receipt, portalUrl: string) {
  const { name: report, rule, period, from, to, lastDay } = receipt.report;
  const window = parsePeriod(period) ? ` (kỳ từ ngày ${formatDate(from)} đến hết ngày ${formatDate(to)})` : '';
  const subject = subjectLine(`[Biên nhận] ${report}: ${verdictWords(receipt)}`);
  const facts: Facts = [
    ['Số biên nhận', receipt.number],
    ['Đơn vị gửi', receipt.unit.name],
    ['Báo cáo', `${report}${window}, lần gửi thứ ${receipt.version}`],
    ['Số, ngày văn bản', `${receipt.documentNumber}, ngày ${formatDate(receipt.documentDate)}`],
    ['Người ký', receipt.signedBy],
    ['Thời điểm nhận đủ', formatInstant(receipt.receivedAt)],
    ['Hạn gửi', lastDay === undefined ? atOnceWords(rule) : `chậm nhất hết ngày ${formatDate(lastDay)}`],
    ['Kết quả', verdictWords(receipt)],
    ['Quy định áp dụng', regimeWords(receipt.regimeVersion)],
    ['Mã xác thực', receipt.historyHash],
  ];
  const files = receipt.files.map((file) => [
    file.name,
    file.role === 'main' ? 'văn bản chính' : 'phụ lục',
    kilobytes(file.size),
    file.sha256,
  ]);
  const early = receipt.early ? [{ p: 'Báo cáo được gửi trước khi kết thúc kỳ báo cáo.' }] : [];
  const blocks: Block[] = [
    { p: `Kính gửi: ${receipt.unit.name}` },
    { p: 'Văn phòng Tỉnh ủy xác nhận đã nhận đủ báo cáo của đơn vị, cụ thể như sau:' },
    { facts },
    { p: 'Các tệp đã nhận:' },
    { table: { head: ['Tệp', 'Loại', 'Dung lượng', 'SHA-256 (base64)'], rows: files } },
    ...early,
    { link: portalUrl, label: 'Xem báo cáo đã gửi tại' },
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
  const blocks: Block[] = [
    { p: `Kính gửi: ${unit.name}` },
    {
      p: `Lần gửi ${report} (văn bản số ${submission.documentNumber}) chưa được tiếp nhận vì có tệp không đạt kiểm tra. ${
        submission.receivedAt === undefined ? '' : 'Biên nhận đã cấp không còn giá trị. '
      }Báo cáo được tính là chưa gửi; đề nghị đơn vị sửa và gửi lại.`,
    },
    { table: { head: ['Tệp', 'Lý do'], rows, inWords: ([file, reason]) => `${file}: ${reason}` } },
    { link: portalUrl, label: 'Gửi báo cáo tại' },
    ...closing,
  ];
  return { subject, ...render(subject, blocks) };
}
