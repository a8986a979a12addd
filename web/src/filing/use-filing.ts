import { useRef, useState } from 'preact/hooks';
import type { Declared, Submission } from '../api/types.ts';
import { useApp } from '../app.ts';
import { declared, digestOf } from './declare.ts';
import type { Chosen } from './files.ts';
import { UploadFailed, upload } from './upload.ts';

/** The document's particulars, as the manifest has them. */
export interface Particulars {
  documentNumber: string;
  /** Local date, `YYYY-MM-DD`. */
  documentDate: string;
  signedBy: string;
}

export type FileState = 'waiting' | 'sending' | 'sent' | 'failed';
export interface FileProgress {
  state: FileState;
  sent: number;
}

export type Filing =
  | { kind: 'editing'; error?: unknown }
  | { kind: 'preparing'; done: number }
  | { kind: 'sending'; files: Readonly<Record<string, FileProgress>> }
  /** Some files did not arrive; `expired`: their forms are good no more, and all must be declared again. */
  | { kind: 'stopped'; files: Readonly<Record<string, FileProgress>>; expired: boolean }
  | { kind: 'checking'; submission: string };

/** How often to look whether the files have been received, in milliseconds. */
const POLL_MS = 1000;
const POLLS = 90;

/** Files a report: digests, manifest, files one by one, then waits for what the system says of them. */
export function useFiling(obligation: string, onSettled: (submission: string) => void) {
  const { api } = useApp();
  const [filing, setFiling] = useState<Filing>({ kind: 'editing' });
  const digests = useRef(new Map<File, string>());
  const manifest = useRef<{ id: string; forms: ReadonlyMap<string, Declared['uploads'][number]> } | undefined>(
    undefined,
  );
  const progress = useRef<Record<string, FileProgress>>({});
  const running = useRef(false);

  async function prepare(chosen: readonly Chosen[]): Promise<void> {
    for (const [done, { file }] of chosen.entries()) {
      setFiling({ kind: 'preparing', done });
      if (!digests.current.has(file)) digests.current.set(file, await digestOf(file));
    }
  }

  async function declare(chosen: readonly Chosen[], particulars: Particulars): Promise<void> {
    const files = chosen.map(({ file, role }) => ({ ...declared(file, digests.current.get(file) ?? ''), role }));
    const { id, uploads } = await api.send<Declared>('POST', `/v1/obligations/${obligation}/submissions`, {
      ...particulars,
      secrecy: 'none',
      files,
    });
    // The forms come in the order of the manifest.
    const forms = new Map(chosen.flatMap(({ key }, i) => (uploads[i] ? [[key, uploads[i]] as const] : [])));
    manifest.current = { id, forms };
    progress.current = Object.fromEntries(chosen.map(({ key }) => [key, { state: 'waiting', sent: 0 }]));
  }

  const note = (key: string, state: FileState, sent: number): void => {
    progress.current = { ...progress.current, [key]: { state, sent } };
    setFiling({ kind: 'sending', files: progress.current });
  };

  /** Sends what has not arrived yet. */
  async function sendRest(chosen: readonly Chosen[]): Promise<void> {
    let expired = false;
    for (const { key, file } of chosen) {
      const form = manifest.current?.forms.get(key);
      if (!form || progress.current[key]?.state === 'sent') continue;
      note(key, 'sending', 0);
      try {
        await upload(form, file, (sent) => note(key, 'sending', sent));
        note(key, 'sent', file.size);
      } catch (error) {
        if (!(error instanceof UploadFailed)) throw error;
        note(key, 'failed', 0);
        if (!error.expired) continue;
        // The others' forms are as old.
        expired = true;
        break;
      }
    }
    const complete = Object.values(progress.current).every(({ state }) => state === 'sent');
    if (complete && manifest.current) await settle(manifest.current.id);
    else setFiling({ kind: 'stopped', files: progress.current, expired });
  }

  async function settle(submission: string): Promise<void> {
    setFiling({ kind: 'checking', submission });
    try {
      for (let poll = 0; poll < POLLS; poll += 1) {
        const { status } = await api.get<Submission>(`/v1/submissions/${submission}`);
        if (status !== 'pending') break;
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    } finally {
      // All has arrived, whatever became of the question: the submission's own page goes on asking.
      onSettled(submission);
    }
  }

  /** One attempt at a time, however often the button is pressed. */
  async function attempt(work: () => Promise<void>): Promise<void> {
    if (running.current) return;
    running.current = true;
    try {
      await work();
    } catch (error) {
      setFiling({ kind: 'editing', error });
    } finally {
      running.current = false;
    }
  }
  const start = (chosen: readonly Chosen[], particulars: Particulars) =>
    attempt(async () => {
      await prepare(chosen);
      await declare(chosen, particulars);
      await sendRest(chosen);
    });
  const retry = (chosen: readonly Chosen[]) => attempt(() => sendRest(chosen));
  return { filing, start, retry };
}
