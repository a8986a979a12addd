import type { IncomingMessage, ServerResponse } from 'node:http';

/** A refusal by the local cloud itself, for people (title, detail) and for programs (code). */
export interface LocalProblem {
  status: number;
  code: string;
  title: string;
  detail: string;
  errors?: { field: string; message: string }[];
}

/** Sends a JSON document. */
export function sendJson(response: ServerResponse, status: number, body: unknown, type = 'application/json'): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': type,
    'content-length': bytes.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(bytes);
}

/** Sends a refusal as `application/problem+json` (RFC 9457). */
export function sendProblem(response: ServerResponse, problem: LocalProblem): void {
  const { status, code, title, detail, errors } = problem;
  const document = { type: `/problems/${code}`, title, status, detail, code, ...(errors ? { errors } : {}) };
  sendJson(response, status, document, 'application/problem+json');
}

/** How much of a refused body is still read, and thrown away, so that the client gets to see the answer. */
const DISCARD_MAX_BYTES = 64 * 1024 * 1024;

/** Reads the rest of a request without keeping it, up to a limit; then closes the connection. */
export function discardRest(request: IncomingMessage): void {
  let discarded = 0;
  request.on('data', (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > DISCARD_MAX_BYTES) request.destroy();
  });
  request.resume();
}

/**
 * Reads a body of at most `limit` bytes; undefined when it is longer, of which never more than the limit is held.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return undefined;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const collect = (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else {
        request.off('data', collect);
        resolve(undefined);
      }
    };
    request.on('data', collect);
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}
