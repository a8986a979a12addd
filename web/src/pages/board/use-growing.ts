import { useEffect, useState } from 'preact/hooks';

/** More than the tallest screen shows. */
export const FIRST_ROWS = 40;
/** As many as a slow computer lays out between two frames. */
const MORE_ROWS = 40;

/**
 * How many rows to show: a screenful at once and the rest between frames. In the end all of them stand in the document, so the
 * browser's own search, printing and screen readers find every unit, as they would not in a window that follows the scrolling.
 */
export function useGrowing(rows: readonly unknown[]): number {
  const [state, setState] = useState({ rows, count: FIRST_ROWS });
  const count = state.rows === rows ? state.count : FIRST_ROWS;
  const isWhole = count >= rows.length;
  useEffect(() => {
    if (isWhole) return;
    const timer = setTimeout(() => setState({ rows, count: count + MORE_ROWS }));
    return () => clearTimeout(timer);
  }, [rows, count, isWhole]);
  return Math.min(count, rows.length);
}
