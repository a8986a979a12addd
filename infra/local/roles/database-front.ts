import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Listening, listen } from '../http/listen.ts';
import { readBody } from '../http/problem.ts';
import type { Surroundings } from '../template/resolve.ts';
import type { TableSpec } from '../template/storage.ts';
import { accessesOf } from './dynamodb.ts';
import type { Guard } from './guard.ts';

export interface DatabaseFrontOptions {
  /** Where the database listens. */
  endpoint: string;
  tables: readonly TableSpec[];
  surroundings: Surroundings;
  callerOf: (request: IncomingMessage) => string | undefined;
  guard: Guard;
}

/** DynamoDB's own limit is 16 MB. */
const BODY_MAX_BYTES = 17 * 1024 * 1024;

function refuse(response: ServerResponse, type: string, message: string): void {
  response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: `com.amazon.coral.service#${type}`, Message: message }));
}

/** Stands before the database and lets through what the caller's role allows. */
export async function openDatabaseFront(options: DatabaseFrontOptions): Promise<Listening> {
  const { endpoint, tables, surroundings, callerOf, guard } = options;
  const { region, account } = surroundings;
  const agent = new Agent({ keepAlive: true });
  const arnOf = (table: string) => `arn:aws:dynamodb:${region}:${account}:table/${table}`;

  function forward(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const { method, headers } = request;
    const onward = httpRequest(endpoint, { agent, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    onward.end(body);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, BODY_MAX_BYTES);
    const caller = callerOf(request);
    if (!body || !caller) return refuse(response, 'UnrecognizedClientException', 'The security token is invalid.');
    const action = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const accesses = accessesOf(action, JSON.parse(body.toString('utf8')), { tables, arnOf });
    const refusal = guard.refusal(caller, accesses);
    if (refusal) return refuse(response, 'AccessDeniedException', refusal);
    forward(request, response, body);
  }

  const listening = await listen((request, response) => {
    answer(request, response).catch((error: unknown) => refuse(response, 'SerializationException', String(error)));
  });
  return {
    ...listening,
    async close(graceMs) {
      await listening.close(graceMs);
      agent.destroy();
    },
  };
}
