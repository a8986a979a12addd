import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { type Listening, listen } from '../http/listen.ts';
import { readBody } from '../http/problem.ts';
import { refuseTakenAlias } from './aliases.ts';
import type { Cognito } from './cognito.ts';

const BODY_MAX_BYTES = 256 * 1024;

const userSchema = z.object({ UserPoolId: z.string(), Username: z.string() });

function send(response: ServerResponse, status: number, body: unknown): void {
  // The protocol writes dates as seconds.
  const json = JSON.stringify(body, function (this: Record<string, unknown>, key, value) {
    const original = this[key];
    return original instanceof Date ? Math.floor(original.getTime() / 1000) : value;
  });
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(json);
}

/** An error as the API reports it: those of cognito-local carry the code, anything else is its own fault. */
function sendError(response: ServerResponse, error: unknown): void {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  const message = error instanceof Error ? error.message : String(error);
  send(response, code ? 400 : 500, { __type: code ?? 'InternalErrorException', message });
}

/** Speaks the API of Cognito user pools: what cognito-local knows, and signing out everywhere and aliases, which it does not. */
export async function openCognitoFront(
  cognito: Cognito,
  denialOf: (action: string, request: IncomingMessage) => string | undefined = () => undefined,
): Promise<Listening> {
  async function signOutEverywhere(body: unknown): Promise<object> {
    const { Username } = userSchema.parse(body);
    const user = await cognito.pool.getUserByUsername(cognito.context, Username);
    if (!user) throw Object.assign(new Error('User does not exist.'), { code: 'UserNotFoundException' });
    await cognito.pool.saveUser(cognito.context, { ...user, RefreshTokens: [] });
    return {};
  }
  return listen(async (request, response) => {
    try {
      const action = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
      const bytes = await readBody(request, BODY_MAX_BYTES);
      const denial = denialOf(action, request);
      if (denial) throw Object.assign(new Error(denial), { code: 'AccessDeniedException' });
      const body: unknown = JSON.parse(bytes?.toString('utf8') || '{}');
      await refuseTakenAlias(cognito, action, body);
      const answer = action === 'AdminUserGlobalSignOut' ? signOutEverywhere(body) : cognito.act(action, body);
      send(response, 200, await answer);
    } catch (error) {
      sendError(response, error);
    }
  });
}
