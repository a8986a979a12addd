import { useCallback, useState } from 'preact/hooks';
import { ConnectionLost } from '../../api/problem.ts';
import type { OpenedRequest } from '../../api/types.ts';
import { explain } from '../../ui/states.tsx';
import { sendFile } from './attachments.ts';

/** How far a file has come. */
export interface FileState {
  name: string;
  part: number;
  state: 'waiting' | 'sending' | 'sent' | 'failed';
  /** Why it failed. */
  reason?: string;
}

const reasonOf = (error: unknown): string =>
  error instanceof ConnectionLost ? explain(error).detail : 'Kho tài liệu không nhận tệp này. Đề nghị thử lại.';

/** Sends files one after the other, on slow lines the surest way; a failed one stops none of the others. */
export function useFileSending() {
  const [states, setStates] = useState<FileState[]>([]);
  const set = useCallback(
    (name: string, change: Partial<FileState>) =>
      setStates((before) => before.map((state) => (state.name === name ? { ...state, ...change } : state))),
    [],
  );
  const send = useCallback(
    async (files: readonly File[], uploads: OpenedRequest['uploads']): Promise<void> => {
      setStates((before) => [
        ...before.filter((state) => files.every(({ name }) => name !== state.name)),
        ...files.map(({ name }): FileState => ({ name, part: 0, state: 'waiting' })),
      ]);
      for (const file of files) {
        const form = uploads.find(({ name }) => name === file.name);
        set(file.name, { state: 'sending' });
        try {
          if (!form) throw new Error(`no form for ${file.name}`);
          await sendFile(form, file, (part) => set(file.name, { part }));
          set(file.name, { part: 1, state: 'sent' });
        } catch (error) {
          set(file.name, { state: 'failed', reason: reasonOf(error) });
        }
      }
    },
    [set],
  );
  return { states, send };
}
