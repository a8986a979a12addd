import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../app.ts';
import type { Api } from './client.ts';

/** Data on its way: what was there before stays in sight while it is asked for again. */
export interface Data<Value> {
  value: Value | undefined;
  error: unknown;
  loading: boolean;
  reload: () => void;
}

/**
 * Asks the API for what a page shows, again whenever `key` changes, and forgets answers that come too late. `load` gets
 * a signal that ends with the page.
 */
export function useData<Value>(key: string, load: (api: Api, signal: AbortSignal) => Promise<Value>): Data<Value> {
  const { api } = useApp();
  const [state, setState] = useState<{ key: string; value?: Value; error?: unknown; loading: boolean }>({
    key,
    loading: true,
  });
  const [turn, setTurn] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    const ending = new AbortController();
    setState((before) => (before.key === key ? { ...before, loading: true } : { key, loading: true }));
    latest.current(api, ending.signal).then(
      (value) => ending.signal.aborted || setState({ key, value, loading: false }),
      (error: unknown) => ending.signal.aborted || setState((before) => ({ ...before, error, loading: false })),
    );
    return () => ending.abort();
  }, [api, key, turn]);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const current = state.key === key ? state : { key, loading: true };
  return { value: current.value, error: current.error, loading: current.loading, reload };
}
