import type { Instant } from '../../../lib/calendar/dates.ts';
import { type ApiAnswer, call } from '../../support/api-event.ts';

/** Calls an HTTP function and gives its answer. Throws when the fault was the system's: then the caller tries again. */
export async function ask(
  handler: unknown,
  at: Instant,
  method: string,
  path: string,
  body?: unknown,
  user = 'office',
): Promise<ApiAnswer> {
  const { pathname, searchParams } = new URL(path, 'https://x.example');
  const query = Object.fromEntries(searchParams);
  const answer = await call(handler, { method, path: pathname, query, user, at, body });
  if (answer.status >= 500) throw new Error(`${method} ${path}: ${answer.status}`);
  return answer;
}
