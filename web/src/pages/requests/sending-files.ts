import { useCallback, useState } from 'preact/hooks';
import type { OpenedRequest } from '../../api/types.ts';
import { plainName } from '../../filing/check.ts';
import { UploadFailed, upload } from '../../filing/upload.ts';

/** How far a file has come. */
export interface FileState {
  name: string;
  part: number;
  state: 'waiting' | 'sending' | 'sent' | 'failed';
  /** Why it failed. */
  reason?: string;
}

const reasonOf = (error: unknown): string =>
  error instanceof UploadFailed && !error.expired
    ? 'Tệp chưa tới nơi. Đề nghị kiểm tra đường truyền rồi gửi lại.'
    : 'Thời gian gửi tệp của lần này đã hết. Đề nghị gửi lại.';

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
        const form = uploads.find(({ name }) => name === plainName(file.name));
        set(file.name, { state: 'sending' });
        try {
          if (!form) throw new Error(`no form for ${file.name}`);
          await upload(form, file, (bytes) => set(file.name, { part: bytes / file.size }));
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
