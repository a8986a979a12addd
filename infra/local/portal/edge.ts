import type { IncomingMessage, ServerResponse } from 'node:http';
import { runInNewContext } from 'node:vm';
import * as z from 'zod';
import type { Relocate } from '../addresses.ts';
import { type LocalProblem, sendProblem } from '../http/problem.ts';
import type { PortalSpec } from '../template/portal.ts';
import { type Encoding, readFiles, type ServedFile } from './archive.ts';

export interface EdgeOptions {
  spec: PortalSpec;
  assetsDir: string;
  here: Relocate;
  /** Answers what the site hands on to the API. */
  api: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** What S3 says of a file that is not there to whoever may not list the bucket, and CloudFront of a method it does not take. */
const refused: LocalProblem = {
  status: 403,
  code: 'forbidden',
  title: 'Không có quyền thực hiện',
  detail: 'Không có tệp này.',
};

const literally = (text: string) => text.replace(/[.+^${}()|[\]\\]/g, '\\$&');
const patternOf = (pattern: string) => new RegExp(`^${literally(pattern).replace(/\*/g, '.*').replace(/\?/g, '.')}$`);

const rewritten = z.object({ uri: z.string() });

type Rewrite = (method: string, uri: string) => string;

/** The function at the edge, as it is, cut off from everything: gives the path that a request goes on with. */
function rewriting(source: string): Rewrite {
  const handler: unknown = runInNewContext(`${source}\nhandler`);
  if (typeof handler !== 'function') throw new Error('the function at the edge has no handler');
  return (method, uri) => {
    const request = { method, uri, querystring: {}, headers: {}, cookies: {} };
    return rewritten.parse(handler({ version: '1.0', request })).uri;
  };
}

function encodingFor(request: IncomingMessage, { type }: ServedFile): Encoding | undefined {
  if (!/^(text\/|image\/svg|application\/json)/.test(type)) return undefined;
  const accepted = String(request.headers['accept-encoding'] ?? '');
  return (['br', 'gzip'] as const).find((encoding) => new RegExp(`\\b${encoding}\\b`).test(accepted));
}

function sendFile(request: IncomingMessage, response: ServerResponse, file: ServedFile, compress: boolean): void {
  const encoding = compress ? encodingFor(request, file) : undefined;
  const etag = encoding ? `W/"${file.etag}"` : `"${file.etag}"`;
  const headers = { 'cache-control': file.cacheControl, etag, ...(compress ? { vary: 'Accept-Encoding' } : {}) };
  if (String(request.headers['if-none-match'] ?? '').includes(file.etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const body = encoding ? file.compressed(encoding) : file.body;
  response.writeHead(200, {
    ...headers,
    'content-type': file.type,
    'content-length': body.length,
    ...(encoding ? { 'content-encoding': encoding } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Answers as the template's CloudFront distribution does: behaviours by path, rewriting, headers, compression. */
export function createEdge({ spec, assetsDir, here, api }: EdgeOptions) {
  const files = readFiles(spec, assetsDir, here);
  const behaviors = spec.behaviors.map((behavior) => ({
    ...behavior,
    rewrite: behavior.rewrite === undefined ? undefined : rewriting(behavior.rewrite),
    fits: behavior.pattern === undefined ? /^/ : patternOf(behavior.pattern),
    answerHeaders: new Headers(
      Object.fromEntries(Object.entries(behavior.headers).map(([name, value]) => [name, here(value)])),
    ),
  }));

  type Ready = (typeof behaviors)[number];

  function answerFile(request: IncomingMessage, response: ServerResponse, path: string, behavior: Ready): void {
    const method = request.method ?? 'GET';
    const uri = behavior.rewrite?.(method, path) ?? path;
    const file = files.get(uri);
    if (!file || (method !== 'GET' && method !== 'HEAD')) sendProblem(response, refused);
    else sendFile(request, response, file, behavior.compress);
  }

  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const behavior = behaviors.find(({ fits }) => fits.test(path));
    if (!behavior) throw new Error('the default behaviour fits every path');
    response.setHeaders(behavior.answerHeaders);
    if (behavior.origin === 'api') await api(request, response);
    else answerFile(request, response, path, behavior);
  };
}
