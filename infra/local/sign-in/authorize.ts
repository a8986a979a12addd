import * as z from 'zod';

/** The application that people sign in to, as the user pool's client has it. */
export interface Client {
  id: string;
  callbackUrls: readonly string[];
  logoutUrls: readonly string[];
  scopes: readonly string[];
}

const base64Url = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

const querySchema = z.object({
  response_type: z.literal('code'),
  scope: z.string().optional(),
  state: z.string().max(500).optional(),
  // Cognito lets an application do without; ours never does.
  code_challenge_method: z.literal('S256'),
  code_challenge: base64Url,
});

/** What an application asks of the sign-in pages. */
export interface Asked {
  redirectUri: string;
  scope: string;
  state: string | undefined;
  challenge: string;
}

export type Reading =
  | { ok: true; asked: Asked }
  /** Told on a page of our own: an address that is not registered is never gone to. */
  | { ok: false; tell: 'page' }
  | { ok: false; tell: 'application'; redirectUri: string; state: string | undefined; error: string };

/** Reads an authorization request (RFC 6749, 7636). */
export function readAuthorization(query: URLSearchParams, client: Client): Reading {
  const redirectUri = query.get('redirect_uri') ?? '';
  // Letter by letter: neither a prefix nor a subpath will do.
  if (query.get('client_id') !== client.id || !client.callbackUrls.includes(redirectUri))
    return { ok: false, tell: 'page' };
  const parsed = querySchema.safeParse(Object.fromEntries(query));
  const state = query.get('state') ?? undefined;
  if (!parsed.success) return { ok: false, tell: 'application', redirectUri, state, error: 'invalid_request' };
  const { scope = client.scopes.join(' '), code_challenge: challenge } = parsed.data;
  if (!scope.split(' ').every((one) => client.scopes.includes(one)))
    return { ok: false, tell: 'application', redirectUri, state, error: 'invalid_scope' };
  return { ok: true, asked: { redirectUri, scope, state, challenge } };
}

/** An address of the application with an answer in its query. */
export function answering(redirectUri: string, answer: Record<string, string | undefined>): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}
