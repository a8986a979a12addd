import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { S3Error } from './errors.ts';
import type { Answer } from './operations/operation.ts';
import { xml, xmlDocument } from './xml.ts';

/** A body that was refused is read off the connection, so that its sender sees why, up to this declared length. */
const MAX_DISCARDED_BYTES = 256 * 1024 ** 2;

/** S3's way of saying no. */
export function errorAnswer(error: S3Error, resource: string, requestId: string): Answer {
  const body = xmlDocument(
    xml('Error', [
      xml('Code', error.code),
      xml('Message', error.message),
      ...Object.entries(error.details).map(([name, value]) => xml(name, value)),
      xml('Resource', resource),
      xml('RequestId', requestId),
    ]),
    { namespace: false },
  );
  return { status: error.status, headers: error.headers, body };
}

export const newRequestId = () => randomBytes(8).toString('hex').toUpperCase();

/** Sends an answer, dated by the store's own clock: SDK clients correct theirs by it. */
export async function respond(
  message: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  { now, requestId }: { now: Date; requestId: string },
): Promise<void> {
  const { status, headers, body } = answer;
  response.sendDate = false;
  response.statusCode = status;
  for (const [name, value] of Object.entries({ ...headers, date: now.toUTCString(), 'x-amz-request-id': requestId }))
    response.setHeader(name, value);
  if (!message.complete && !(Number(message.headers['content-length']) <= MAX_DISCARDED_BYTES))
    response.setHeader('connection', 'close');
  if (typeof body === 'string') {
    response.setHeader('content-type', 'application/xml');
    response.setHeader('content-length', Buffer.byteLength(body));
    response.end(message.method === 'HEAD' ? undefined : body);
  } else if (!body) response.end();
  message.resume();
  await (body instanceof Readable ? pipeline(body, response) : finished(response));
}
