import { ConnectionLost, problemOf, SessionEnded } from './problem.ts';

/** Who vouches for requests. */
export interface Credentials {
  /** A token that is good for at least another moment. Throws SessionEnded. */
  token(): Promise<string>;
  /** A new token in place of one that was refused. Throws SessionEnded. */
  renew(refused: string): Promise<string>;
  /** Says that even a new token is refused. */
  end(): void;
}

export interface ClientOptions {
  credentials: Credentials;
  fetch?: typeof fetch;
  /** Waits between attempts. */
  wait?: (ms: number) => Promise<void>;
}

/** How long to wait before each further attempt at a GET, in milliseconds. */
const RETRY_AFTER_MS = [400, 1500, 4000];

/** Answers that pass: too much was asked just now, or what is behind the gateway could not be reached. */
const PASSING = [429, 502, 503, 504];

export interface Api {
  /** Asks; tries again when the connection was lost. Throws ApiProblem, ConnectionLost, SessionEnded. */
  get<Answer>(path: string, signal?: AbortSignal): Promise<Answer>;
  /** Changes something; never repeated by itself, since nobody knows whether a lost one arrived. Throws as `get` does. */
  send<Answer>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer>;
  /** Puts a text of some media type, as it is; otherwise like `send`. */
  putText<Answer>(path: string, body: string, type: string): Promise<Answer>;
  /** A file that the API makes, under the name that it gives it; `body` makes it a POST. Throws as `get` does. */
  file(path: string, body?: unknown): Promise<{ name: string; content: Blob }>;
}

/** The name that an answer gives its file. */
const nameOf = (response: Response): string =>
  decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'tep');

const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The API under `/v1` of this origin. */
export function createApi({ credentials, fetch: ask = fetch, wait = later }: ClientOptions): Api {
  async function once(path: string, init: RequestInit): Promise<Response> {
    const attempt = async (token: string): Promise<Response> => {
      try {
        const headers = { ...init.headers, accept: 'application/json', authorization: `Bearer ${token}` };
        return await ask(path, { ...init, headers, cache: 'no-store' });
      } catch (error) {
        if (init.signal?.aborted) throw error;
        throw new ConnectionLost('no answer', { cause: error });
      }
    };
    const token = await credentials.token();
    const response = await attempt(token);
    if (response.status !== 401) return response;
    const second = await attempt(await credentials.renew(token));
    if (second.status !== 401) return second;
    credentials.end();
    throw new SessionEnded('a new token is refused as well');
  }

  async function read<Answer>(response: Response): Promise<Answer> {
    if (!response.ok) throw await problemOf(response);
    if (response.status === 204) return undefined as Answer;
    try {
      return (await response.json()) as Answer;
    } catch (error) {
      throw new ConnectionLost('the answer broke off', { cause: error });
    }
  }

  return {
    async get<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
      for (const pause of [...RETRY_AFTER_MS, undefined]) {
        try {
          const response = await once(path, signal ? { signal } : {});
          if (pause === undefined || !PASSING.includes(response.status)) return await read<Answer>(response);
        } catch (error) {
          if (!(error instanceof ConnectionLost) || pause === undefined) throw error;
        }
        await wait(pause);
      }
      throw new ConnectionLost('no attempt is left');
    },
    async file(path: string, body?: unknown) {
      const headers = { 'content-type': 'application/json' };
      const response = await once(
        path,
        body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers },
      );
      if (!response.ok) throw await problemOf(response);
      return { name: nameOf(response), content: await response.blob() };
    },
    async send<Answer>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer> {
      const content =
        body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      return read<Answer>(await once(path, { method, ...content }));
    },
    async putText<Answer>(path: string, body: string, type: string): Promise<Answer> {
      return read<Answer>(await once(path, { method: 'PUT', body, headers: { 'content-type': type } }));
    },
  };
}
