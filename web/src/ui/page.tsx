import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { arrive } from '../router/location.ts';

export interface PageProps {
  /** The heading, and the title of the tab. */
  title: string;
  /** Beside the heading: what can be done here. */
  actions?: ComponentChildren;
  /** Back to where this page belongs; who came from there finds it as it was left. */
  back?: { href: string; label: string };
  children: ComponentChildren;
}

/** Whether a page has been shown before: the first one leaves the focus at the top, where the reader is. */
let visited = false;

/** The frame of each page: its title in the tab, and the reader at its heading, or where it was left, when one comes from another page. */
export function Page({ title, actions, back, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Đúng hạn`;
  }, [title]);
  useEffect(() => {
    if (visited) {
      heading.current?.focus({ preventScroll: true });
      arrive();
    }
    visited = true;
  }, []);
  return (
    <>
      {back && (
        <p class="back">
          <a href={back.href} data-back>
            ← {back.label}
          </a>
        </p>
      )}
      <div class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions && <div class="page-actions">{actions}</div>}
      </div>
      {children}
    </>
  );
}
