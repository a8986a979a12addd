import { ConnectionLost, SessionEnded } from '../api/problem.ts';
import type { PortalConfig } from './config.ts';

/** What a sign-in gives, kept for as long as the tab is open. */
export interface Tokens {
  access: string;
  refresh: string;
  /** When the access token ends, by this browser's clock: counted from when it came, so a wrong clock does no harm. */
  expiresAt: number;
}

interface TokenAnswer {
  access_token: string;
  refresh_token?: string;
  expires_in: number;
}

async function ask(config: PortalConfig, form: Record<string, string>): Promise<TokenAnswer> {
  let response: Response;
  try {
    const body = new URLSearchParams({ ...form, client_id: config.clientId });
    response = await fetch(`${config.signIn}/oauth2/token`, { method: 'POST', body, cache: 'no-store' });
  } catch (error) {
    throw new ConnectionLost('the sign-in pages do not answer', { cause: error });
  }
  if (response.status >= 500) throw new ConnectionLost(`the sign-in pages answered ${response.status}`);
  if (!response.ok) throw new SessionEnded(`the sign-in pages refused: ${response.status}`);
  return (await response.json()) as TokenAnswer;
}

/** Exchanges the code of a sign-in. Throws SessionEnded when it is refused. */
export async function exchangeCode(config: PortalConfig, code: string, verifier: string): Promise<Tokens> {
  const { returnTo: redirect_uri } = config;
  const answer = await ask(config, { grant_type: 'authorization_code', code, redirect_uri, code_verifier: verifier });
  return {
    access: answer.access_token,
    refresh: answer.refresh_token ?? '',
    expiresAt: Date.now() + answer.expires_in * 1000,
  };
}

/** Gets a new access token. Throws SessionEnded when the sign-in is over. */
export async function renewTokens(config: PortalConfig, { refresh }: Tokens): Promise<Tokens> {
  const answer = await ask(config, { grant_type: 'refresh_token', refresh_token: refresh });
  return {
    access: answer.access_token,
    refresh: answer.refresh_token ?? refresh,
    expiresAt: Date.now() + answer.expires_in * 1000,
  };
}

/** Ends the sign-in where it was made, so that a copied token is worth nothing. Does not matter if it fails. */
export async function revoke(config: PortalConfig, { refresh }: Tokens): Promise<void> {
  const body = new URLSearchParams({ token: refresh, client_id: config.clientId });
  await fetch(`${config.signIn}/oauth2/revoke`, { method: 'POST', body, keepalive: true }).catch(() => undefined);
}
