import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';

const PAGE_ROWS = 10;

const linkIn = (cell: Element | null | undefined): HTMLAnchorElement | null => cell?.querySelector('a') ?? null;

/** The first link from a cell on, in steps along its row. */
function alongRow(cell: HTMLTableCellElement, step: 1 | -1): HTMLAnchorElement | null {
  const { cells } = cell.parentElement as HTMLTableRowElement;
  for (let i = cell.cellIndex + step; i > 0 && i < cells.length; i += step) {
    const link = linkIn(cells[i]);
    if (link) return link;
  }
  return null;
}

/** The link in the same column some rows away; empty cells are passed over, and the last that there is will do. */
function alongColumn(cell: HTMLTableCellElement, rows: number): HTMLAnchorElement | null {
  let row: Element | null = cell.parentElement;
  let found: HTMLAnchorElement | null = null;
  for (let left = Math.abs(rows); row && left > 0; ) {
    row = rows > 0 ? row.nextElementSibling : row.previousElementSibling;
    const link = linkIn(row?.children[cell.cellIndex]);
    if (!link) continue;
    found = link;
    left -= 1;
  }
  return found;
}

/** Where a key leads from a cell; undefined for keys that mean something else, null where there is nothing. */
function targetOf(event: KeyboardEvent, cell: HTMLTableCellElement): HTMLAnchorElement | null | undefined {
  const row = cell.parentElement;
  const ends = event.ctrlKey ? row?.parentElement : row;
  const links = () => ends?.querySelectorAll('a') ?? [];
  switch (event.key) {
    case 'ArrowRight':
      return alongRow(cell, 1);
    case 'ArrowLeft':
      return alongRow(cell, -1);
    case 'ArrowDown':
      return alongColumn(cell, 1);
    case 'ArrowUp':
      return alongColumn(cell, -1);
    case 'PageDown':
      return alongColumn(cell, PAGE_ROWS);
    case 'PageUp':
      return alongColumn(cell, -PAGE_ROWS);
    case 'Home':
      return links()[0] ?? null;
    case 'End':
      return [...links()].pop() ?? null;
    default:
      return undefined;
  }
}

/**
 * Makes the links of a table one stop of the Tab key, with the arrow keys between them. It stays a plain table of links, which
 * screen readers walk by their own commands and announce with row and column. Done in the document itself: to render
 * thousands of cells again because the focus moved by one would be felt.
 */
export function useCellFocus(body: RefObject<HTMLTableSectionElement | null>, rows: unknown): void {
  useEffect(() => {
    const element = body.current;
    if (!element) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const cell = event.target instanceof Element ? event.target.closest('td') : null;
      if (!cell || event.altKey || event.metaKey) return;
      const target = targetOf(event, cell);
      if (target === undefined) return;
      event.preventDefault();
      target?.focus();
    };
    const onFocus = (event: FocusEvent) => {
      if (!(event.target instanceof HTMLAnchorElement)) return;
      for (const stop of element.querySelectorAll<HTMLElement>('a[tabindex="0"]')) stop.tabIndex = -1;
      event.target.tabIndex = 0;
    };
    element.addEventListener('keydown', onKeyDown);
    element.addEventListener('focusin', onFocus);
    return () => {
      element.removeEventListener('keydown', onKeyDown);
      element.removeEventListener('focusin', onFocus);
    };
  }, [body]);
  useLayoutEffect(() => {
    const element = body.current;
    if (!element || element.querySelector('a[tabindex="0"]')) return;
    const first = element.querySelector('a');
    if (first) first.tabIndex = 0;
  }, [body, rows]);
}
