import type { Session } from '../session/session.ts';

const texts = {
  left: { title: 'Đã đăng xuất', text: 'Đồng chí đã đăng xuất khỏi hệ thống Đúng hạn.' },
  refused: {
    title: 'Chưa đăng nhập được',
    text: 'Lần đăng nhập không hoàn tất hoặc không do trang này bắt đầu. Đề nghị đăng nhập lại.',
  },
  broken: {
    title: 'Chưa mở được hệ thống',
    text: 'Chưa liên lạc được với hệ thống. Đề nghị kiểm tra đường truyền rồi tải lại trang.',
  },
} as const;

/** The page of those who are not signed in and for whom going on by itself would be wrong. */
export function Entrance({ why, session }: { why: keyof typeof texts; session?: Session | undefined }) {
  const { title, text } = texts[why];
  return (
    <main class="entrance">
      <h1>{title}</h1>
      <p>{text}</p>
      {session ? (
        <button type="button" class="button button-main" onClick={() => void session.signIn('/')}>
          Đăng nhập
        </button>
      ) : (
        <button type="button" class="button button-main" onClick={() => location.reload()}>
          Tải lại trang
        </button>
      )}
    </main>
  );
}

/** The page of an account that the Office has not given a role, or has taken it from. */
export function NoAccount({ session, detail }: { session: Session; detail: string }) {
  return (
    <main class="entrance">
      <h1>Tài khoản chưa được cấp quyền</h1>
      <p>{detail}</p>
      <button type="button" class="button button-main" onClick={() => void session.signOut()}>
        Đăng xuất
      </button>
    </main>
  );
}
