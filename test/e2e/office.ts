import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import * as schemas from '../../functions/api/schemas/index.ts';
import { startLocalCloud } from '../../infra/local/cloud.ts';
import type { Synthesised } from '../../infra/local/synthesis.ts';
import { checkContract } from '../support/api-contract.ts';
import { noteGrants } from '../support/grants.ts';
import { stackUnderTest } from '../support/stack-under-test.ts';

export interface UploadFile {
  name: string;
  type: string;
  bytes: Uint8Array;
  role: 'main' | 'annex';
}
export const PDF = 'application/pdf';
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const mailSchema = z.object({
  items: z.array(
    z.object({
      to: z.array(z.string()),
      cc: z.array(z.string()),
      subject: z.string(),
      text: z.string(),
      html: z.string(),
      at: z.string(),
      messageId: z.string(),
    }),
  ),
});
const movedSchema = z.object({
  now: z.string(),
  ran: z.array(z.object({ function: z.string(), at: z.string(), ok: z.boolean() })),
});
export type Mail = z.infer<typeof mailSchema>['items'][number];

/** The API's names of the files of a manifest, or of a request's attachments. */
const describeFile = ({ name, type, bytes }: Omit<UploadFile, 'role'>) => ({
  ...{ name, type },
  size: bytes.length,
  sha256: sha256(bytes),
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');

export interface Reply {
  status: number;
  type: string;
  body: unknown;
}

export interface OfficeOptions {
  goLive?: string;
  dataDir?: string;
  demo?: boolean;
  /** Another version of the stack than the one at hand. */
  stack?: Synthesised;
}

/** The local cloud as an outsider's script sees it: HTTP and nothing else. */
export async function openOffice(now: string, options: OfficeOptions = {}) {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'dung-han-')));
  const goLive = options.goLive === undefined ? {} : { goLive: options.goLive };
  const { demo = true } = options;
  const stack = options.stack ?? (await stackUnderTest());
  const cloud = await startLocalCloud({ port: 0, dataDir, now: Date.parse(now), demo, stack, ...goLive });
  const tokens = new Map<string, string>();

  async function request(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const text = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const answer = await fetch(`${cloud.url}${path}`, { method, headers, ...text });
    const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
    const reply = {
      status: answer.status,
      type,
      body: type.endsWith('json') ? await answer.json() : await answer.text(),
    };
    const { pathname } = new URL(answer.url);
    if (pathname.startsWith('/v1/')) checkContract({ method, path: pathname, sent: body, ...reply });
    return reply;
  }
  async function tokenOf(user: string): Promise<string> {
    const known = tokens.get(user);
    if (known) return known;
    const { token } = z.object({ token: z.string() }).parse((await request('POST', '/local/token', { user })).body);
    tokens.set(user, token);
    return token;
  }
  const as = async (user: string, method: string, path: string, body?: unknown) =>
    request(method, path, body, { authorization: `Bearer ${await tokenOf(user)}` });

  const manifest = (files: UploadFile[], change: object = {}) => ({
    documentNumber: '215-BC/HU',
    documentDate: '2026-10-26',
    signedBy: 'Nguyễn Văn A',
    secrecy: 'none',
    files: files.map((file) => ({ ...describeFile(file), role: file.role })),
    ...change,
  });

  /** Sends one file through its form, as curl -F does. */
  async function upload(
    form: { url: string; fields: Record<string, string> },
    content: Uint8Array | Blob,
  ): Promise<Response> {
    const data = new FormData();
    for (const [name, value] of Object.entries(form.fields)) data.append(name, value);
    data.append('file', content instanceof Blob ? content : new Blob([Buffer.from(content)]));
    return fetch(form.url, { method: 'POST', body: data });
  }
  async function declare(user: string, obligation: string, files: UploadFile[], change: object = {}) {
    return as(user, 'POST', `/v1/obligations/${obligation}/submissions`, manifest(files, change));
  }
  /** Files a report whole and gives the submission once the store's events have settled. */
  async function file(user: string, obligation: string, files: UploadFile[]) {
    const declared = schemas.declared.parse((await declare(user, obligation, files)).body);
    for (const [i, form] of declared.uploads.entries()) {
      const answer = await upload(form, files[i]?.bytes ?? new Uint8Array());
      if (!answer.ok) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
    }
    return settled(user, declared.id);
  }
  /** Waits for the store's events, which arrive after the upload has been answered. */
  async function settled(user: string, submission: string) {
    for (let attempt = 0; attempt < 600; attempt += 1) {
      const found = schemas.submission.parse((await as(user, 'GET', `/v1/submissions/${submission}`)).body);
      if (found.status !== 'pending') return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`${submission} stays pending`);
  }

  const mail = async () => mailSchema.parse((await request('GET', '/local/mail')).body).items;
  /** Waits for letters that are sent right after what they report has been written. */
  async function mailed(wanted: (mail: Mail) => boolean): Promise<Mail[]> {
    for (let attempt = 0; attempt < 600; attempt += 1) {
      const found = (await mail()).filter(wanted);
      if (found.length > 0) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('no such letter came');
  }

  return {
    cloud,
    dataDir,
    request,
    as,
    tokenOf,
    manifest,
    describeFile,
    declare,
    upload,
    file,
    settled,
    moveTo: async (instant: string) =>
      movedSchema.parse((await request('POST', '/local/clock', { now: instant })).body),
    mail,
    mailed,
    close: async ({ keep = false } = {}) => {
      await cloud.stop();
      noteGrants(cloud);
      if (!keep) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
export type Office = Awaited<ReturnType<typeof openOffice>>;
