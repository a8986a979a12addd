import { useLayoutEffect } from 'preact/hooks';

/** Gives a page the whole width of the screen: for tables and documents, which lines of text would not want. */
export function useWide(): void {
  useLayoutEffect(() => {
    document.body.classList.add('wide');
    return () => document.body.classList.remove('wide');
  }, []);
}
