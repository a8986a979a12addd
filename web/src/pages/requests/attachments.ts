import { ConnectionLost } from '../../api/problem.ts';
import type { OpenedRequest } from '../../api/types.ts';
import { formatSize } from '../../words/names.ts';

const MAX_FILES = 20;
const MAX_BYTES = 100 * 1024 * 1024;

/** The kinds of file that are taken; browsers do not know all of them by themselves. */
const types: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
export const accepted = Object.keys(types)
  .map((ending) => `.${ending}`)
  .join(',');

const typeOf = (name: string): string | undefined => types[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''];

/** What is wrong with a file, told before a byte is sent; undefined when nothing is. */
export function faultOfFile({ name, size }: { name: string; size: number }): string | undefined {
  if (typeOf(name) === undefined) return 'chỉ nhận tệp pdf, doc, docx, xls, xlsx';
  if (size === 0) return 'tệp rỗng';
  if (size > MAX_BYTES) return `tệp ${formatSize(size)} vượt quá 100 MB`;
  return undefined;
}

/** Files together with those chosen before; one of the same name takes the earlier one's place. */
export function withFiles(before: readonly File[], added: readonly File[]): File[] {
  const names = new Set(added.map(({ name }) => name.toLowerCase()));
  return [...before.filter(({ name }) => !names.has(name.toLowerCase())), ...added].slice(0, MAX_FILES);
}

const base64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)));

/** What is declared of a file: its name, size, type and hash. */
export async function describeFile(file: File) {
  const sha256 = base64(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return { name: file.name, size: file.size, type: typeOf(file.name) ?? '', sha256 };
}

type UploadForm = Pick<OpenedRequest['uploads'][number], 'url' | 'fields'>;

/** Sends a file by its form; tells how far it has come, from 0 to 1. Throws ConnectionLost, or an Error when it is refused. */
export function sendFile(form: UploadForm, file: File, onProgress: (part: number) => void): Promise<void> {
  const data = new FormData();
  for (const [name, value] of Object.entries(form.fields)) data.append(name, value);
  data.append('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', form.url);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onload = () =>
      request.status < 300 ? resolve() : reject(new Error(`the store answered ${request.status}`));
    request.onerror = () => reject(new ConnectionLost('the upload broke off'));
    request.send(data);
  });
}
