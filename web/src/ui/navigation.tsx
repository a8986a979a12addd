import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useApp } from '../app.ts';
import { usePlace } from '../router/location.ts';
import { routes } from '../routes.ts';

/** Where one can go: all in a row, or on narrow screens folded behind a button, which Escape and any step elsewhere fold again. */
export function Navigation() {
  const { me } = useApp();
  const { path } = usePlace();
  const [open, setOpen] = useState(false);
  const nav = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const list = useId();
  useEffect(() => {
    if (!open) return;
    const ending = new AbortController();
    const { signal } = ending;
    const close = () => setOpen(false);
    const isIn = (element: Element | null, { target }: Event) => target instanceof Node && element?.contains(target);
    document.addEventListener('click', (event) => isIn(button.current, event) || close(), { signal });
    document.addEventListener('focusin', (event) => isIn(nav.current, event) || close(), { signal });
    document.addEventListener(
      'keydown',
      ({ key }) => {
        if (key !== 'Escape') return;
        button.current?.focus();
        close();
      },
      { signal },
    );
    return () => ending.abort();
  }, [open]);
  const items = routes.filter(({ menu, roles }) => menu !== undefined && roles.includes(me.role));
  return (
    <nav ref={nav} aria-label="Danh mục chính">
      <button
        ref={button}
        type="button"
        class="button menu-button"
        aria-expanded={open}
        aria-controls={list}
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">☰</span> Danh mục
      </button>
      <ul id={list} class={open ? 'menu-open' : undefined}>
        {items.map((item) => (
          <li key={item.path}>
            <a href={item.path} aria-current={item.path === path ? 'page' : undefined}>
              {item.menu}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
