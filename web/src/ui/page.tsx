import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export interface PageProps {
  /** The heading, and the title of the tab. */
  title: string;
  /** Beside the heading: what can be done here. */
  actions?: ComponentChildren;
  /** Back to where this page belongs. */
  back?: { href: string; label: string };
  children: ComponentChildren;
}

/** Whether a page has been shown before: the first one leaves the focus at the top, where the reader is. */
let visited = false;

/** The frame of each page: its title in the tab, and the focus on its heading when one comes from another page. */
export function Page({ title, actions, back, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Đúng hạn`;
  }, [title]);
  useEffect(() => {
    if (visited) heading.current?.focus();
    visited = true;
  }, []);
  return (
    <>
      {back && (
        <p class="back">
          <a href={back.href}>← {back.label}</a>
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
