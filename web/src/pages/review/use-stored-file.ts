import { useEffect, useState } from 'preact/hooks';
import type { Api } from '../../api/client.ts';
import { ConnectionLost } from '../../api/problem.ts';
import type { Download, Obligation } from '../../api/types.ts';
import { useApp } from '../../app.ts';

type Submission = Obligation['submissions'][number];
export type StoredFile = Submission['files'][number];

const linkTo = (api: Api, submission: string, file: string) =>
  api.get<Download>(`/v1/submissions/${submission}/files/${file}`);

/** Saves a stored file under its name. The link is asked for at the click, since it is good for some minutes only. */
export async function saveFile(api: Api, submission: string, file: string): Promise<void> {
  const { url } = await linkTo(api, submission, file);
  location.assign(url);
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...hash));
}

/** A document as it can be shown in the page, and whether it is, byte for byte, what the unit declared. */
export interface ShownDocument {
  address: string;
  isGenuine: boolean;
}

/** Fetches a stored PDF to be shown in the page; gives its memory back when another is shown. */
export function useStoredPdf(
  submission: string,
  { file, sha256: declared }: StoredFile,
): { shown?: ShownDocument; error?: unknown } {
  const { api } = useApp();
  const [state, setState] = useState<{ shown?: ShownDocument; error?: unknown }>({});
  useEffect(() => {
    const ending = new AbortController();
    let address: string | undefined;
    const load = async () => {
      const { url } = await linkTo(api, submission, file);
      const response = await fetch(url, { signal: ending.signal }).catch((cause: unknown) => {
        throw new ConnectionLost('no answer from the store', { cause });
      });
      if (!response.ok) throw new ConnectionLost(`the store answered ${response.status}`);
      const bytes = await response.arrayBuffer();
      const isGenuine = (await sha256(bytes)) === declared;
      if (ending.signal.aborted) return;
      // The type is said here, whatever the store says: nothing but a PDF is ever opened in the page.
      address = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
      setState({ shown: { address, isGenuine } });
    };
    setState({});
    load().catch((error: unknown) => ending.signal.aborted || setState({ error }));
    return () => {
      ending.abort();
      if (address !== undefined) URL.revokeObjectURL(address);
    };
  }, [api, submission, file, declared]);
  return state;
}
