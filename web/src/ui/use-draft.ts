import { useCallback, useState } from 'preact/hooks';
import { useApp } from '../app.ts';

function stored<Value>(key: string, empty: Value): Value {
  const text = sessionStorage.getItem(key);
  return text === null ? empty : (JSON.parse(text) as Value);
}

/**
 * What somebody types, kept as it is typed until it is sent: over a reload, a lost connection, a session that ended. It
 * belongs to the person, the tab and the form named by `name`, and goes with the sign-out. The third of the answer forgets it.
 */
export function useDraft<Value>(name: string, empty: Value): [Value, (change: Partial<Value>) => void, () => void] {
  const { me } = useApp();
  const key = `draft.${me.user}.${name}`;
  const [value, setValue] = useState(() => stored(key, empty));
  const change = useCallback(
    (part: Partial<Value>) =>
      setValue((before) => {
        const after = { ...before, ...part };
        sessionStorage.setItem(key, JSON.stringify(after));
        return after;
      }),
    [key],
  );
  const forget = useCallback(() => sessionStorage.removeItem(key), [key]);
  return [value, change, forget];
}
