import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../app.ts';
import { roleNames } from '../words/names.ts';
import { ConfirmHost } from './confirm.tsx';
import { Dialog } from './dialog.tsx';
import { Navigation } from './navigation.tsx';
import { OfflineBanner } from './offline.tsx';

/** Shown over the page when the session is over: the page and what was typed stay, and are there again afterwards. */
function SessionEndedDialog() {
  const { session } = useApp();
  const [ended, setEnded] = useState(false);
  useEffect(() => session.onEnded(() => setEnded(true)), [session]);
  if (!ended) return null;
  return (
    <Dialog
      title="Phiên làm việc đã hết hạn"
      actions={
        <button
          type="button"
          class="button button-main"
          onClick={() => void session.signIn(`${location.pathname}${location.search}`)}
        >
          Đăng nhập lại
        </button>
      }
    >
      <p>
        Đề nghị đăng nhập lại để tiếp tục. Nội dung đã nhập trên trang này được giữ lại; tệp đã chọn thì cần chọn lại.
      </p>
    </Dialog>
  );
}

/** The frame around every page: who is signed in, where one can go, and what concerns all pages. */
export function Shell({ children }: { children: ComponentChildren }) {
  const { me, session } = useApp();
  return (
    <>
      <a class="skip" href="#noi-dung">
        Đến nội dung chính
      </a>
      <header class="site-head">
        <div class="site-head-row">
          <a class="brand" href="/">
            <img src="/favicon.svg" alt="" width={28} height={28} />
            Đúng hạn
          </a>
          <p class="who">
            <span class="who-name">{me.unit?.name ?? roleNames[me.role]}</span>
            <button type="button" class="button button-quiet" onClick={() => void session.signOut()}>
              Đăng xuất
            </button>
          </p>
          <Navigation />
        </div>
      </header>
      <OfflineBanner />
      <main id="noi-dung" tabIndex={-1}>
        {children}
      </main>
      <ConfirmHost />
      <SessionEndedDialog />
    </>
  );
}
