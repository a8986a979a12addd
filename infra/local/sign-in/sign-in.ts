import type { IncomingMessage, ServerResponse } from 'node:http';
import { targetOf } from '../gateway/event.ts';
import { discardRest, type LocalProblem, readBody, sendJson, sendProblem } from '../http/problem.ts';
import type { TokenIssuer } from '../identity/tokens.ts';
import { PAGE_HEADERS } from '../pages/pages.ts';
import { type Asked, answering, type Client, readAuthorization } from './authorize.ts';
import { createCodes, randomCode } from './codes.ts';
import { accountsPage, type DemoAccount, refusalPage } from './pages.ts';

export interface SignInOptions {
  client: Client;
  tokens: TokenIssuer;
  /** Who can be chosen, with names for people. */
  accounts: () => Promise<DemoAccount[]>;
  /** This machine's address; cookies of two local clouds must not be taken for each other's. */
  url: string;
}

/** Where the sign-in pages are on this machine. */
export const SIGN_IN_PATH = '/local/sign-in';

const FORM_MAX_BYTES = 16 * 1024;

const noSuchPage: LocalProblem = {
  status: 404,
  code: 'not-found',
  title: 'Không tìm thấy',
  detail: 'Không có địa chỉ này.',
};

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/đ/g, 'd');

/** The pages and endpoints of Cognito's hosted sign-in, but for the password: authorization code with proof key, tokens, logout. */
export function createSignIn({ client, tokens, accounts, url }: SignInOptions) {
  const codes = createCodes();
  /** Who is signed in at these pages, by what their cookie holds; as at Cognito's, the next application need not ask. */
  const visits = new Map<string, string>();
  const cookieName = `sign-in-${new URL(url).port}`;
  const { origin } = new URL(url);

  const visitOf = (request: IncomingMessage): string | undefined =>
    (request.headers.cookie ?? '')
      .split(/;\s*/)
      .find((cookie) => cookie.startsWith(`${cookieName}=`))
      ?.slice(cookieName.length + 1);
  const cookie = (value: string, seconds: number) =>
    `${cookieName}=${value}; Path=${SIGN_IN_PATH}; Max-Age=${seconds}; HttpOnly; SameSite=Lax`;

  const redirect = (response: ServerResponse, to: string, headers: Record<string, string> = {}) => {
    response.writeHead(302, {
      ...headers,
      location: to,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    response.end();
  };
  const sendPage = (response: ServerResponse, status: number, page: string) => {
    // A browser holds a form's answer, and where that leads, against this as well.
    const policy = PAGE_HEADERS['content-security-policy'].replace("form-action 'none'", "form-action 'self'");
    // And without a referrer it would hide where the form is from.
    const headers = { ...PAGE_HEADERS, 'content-security-policy': policy, 'referrer-policy': 'same-origin' };
    response.writeHead(status, { ...headers, 'content-type': 'text/html; charset=utf-8' });
    response.end(page);
  };
  const sendCode = (
    response: ServerResponse,
    user: string,
    { redirectUri, scope, state, challenge }: Asked,
    headers = {},
  ) =>
    redirect(
      response,
      answering(redirectUri, { code: codes.issue({ user, redirectUri, scope, challenge }), state }),
      headers,
    );
  /** Reads what an application asks; when it is not right, answers and gives undefined. */
  function ask(query: URLSearchParams, response: ServerResponse): Asked | undefined {
    const reading = readAuthorization(query, client);
    if (reading.ok) return reading.asked;
    if (reading.tell === 'page') sendPage(response, 400, refusalPage());
    else redirect(response, answering(reading.redirectUri, { error: reading.error, state: reading.state }));
    return undefined;
  }
  const refuseGrant = (response: ServerResponse, error: string) => sendJson(response, 400, { error });

  async function form(request: IncomingMessage): Promise<URLSearchParams> {
    const body = await readBody(request, FORM_MAX_BYTES);
    if (!body) discardRest(request);
    return new URLSearchParams(body?.toString('utf8') ?? '');
  }

  type Page = (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => Promise<void> | void;
  const pages: Readonly<Record<string, Page>> = {
    'GET /oauth2/authorize'(request, response, query) {
      const asked = ask(query, response);
      if (!asked) return;
      const user = visits.get(visitOf(request) ?? '');
      if (user !== undefined) sendCode(response, user, asked);
      else redirect(response, `${SIGN_IN_PATH}/login?${query}`);
    },
    async 'GET /login'(_request, response, query) {
      if (!ask(query, response)) return;
      const search = query.get('q') ?? '';
      const found = (await accounts()).filter(({ user, name }) => fold(`${user} ${name}`).includes(fold(search)));
      query.delete('q');
      sendPage(response, 200, accountsPage(found, query, search));
    },
    async 'POST /login'(request, response, query) {
      const asked = ask(query, response);
      if (!asked) return;
      const user = (await form(request)).get('user') ?? '';
      // Another site must not sign somebody in as whom it likes.
      const isOwnForm = request.headers.origin === undefined || request.headers.origin === origin;
      if (!isOwnForm || !(await tokens.mayEnter(user))) return sendPage(response, 403, refusalPage());
      const visit = randomCode();
      visits.set(visit, user);
      sendCode(response, user, asked, { 'set-cookie': cookie(visit, 3600) });
    },
    async 'POST /oauth2/token'(request, response) {
      const fields = await form(request);
      const field = (name: string) => fields.get(name) ?? '';
      if (field('client_id') !== client.id) return refuseGrant(response, 'invalid_client');
      if (field('grant_type') === 'authorization_code') {
        const grant = codes.redeem(field('code'), field('redirect_uri'), field('code_verifier'));
        const issued = grant && (await tokens.begin(grant.user, grant.scope));
        return issued ? sendJson(response, 200, issued) : refuseGrant(response, 'invalid_grant');
      }
      if (field('grant_type') !== 'refresh_token') return refuseGrant(response, 'unsupported_grant_type');
      const renewed = await tokens.renew(field('refresh_token'));
      return renewed ? sendJson(response, 200, renewed) : refuseGrant(response, 'invalid_grant');
    },
    async 'POST /oauth2/revoke'(request, response) {
      const fields = await form(request);
      if (fields.get('client_id') !== client.id) return refuseGrant(response, 'invalid_client');
      await tokens.revoke(fields.get('token') ?? '');
      response.writeHead(200, { 'cache-control': 'no-store' }).end();
    },
    'GET /logout'(request, response, query) {
      const to = query.get('logout_uri') ?? '';
      if (query.get('client_id') !== client.id || !client.logoutUrls.includes(to))
        return sendPage(response, 400, refusalPage());
      visits.delete(visitOf(request) ?? '');
      redirect(response, to, { 'set-cookie': cookie('', 0) });
    },
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { path, query } = targetOf(request);
    const page = pages[`${request.method} ${path.slice(SIGN_IN_PATH.length)}`];
    if (page) return page(request, response, new URLSearchParams(query));
    sendProblem(response, noSuchPage);
    discardRest(request);
  };
}
