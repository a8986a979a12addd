import { useEffect } from 'preact/hooks';
import { setGuard } from '../router/location.ts';
import { ask } from './confirm.tsx';

/** Has whoever leaves this page asked first, by a link, the browser's buttons or the tab's end, as long as it matters. */
export function useLeavingWarning(matters: boolean, text: string): void {
  useEffect(() => {
    if (!matters) return;
    const stop = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', stop);
    setGuard(() => ask({ title: 'Rời trang này?', text, yes: 'Rời trang', no: 'Ở lại' }));
    return () => {
      removeEventListener('beforeunload', stop);
      setGuard(undefined);
    };
  }, [matters, text]);
}
