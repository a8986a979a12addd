import type { Credentials } from '../api/client.ts';
import { SessionEnded } from '../api/problem.ts';
import type { PortalConfig } from './config.ts';
import { challengeOf, randomText } from './pkce.ts';
import { exchangeCode, renewTokens, revoke, type Tokens } from './tokens.ts';

/**
 * Tokens lie in sessionStorage: they outlive a reload on a slow line, belong to one tab, and go with it. A script that
 * could read them there could as well use them in memory, and none gets in: the Content-Security-Policy allows the
 * portal's own files only.
 */
const TOKENS = 'session.tokens';
const PENDING = 'session.pending';
const LEFT = 'session.left';
/** Written to tell the other tabs. */
const SIGNED_OUT = 'session.signed-out';

/** Renewed when less than this is left. */
const MARGIN_MS = 60_000;

interface Pending {
  state: string;
  verifier: string;
  /** The page to come back to. */
  returnTo: string;
}

export interface Session extends Credentials {
  /** Goes to the sign-in pages; comes back to the given page of the portal. */
  signIn(returnTo: string): Promise<void>;
  /** Ends the session here, at the sign-in pages and in every other tab. */
  signOut(): Promise<void>;
  /** Calls back when the session is over without anybody having asked for it. */
  onEnded(listener: () => void): void;
}

/** How a visit begins. */
export type Beginning =
  | { kind: 'signed-in'; session: Session }
  /** Nobody is signed in: `left` tells whether somebody just signed out. */
  | { kind: 'signed-out'; session: Session; left: boolean }
  /** The way back from the sign-in pages does not fit the way there. */
  | { kind: 'refused'; session: Session };

function take<Value>(key: string): Value | undefined {
  const text = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  return text === null ? undefined : (JSON.parse(text) as Value);
}

function createSession(config: PortalConfig, first: Tokens | undefined): Session {
  let tokens = first;
  let renewal: Promise<string> | undefined;
  let listener: () => void = () => undefined;

  const keep = (fresh: Tokens | undefined): void => {
    tokens = fresh;
    if (fresh) sessionStorage.setItem(TOKENS, JSON.stringify(fresh));
    else sessionStorage.removeItem(TOKENS);
  };
  const end = (): void => {
    if (!tokens) return;
    keep(undefined);
    listener();
  };
  async function renewNow(old: Tokens): Promise<string> {
    try {
      const fresh = await renewTokens(config, old);
      if (!tokens) throw new SessionEnded('signed out meanwhile');
      keep(fresh);
      return fresh.access;
    } catch (error) {
      if (error instanceof SessionEnded) end();
      throw error;
    } finally {
      renewal = undefined;
    }
  }
  /** One renewal, however many requests wait for it. */
  function renew(): Promise<string> {
    if (!tokens) return Promise.reject(new SessionEnded('nobody is signed in'));
    renewal ??= renewNow(tokens);
    return renewal;
  }
  addEventListener('storage', ({ key, newValue }) => {
    if (key === SIGNED_OUT && newValue !== null) end();
  });

  return {
    async token() {
      if (!tokens) throw new SessionEnded('nobody is signed in');
      return tokens.expiresAt - Date.now() > MARGIN_MS ? tokens.access : renew();
    },
    renew: (refused) => (tokens && tokens.access !== refused ? Promise.resolve(tokens.access) : renew()),
    end,
    onEnded(next) {
      listener = next;
    },
    async signIn(returnTo) {
      const pending: Pending = { state: randomText(), verifier: randomText(), returnTo };
      sessionStorage.setItem(PENDING, JSON.stringify(pending));
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: config.clientId,
        redirect_uri: config.returnTo,
        scope: config.scopes.join(' '),
        state: pending.state,
        code_challenge_method: 'S256',
        code_challenge: await challengeOf(pending.verifier),
      });
      location.assign(`${config.signIn}/oauth2/authorize?${query}`);
    },
    async signOut() {
      const ended = tokens;
      keep(undefined);
      // What was typed here is not for whoever comes next.
      sessionStorage.clear();
      sessionStorage.setItem(LEFT, 'true');
      localStorage.setItem(SIGNED_OUT, String(Date.now()));
      localStorage.removeItem(SIGNED_OUT);
      if (ended) await revoke(config, ended);
      const query = new URLSearchParams({ client_id: config.clientId, logout_uri: config.returnTo });
      location.assign(`${config.signIn}/logout?${query}`);
    },
  };
}

/** A page of this portal, whatever was stored: never another site's. */
const ownPage = (path: string): string => (/^\/(?![/\\])/.test(path) ? path : '/');

/** Finds out how this visit begins: coming back from the sign-in pages, with a session still there, or with none. */
export async function beginSession(config: PortalConfig): Promise<Beginning> {
  const query = new URLSearchParams(location.search);
  const code = query.get('code');
  const isReturn = location.pathname === '/' && (code !== null || query.has('error'));
  if (!isReturn) {
    const stored = sessionStorage.getItem(TOKENS);
    if (stored !== null) return { kind: 'signed-in', session: createSession(config, JSON.parse(stored) as Tokens) };
    return { kind: 'signed-out', session: createSession(config, undefined), left: take<boolean>(LEFT) ?? false };
  }
  const pending = take<Pending>(PENDING);
  // The code is used up or worthless from here on, and must not stay in the address.
  history.replaceState(null, '', ownPage(pending?.returnTo ?? '/'));
  if (code === null || !pending || query.get('state') !== pending.state)
    return { kind: 'refused', session: createSession(config, undefined) };
  try {
    const tokens = await exchangeCode(config, code, pending.verifier);
    sessionStorage.setItem(TOKENS, JSON.stringify(tokens));
    return { kind: 'signed-in', session: createSession(config, tokens) };
  } catch (error) {
    if (!(error instanceof SessionEnded)) throw error;
    return { kind: 'refused', session: createSession(config, undefined) };
  }
}
