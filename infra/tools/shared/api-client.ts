import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import * as z from 'zod';

/** A system that cannot be asked, or answers what it should not; the message is one line. */
export class SystemError extends Error {
  override name = 'SystemError';
}

const REQUEST_TIMEOUT_SECONDS = 60;
/** A bundle of two gigabytes may take its time, as long as something comes. */
export const IDLE_TIMEOUT_SECONDS = 60;
const problemSchema = z.object({ title: z.string(), detail: z.string().optional() });

export type Fetch = (url: URL, init?: RequestInit) => Promise<Response>;

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

/** The innermost reason of a failure, in one line. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
  return reason.split('\n')[0] ?? '';
}

export type ApiClient = ReturnType<typeof createApiClient>;

/** Enough for a full bucket of the API's bound to refill a little; then somebody else is hammering it. */
const MOST_WAITS = 30;
/** What API Gateway's own limit leaves out. */
const WAIT_SECONDS = 1;

const later = (seconds: number) => new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000));

/**
 * What a running system is asked through its API; asked too often, it is waited for as long as it says. Every method throws a
 * SystemError.
 */
export function createApiClient(base: URL, fetch: Fetch, wait = later) {
  async function reach(...asked: Parameters<typeof once>): Promise<Response> {
    for (let waits = 0; ; waits += 1) {
      const response = await once(...asked);
      if (response.status !== 429 || waits === MOST_WAITS) return response;
      await response.body?.cancel();
      await wait(Number(response.headers.get('retry-after')) || WAIT_SECONDS);
    }
  }

  async function once(url: URL, init: RequestInit, signal?: AbortSignal): Promise<Response> {
    try {
      // A redirect would take the token to a place that nobody named.
      const given = signal ?? AbortSignal.timeout(REQUEST_TIMEOUT_SECONDS * 1000);
      return await fetch(url, { ...init, redirect: 'error', signal: given });
    } catch (error) {
      throw new SystemError(`${url.origin} cannot be reached: ${reasonOf(error)}`);
    }
  }

  async function ask<T>(path: string, schema: z.ZodType<T>, init: RequestInit = {}): Promise<T> {
    const url = new URL(path, base);
    const response = await reach(url, init);
    const body = await readJson(response);
    if (!response.ok) {
      const problem = problemSchema.safeParse(body).data;
      const words = problem ? `: ${[problem.title, problem.detail].filter(Boolean).join('. ')}` : '';
      throw new SystemError(`${url.origin}${url.pathname} answers ${response.status}${words}`.split('\n')[0]);
    }
    const answer = schema.safeParse(body);
    if (!answer.success) throw new SystemError(`${url.origin}${url.pathname} answers something unexpected`);
    return answer.data;
  }

  return {
    /** A token of the local cloud, which hands them out to anybody on this machine. */
    async localToken(user: string): Promise<string> {
      const init = { method: 'POST', body: JSON.stringify({ user }), headers: { 'content-type': 'application/json' } };
      return (await ask('/local/token', z.object({ token: z.string() }), init)).token;
    },

    /** A small file from a link that the system gave; the link proves itself, so no token goes with it. */
    async download(link: string): Promise<Uint8Array> {
      const response = await reach(new URL(link), {});
      if (!response.ok) throw new SystemError(`${new URL(link).origin} answers ${response.status} to a link`);
      return new Uint8Array(await response.arrayBuffer());
    },

    /**
     * Writes a file of any size from a link that the system gave, as it comes. What breaks off, or falls silent, leaves nothing
     * at the path.
     */
    async save(link: string, path: string): Promise<void> {
      const { origin } = new URL(link);
      const partial = `${path}.part`;
      const silence = new AbortController();
      const { signal } = silence;
      const timer = setTimeout(
        () => silence.abort(new Error(`nothing came for ${IDLE_TIMEOUT_SECONDS} seconds`)),
        IDLE_TIMEOUT_SECONDS * 1000,
      );
      const heard = new Transform({
        transform(chunk, _encoding, done) {
          timer.refresh();
          done(null, chunk);
        },
      });
      try {
        const response = await reach(new URL(link), {}, signal);
        if (!response.ok || !response.body) throw new SystemError(`${origin} answers ${response.status} to a link`);
        // Where the browser's types are known as well, they and Node's differ in words only.
        const body = response.body as ReadableStream<Uint8Array>;
        await pipeline(Readable.fromWeb(body), heard, createWriteStream(partial), { signal });
        await rename(partial, path);
      } catch (error) {
        await rm(partial, { force: true });
        if (error instanceof SystemError) throw error;
        throw new SystemError(`${origin} broke off a file: ${reasonOf(signal.aborted ? signal.reason : error)}`);
      } finally {
        clearTimeout(timer);
      }
    },

    post: <T>(path: string, token: string, body: unknown, schema: z.ZodType<T>): Promise<T> =>
      ask(path, schema, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      }),

    /** A file that an address of the API answers with; `body` makes it a POST. */
    async file(path: string, token: string, body?: unknown): Promise<Uint8Array> {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
      const response = await reach(new URL(path, base), init);
      if (!response.ok) throw new SystemError(`${base.origin}${path} answers ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    },

    /** Sends a file through the form that the system made for it. */
    async upload({ url, fields }: { url: string; fields: Record<string, string> }, bytes: Uint8Array): Promise<void> {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      form.append('file', new Blob([Buffer.from(bytes)]));
      const response = await reach(new URL(url), { method: 'POST', body: form });
      if (!response.ok) throw new SystemError(`${new URL(url).origin} answers ${response.status} to a file`);
    },

    get: <T>(path: string, token: string, schema: z.ZodType<T>): Promise<T> =>
      ask(path, schema, { headers: { authorization: `Bearer ${token}` } }),

    /** Every item of a list, page after page. */
    async list<T>(path: string, query: Record<string, string>, token: string, item: z.ZodType<T>): Promise<T[]> {
      const page = z.object({ items: z.array(item), next: z.string().optional() });
      const items: T[] = [];
      const seen = new Set<string>();
      for (let next: string | undefined; ; ) {
        const parameters = new URLSearchParams(next === undefined ? query : { ...query, next });
        const answer = await this.get(`${path}?${parameters}`, token, page);
        items.push(...answer.items);
        if (answer.next === undefined) return items;
        if (seen.has(answer.next)) throw new SystemError(`${base.origin}${path} gives the same page again and again`);
        seen.add(answer.next);
        next = answer.next;
      }
    },
  };
}
