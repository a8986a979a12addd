import { formatDate, formatInstant } from '../../../lib/calendar/vietnamese.ts';
import { reportName } from '../../../lib/notices/text/names.ts';
import type { KeptMail } from '../mail/outbox.ts';
import { type Html, html } from './html.ts';

/** One report of one period, with what became of it in all units. */
export interface PeriodRow {
  period: string;
  lastDay: string;
  expected: number;
  onTime: number;
  late: number;
  missing: number;
  notYetDue: number;
  waived: number;
}

export interface StatusPage {
  url: string;
  now: string;
  standing: boolean;
  viewer: string;
  /** Names of the alarms that are on. */
  alarms: readonly string[];
  deadLetters: number;
  /** A unit to show the commands with. */
  exampleUser: string;
  /** Undefined when the API could not be asked. */
  periods: readonly PeriodRow[] | undefined;
  /** The latest letters, newest first. */
  mail: readonly KeptMail[];
}

const periodRow = (row: PeriodRow) => html`<tr>
  <td>${reportName({ period: row.period })}</td>
  <td>${formatDate(row.lastDay)}</td>
  <td class="n">${row.expected}</td>
  <td class="n">${row.onTime}</td>
  <td class="n">${row.late}</td>
  <td class="n">${row.missing}</td>
  <td class="n">${row.notYetDue}</td>
  <td class="n">${row.waived}</td>
</tr>`;

function periods(rows: StatusPage['periods']): Html {
  if (!rows) return html`<p>Chưa hỏi được hệ thống; đề nghị xem nhật ký trong thư mục dữ liệu.</p>`;
  if (rows.length === 0) return html`<p>Chưa có báo cáo nào được mở.</p>`;
  return html`<table>
<thead><tr><th>Báo cáo</th><th>Chậm nhất hết ngày</th><th>Phải gửi</th><th>Đúng hạn</th><th>Chậm</th><th>Chưa gửi</th><th>Chưa đến hạn</th><th>Được miễn</th></tr></thead>
<tbody>${rows.map(periodRow)}</tbody>
</table>`;
}

const mailRow = ({ at, to, cc, subject }: KeptMail) =>
  html`<tr><td>${formatInstant(at)}</td><td>${[...to, ...cc].join(', ')}</td><td>${subject}</td></tr>`;

const mails = (items: readonly KeptMail[]): Html =>
  items.length === 0
    ? html`<p>Chưa có thư nào.</p>`
    : html`<table>
<thead><tr><th>Lúc</th><th>Người nhận</th><th>Tiêu đề</th></tr></thead>
<tbody>${items.map(mailRow)}</tbody>
</table>`;

const commands = (
  url: string,
  user: string,
): string => `# 1. Lấy mã truy cập của một đơn vị (tên các tài khoản: ${url}/local/status)
TOKEN=$(curl -s ${url}/local/token -d '{"user":"${user}"}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')

# 2. Xem các báo cáo phải gửi
curl -s ${url}/v1/obligations -H "Authorization: Bearer $TOKEN"

# 3. Khai báo lần gửi: mỗi tệp kèm kích thước và SHA-256 (base64)
SIZE=$(wc -c < bao-cao.pdf | tr -d ' ')
SHA=$(openssl dgst -sha256 -binary bao-cao.pdf | openssl base64)
curl -s ${url}/v1/obligations/MÃ_BÁO_CÁO/submissions -H "Authorization: Bearer $TOKEN" -o lan-gui.json \\
  -d '{"documentNumber":"12-BC/HU","documentDate":"2026-10-20","signedBy":"Nguyễn Văn A","secrecy":"none",
       "files":[{"name":"bao-cao.pdf","size":'$SIZE',"type":"application/pdf","sha256":"'$SHA'","role":"main"}]}'

# 4. Gửi tệp tới địa chỉ được cấp, kèm các trường được cấp (lệnh này cho lần gửi có một tệp)
sed 's/.*"fields":{\\([^}]*\\)}.*/\\1/; s/","/"\\n"/g' lan-gui.json | sed 's/^"\\([^"]*\\)":"\\(.*\\)"$/form-string = "\\1=\\2"/' > truong.txt
curl -s "$(sed 's/.*"url":"\\([^"]*\\)".*/\\1/' lan-gui.json)" -K truong.txt -F file=@bao-cao.pdf

# 5. Xem kết quả và biên nhận
curl -s ${url}/v1/submissions/$(sed 's/^{"id":"\\([^"]*\\)".*/\\1/' lan-gui.json) -H "Authorization: Bearer $TOKEN"

# Đi tới một thời điểm khác: mọi lịch ở giữa được chạy lần lượt
curl -s ${url}/local/clock -d '{"now":"2026-10-27T01:00:00Z"}'`;

/** The page at `/local/`: what is due, what was sent, how to file. Vietnamese, and without any script. */
export function statusPage(page: StatusPage): string {
  const { url, now, standing, viewer, alarms, deadLetters, exampleUser } = page;
  return html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="30">
<title>Đúng hạn trên máy này</title>
<link rel="stylesheet" href="/local/style.css">
</head>
<body>
<main>
<h1>Đúng hạn <small>chạy trên máy này</small></h1>
<p>Đồng hồ: <strong>${formatInstant(now)}</strong> ${standing ? '(đứng yên cho đến khi được chuyển)' : '(theo giờ thực)'}</p>
${alarms.length > 0 ? html`<p class="alert">Cảnh báo đang bật: ${alarms.join(', ')}. <a href="/local/alarms">Xem tất cả cảnh báo</a></p>` : undefined}
${deadLetters > 0 ? html`<p class="alert">Có ${deadLetters} sự kiện không xử lý được; xem tại <a href="/local/queues">hàng đợi</a>.</p>` : undefined}
<h2>Báo cáo đến hạn và chưa gửi</h2>
${periods(page.periods)}
<h2>Thư gửi gần đây</h2>
${mails(page.mail)}
<p><a href="${viewer}">Đọc toàn bộ thư</a></p>
<h2>Gửi báo cáo bằng curl</h2>
<pre>${commands(url, exampleUser)}</pre>
<p><a href="/">Trang Đúng hạn</a> · <a href="/v1/openapi.json">Mô tả API</a> · <a href="/local/status">Trạng thái</a></p>
</main>
</body>
</html>
`.text;
}
