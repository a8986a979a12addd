import { html } from '../pages/html.ts';

export interface DemoAccount {
  user: string;
  role: string;
  name: string;
}

const page = (title: string, content: unknown): string =>
  html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/local/style.css">
</head>
<body>
<main>
<h1>Đúng hạn <small>chạy trên máy này</small></h1>
${content}
<p><a href="/local/">Trạng thái hệ thống trên máy này</a></p>
</main>
</body>
</html>
`.text;

const button = ({ user, name }: DemoAccount) =>
  html`<li><button name="user" value="${user}">${name} <small>${user}</small></button></li>`;

/** Where one picks whom to be; the request of the application goes along in the address. */
export function accountsPage(accounts: readonly DemoAccount[], query: URLSearchParams, search: string): string {
  const hidden = [...query].filter(([name]) => name !== 'q');
  return page(
    'Đăng nhập',
    html`<h2>Chọn tài khoản dùng thử</h2>
<form method="get" action="/local/sign-in/login" role="search">
${hidden.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<label for="q">Tìm đơn vị (không cần dấu)</label>
<input id="q" name="q" value="${search}">
<button>Tìm</button>
</form>
<form method="post" action="/local/sign-in/login?${query.toString()}">
${accounts.length > 0 ? html`<ul class="accounts">${accounts.map(button)}</ul>` : html`<p>Không có tài khoản nào phù hợp.</p>`}
</form>`,
  );
}

/** What is told here because it must not be told to an address that nobody registered. */
export const refusalPage = (): string =>
  page(
    'Yêu cầu đăng nhập không hợp lệ',
    html`<h2>Yêu cầu đăng nhập không hợp lệ</h2>
<p>Ứng dụng hoặc địa chỉ quay về chưa được đăng ký. Đề nghị mở lại trang Đúng hạn và đăng nhập từ đó.</p>`,
  );
