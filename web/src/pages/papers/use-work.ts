import { useState } from 'preact/hooks';

/** One thing at a time that may take a while and may fail: whether it goes on, and what went wrong. */
export function useWork() {
  const [state, setState] = useState<{ busy: boolean; error?: unknown }>({ busy: false });
  const run = async (work: () => Promise<void>): Promise<void> => {
    setState({ busy: true });
    try {
      await work();
      setState({ busy: false });
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return { ...state, run };
}
