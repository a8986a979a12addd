import type { Receipt } from '../../api/types.ts';
import { VerdictBadge } from '../../ui/badge.tsx';
import { type Column, DataTable } from '../../ui/table.tsx';
import { formatDate, formatInstant } from '../../words/dates.ts';
import { atOnceWords, formatSize, isPeriodic } from '../../words/names.ts';

type File = Receipt['files'][number];

const columns: readonly Column<File>[] = [
  { id: 'name', title: 'Tệp', cell: ({ name }) => name },
  { id: 'role', title: 'Vai trò', cell: ({ role }) => (role === 'main' ? 'Văn bản chính' : 'Phụ lục') },
  { id: 'size', title: 'Dung lượng', cell: ({ size }) => formatSize(size), number: true },
  { id: 'sha256', title: 'SHA-256 (base64)', cell: ({ sha256 }) => <span class="hash">{sha256}</span> },
];

/** The proof of filing, on the screen and on paper. */
export function ReceiptView({ receipt }: { receipt: Receipt }) {
  const { number, unit, report, documentNumber, documentDate, signedBy, receivedAt, verdict, daysLate } = receipt;
  return (
    <section class="card" aria-label="Biên nhận">
      <p class="receipt-head">VĂN PHÒNG TỈNH ỦY · HỆ THỐNG ĐÚNG HẠN</p>
      <h2 class="receipt-title">Biên nhận báo cáo</h2>
      <dl class="facts">
        <dt>Số biên nhận</dt>
        <dd>
          <strong>{number}</strong>
        </dd>
        <dt>Đơn vị gửi</dt>
        <dd>{unit.name}</dd>
        <dt>Báo cáo</dt>
        <dd>
          {report.name}
          {isPeriodic(report.period) &&
            ` (kỳ từ ngày ${formatDate(report.from)} đến hết ngày ${formatDate(report.to)})`}
        </dd>
        <dt>Văn bản</dt>
        <dd>
          Số {documentNumber}, ngày {formatDate(documentDate)}, người ký: {signedBy}
        </dd>
        <dt>Hạn gửi</dt>
        <dd>{report.lastDay ? `chậm nhất hết ngày ${formatDate(report.lastDay)}` : atOnceWords(report.rule)}</dd>
        <dt>Thời điểm nhận</dt>
        <dd>
          <strong>{formatInstant(receivedAt)}</strong>
        </dd>
        <dt>Kết quả</dt>
        <dd>
          <VerdictBadge verdict={verdict} daysLate={daysLate} />
          {receipt.early && ' Gửi trước khi kết thúc kỳ báo cáo.'}
        </dd>
        <dt>Lần gửi được tính</dt>
        <dd>thứ {receipt.version}</dd>
        <dt>Mã xác thực lịch sử</dt>
        <dd class="hash">{receipt.historyHash}</dd>
      </dl>
      <DataTable caption="Các tệp đã nhận" columns={columns} rows={receipt.files} keyOf={({ name }) => name} empty="" />
      <p class="soft">
        Thời điểm nhận là lúc hệ thống lưu xong tệp cuối cùng, theo đồng hồ của hệ thống (giờ Việt Nam). Mã SHA-256 cho
        phép đối chiếu đúng tệp đã nhận.
      </p>
    </section>
  );
}
