import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Relocate } from './addresses.ts';
import type { Clock } from './clock.ts';
import { createControl } from './control.ts';
import { accessLine } from './gateway/access-log.ts';
import { targetOf } from './gateway/event.ts';
import { createGateway } from './gateway/gateway.ts';
import { type LocalProblem, sendJson, sendProblem } from './http/problem.ts';
import { poolKeys, type TokenIssuer } from './identity/tokens.ts';
import type { LocalCloud } from './local-cloud.ts';
import { createOperating } from './operating.ts';
import { sendStatusPage, sendStyle } from './pages/pages.ts';
import type { People } from './people.ts';
import { createEdge } from './portal/edge.ts';
import { LOCAL_ACCOUNT } from './settings.ts';
import { demoAccounts } from './sign-in/accounts.ts';
import { createSignIn, SIGN_IN_PATH } from './sign-in/sign-in.ts';
import type { System } from './template/system.ts';

const failed: LocalProblem = {
  status: 500,
  code: 'internal-error',
  title: 'Hệ thống gặp lỗi',
  detail: 'Vui lòng thử lại.',
};

const misdirected: LocalProblem = {
  status: 421,
  code: 'misdirected',
  title: 'Địa chỉ không phải của máy này',
  detail: 'Chỉ nhận yêu cầu gửi tới localhost.',
};

const starting: LocalProblem = {
  status: 503,
  code: 'starting',
  title: 'Hệ thống đang khởi động',
  detail: 'Vui lòng thử lại sau ít giây.',
};

/** A page of another site whose name was made to point here would come under that name. */
const OWN_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** What is served on the port until everything is up. */
export function startingSite(clock: Clock): RequestListener {
  return (request, response) => {
    if (targetOf(request).path === '/local/status') sendJson(response, 200, { now: clock.instant(), ready: false });
    else sendProblem(response, starting);
  };
}

export interface SiteOptions {
  cloud: LocalCloud;
  system: System;
  people: People;
  /** Address of the pages on which letters are read. */
  viewer: string;
  tokens: TokenIssuer;
  assetsDir: string;
  here: Relocate;
  log: (line: string) => void;
}

const MAIL_SHOWN = 20;

/** Everything on the one port: the portal, the API, and `/local/*` with the sign-in pages and the status page. */
export function openSite({
  cloud,
  system,
  people,
  viewer,
  tokens,
  assetsDir,
  here,
  log,
}: SiteOptions): RequestListener {
  const { clock, mail } = cloud;
  const { accessLog } = system;
  const operating = createOperating(system, cloud);
  const gateway = createGateway({
    routes: system.routes,
    keys: poolKeys,
    host: cloud.functions,
    clock,
    account: LOCAL_ACCOUNT,
    onAnswer: people.observe,
    onAnswered(context) {
      if (!accessLog) return;
      cloud.note('access', accessLine(accessLog.format, context));
      if (context.status >= 500) cloud.alarms.failedRequest(accessLog.api);
    },
  });
  const control = createControl({
    status: cloud.status,
    clock: () => ({ now: clock.instant(), standing: clock.standing }),
    moveTo: (ms) => cloud.moveTo(new Date(ms).toISOString()),
    token: async (user) => (await tokens.signIn(user))?.access,
    mail: () => mail.map(({ from: _from, ...letter }) => letter),
    resources: () => system.resources,
    killAddress: cloud.killAddress,
    ...operating,
  });
  const api = {
    async get(path: string): Promise<unknown> {
      const office = people.list().find(({ role }) => role === 'office')?.user ?? system.userPool.users[0]?.name ?? '';
      const headers = { authorization: `Bearer ${await cloud.token(office)}` };
      const response = await fetch(new URL(path, cloud.url), { headers });
      if (!response.ok) throw new Error(`${path} was answered ${response.status}`);
      return response.json();
    },
  };
  const page = (response: ServerResponse) =>
    sendStatusPage(response, api, {
      url: cloud.url,
      now: clock.instant(),
      standing: clock.standing,
      viewer,
      alarms: cloud.alarms
        .list()
        .filter(({ state }) => state === 'ALARM')
        .map(({ name }) => name),
      deadLetters: cloud.deadLetters.items.length,
      exampleUser: people.list().find(({ role }) => role === 'unit')?.user ?? 'office',
      mail: mail.slice(-MAIL_SHOWN).reverse(),
    });

  const { client } = system.userPool;
  const signIn = createSignIn({
    client: {
      id: client.id,
      callbackUrls: client.CallbackURLs.map(here),
      logoutUrls: client.LogoutURLs.map(here),
      scopes: client.AllowedOAuthScopes,
    },
    tokens,
    accounts: () => demoAccounts(people, api),
    url: cloud.url,
  });
  const edge = system.portal && createEdge({ spec: system.portal, assetsDir, here, api: gateway });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { path } = targetOf(request);
    if (path.startsWith(`${SIGN_IN_PATH}/`)) return signIn(request, response);
    if (request.method === 'GET' && path === '/local/') return page(response);
    if (request.method === 'GET' && path === '/local/style.css') return sendStyle(response);
    if (path.startsWith('/local/')) return control(request, response, path);
    return edge ? edge(request, response, path) : gateway(request, response);
  }

  return (request, response) => {
    if (!OWN_HOST.test(request.headers.host ?? '')) return sendProblem(response, misdirected);
    answer(request, response).catch((error: unknown) => {
      log(`${request.method} ${request.url}: ${error instanceof Error ? error.stack : String(error)}`);
      if (response.headersSent) response.destroy();
      else sendProblem(response, failed);
    });
  };
}
