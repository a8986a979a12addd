import type { ComponentChildren } from 'preact';
import { useEffect, useErrorBoundary, useLayoutEffect, useState } from 'preact/hooks';
import { useApp } from '../app.ts';
import { usePlace } from '../router/location.ts';
import { matchPath, type Params } from '../router/match.ts';
import { type PageModule, type Route, routes } from '../routes.ts';
import { Page } from './page.tsx';
import { Failure } from './states.tsx';

function find(path: string, role: string): { route: Route; params: Params } | undefined {
  for (const route of routes) {
    const params = route.roles.some((one) => one === role) ? matchPath(route.path, path) : undefined;
    if (params) return { route, params };
  }
  return undefined;
}

const NotFound = () => (
  <Page title="Không có trang này">
    <p>
      Địa chỉ có thể đã thay đổi, hoặc trang không dành cho tài khoản này. <a href="/">Về trang đầu</a>
    </p>
  </Page>
);

/** A page, or that it broke: a page that cannot be drawn would otherwise wait for ever. */
function Drawn({ children }: { children: ComponentChildren }) {
  const [error, reset] = useErrorBoundary((fault: unknown) => console.error(fault));
  if (error === undefined) return children;
  return (
    <Page title="Trang gặp lỗi">
      <Failure error={error} onRetry={reset} />
    </Page>
  );
}

type Shown = { route: Route; module?: PageModule; error?: unknown };

/** The page that the address asks for, loaded when it is first opened; the one before stays until it is there. */
export function Outlet() {
  const { me } = useApp();
  const { path } = usePlace();
  const found = find(path, me.role);
  const route = found?.route;
  const [shown, setShown] = useState<Shown>();
  const [turn, setTurn] = useState(0);
  const isWide = route?.wide === true;
  // By the address, before the page is there: or the head would widen under the reader's eyes.
  useLayoutEffect(() => {
    document.body.classList.toggle('wide', isWide);
  }, [isWide]);
  useEffect(() => {
    if (!route) return;
    let current = true;
    route.load().then(
      (module) => current && setShown({ route, module }),
      (error: unknown) => current && setShown({ route, error }),
    );
    return () => {
      current = false;
    };
    // A page that did not load is tried again.
  }, [route, turn]);
  if (!found) return <NotFound />;
  if (!shown || shown.route !== route) return <div class="waiting" aria-busy="true" />;
  if (!shown.module) return <Failure error={shown.error} onRetry={() => setTurn(turn + 1)} />;
  const Content = shown.module.default;
  return (
    <Drawn key={path}>
      <Content params={found.params} />
    </Drawn>
  );
}
