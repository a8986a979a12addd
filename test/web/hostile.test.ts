import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { firstLoad } from './browser/first-load.ts';
import { openPortal, type Portal } from './browser/portal.ts';

const NOW = '2026-01-26T02:00:00Z';
const UNIT = 'so-tu-phap';
const MARKUP = '<img src=x onerror=alert(1)><script>alert(2)</script>';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal(NOW, { goLive: '2025-11-01' });
});
afterAll(() => portal.close());

const configSchema = z.object({ clientId: z.string(), signIn: z.string(), returnTo: z.string() });
const config = async () => configSchema.parse(await (await fetch(`${portal.url}/config.json`)).json());
const VERIFIER = 'v'.repeat(43);
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

async function authorization(change: Record<string, string> = {}): Promise<{ signIn: string; query: URLSearchParams }> {
  const { clientId, signIn, returnTo } = await config();
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: returnTo,
    state: 's',
    code_challenge_method: 'S256',
    code_challenge: CHALLENGE,
    ...change,
  });
  return { signIn, query };
}

/** Signs in by the form alone; gives the answer, whose location holds the code. */
async function signIn(change: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Response> {
  const { signIn: address, query } = await authorization(change);
  const body = new URLSearchParams({ user: UNIT });
  return fetch(`${address}/login?${query}`, { method: 'POST', body, headers, redirect: 'manual' });
}
const codeOf = (answer: Response) => new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';

async function exchange(code: string, change: Record<string, string> = {}): Promise<Response> {
  const { clientId, signIn: address, returnTo } = await config();
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: clientId,
    code,
    redirect_uri: returnTo,
    code_verifier: VERIFIER,
    ...change,
  });
  return fetch(`${address}/oauth2/token`, { method: 'POST', body });
}

describe('the sign-in pages', () => {
  it.each(['https://evil.example/', 'http://localhost:1/', '//evil.example', ''])(
    'send nobody to an address that is not registered: %s',
    async (redirect_uri) => {
      const answer = await signIn({ redirect_uri });
      expect(answer.status).toBe(400);
      expect(answer.headers.get('location')).toBeNull();
    },
  );

  it('hold the address letter by letter: no subpath, no query', async () => {
    const { returnTo } = await config();
    for (const redirect_uri of [`${returnTo}x`, `${returnTo}?a=1`, returnTo.slice(0, -1)])
      expect((await signIn({ redirect_uri })).status).toBe(400);
  });

  it.each([{ code_challenge: '' }, { code_challenge_method: 'plain' }, { response_type: 'token' }])(
    'give no code without a proof key of the strong kind: %o',
    async (change) => {
      expect(codeOf(await signIn(change))).toBe('');
    },
  );

  it('let no other site sign somebody in', async () => {
    expect((await signIn({}, { origin: 'https://evil.example' })).status).toBe(403);
  });

  it('take a code once, from who has the proof key, for the address that it was given to', async () => {
    const once = codeOf(await signIn());
    expect((await exchange(once)).status).toBe(200);
    expect((await exchange(once)).status).toBe(400);
    expect((await exchange(codeOf(await signIn()), { code_verifier: 'w'.repeat(43) })).status).toBe(400);
    expect((await exchange(codeOf(await signIn()), { redirect_uri: 'https://evil.example/' })).status).toBe(400);
    expect((await exchange(codeOf(await signIn()), { client_id: 'another' })).status).toBe(400);
  });
});

describe('a link that comes back from a sign-in that this tab did not begin', () => {
  it.each([
    ['somebody else’s code', async () => `/?code=${codeOf(await signIn())}&state=s`],
    ['an error', async () => '/?error=access_denied&state=s'],
  ])('signs nobody in: %s', async (_title, link) => {
    const visit = await portal.visit();
    await visit.page.goto(`${portal.url}${await link()}`);
    await visit.page.locator('h1', { hasText: 'Chưa đăng nhập được' }).waitFor();
    expect(visit.page.url()).toBe(`${portal.url}/`);
    expect(await visit.page.evaluate(() => sessionStorage.length)).toBe(0);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('cannot send the reader to another site afterwards', async () => {
    const visit = await portal.visit();
    const pending = JSON.stringify({ state: 's', verifier: VERIFIER, returnTo: '//evil.example/' });
    await visit.page.goto(`${portal.url}/robots.txt`);
    await visit.page.evaluate((text) => sessionStorage.setItem('session.pending', text), pending);
    await visit.page.goto(`${portal.url}/?code=${codeOf(await signIn())}&state=s`);
    await visit.page.locator('.who-name').waitFor();
    expect(visit.page.url()).toBe(`${portal.url}/`);
    await visit.close();
  });
});

describe('a hostile page', () => {
  let evil: Server;
  const evilUrl = () => {
    const address = evil.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  };
  beforeAll(async () => {
    evil = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(`<h1>evil</h1><iframe src="${portal.url}/"></iframe>`);
    });
    await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => evil.close(resolve)));

  it('cannot frame the portal', async () => {
    const visit = await portal.as(UNIT, '/', { allowed: [/frame-ancestors/, /X-Frame-Options/, /ERR_BLOCKED/, /404/] });
    await visit.page.goto(evilUrl());
    await visit.page.waitForLoadState('networkidle');
    // The browser puts an error of its own in the frame's place; the portal would show a way to sign in.
    const shown = visit.page.frames().map((frame) => frame.url());
    expect(shown).toEqual([`${evilUrl()}/`, 'chrome-error://chromewebdata/']);
    await visit.close();
  });

  it('cannot ask the API in the name of who is signed in', async () => {
    const visit = await portal.as(UNIT, '/', { allowed: [/./] });
    await visit.page.goto(evilUrl());
    const outcome = await visit.page.evaluate(async (url) => {
      const read = await fetch(`${url}/v1/me`, { credentials: 'include' }).then(
        () => 'answered',
        () => 'refused',
      );
      // No question is asked before a simple request: it arrives, but carries nothing that would count.
      await fetch(`${url}/v1/me`, { mode: 'no-cors', credentials: 'include' }).catch(() => undefined);
      return read;
    }, portal.url);
    expect(outcome).toBe('refused');
    expect(await visit.page.context().cookies(`${portal.url}/v1/me`)).toEqual([]);
    await visit.close();
  });
});

describe('the Content-Security-Policy', () => {
  it('stops scripts, styles, requests and forms that are not the portal’s own', async () => {
    const visit = await portal.as(UNIT, '/', { allowed: [/Content Security Policy/i] });
    const seen = await visit.page.evaluate(async () => {
      const violated: string[] = [];
      addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violated.push(effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.hacked = true';
      document.body.append(script);
      const inline = document.createElement('div');
      inline.setAttribute('onclick', 'window.hacked = true');
      document.body.append(inline);
      inline.click();
      const style = document.createElement('style');
      style.textContent = 'body { display: none }';
      document.body.append(style);
      await fetch('https://evil.example/').catch(() => undefined);
      const form = document.createElement('form');
      form.action = 'https://evil.example/';
      document.body.append(form);
      form.submit();
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { violated: [...new Set(violated)].sort(), hacked: 'hacked' in window };
    });
    expect(seen).toEqual({
      violated: ['connect-src', 'form-action', 'script-src-attr', 'script-src-elem', 'style-src-elem'],
      hacked: false,
    });
    await visit.close();
  });
});

describe('markup in a unit’s name', () => {
  it('is refused by the registry, and would be shown as text if it were not', async () => {
    const csv = [
      'id,name,category,armed_forces,valid_from,valid_to,successors,contact_email,head_email',
      `don-vi-la,"${MARKUP}",department,no,2021-08-24,,,don-vi-la@dienbien.example,`,
    ].join('\n');
    const token = await portal.office.tokenOf('office');
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv' };
    expect((await portal.office.request('PUT', '/v1/units', csv, headers)).status).toBe(422);

    const visit = await portal.visit();
    await visit.page.route('**/v1/me', (route) =>
      route.fulfill({ json: { user: UNIT, role: 'unit', unit: { id: UNIT, name: MARKUP }, at: NOW } }),
    );
    await visit.signIn(UNIT);
    expect(await visit.page.locator('.who-name').textContent()).toBe(MARKUP);
    expect(await visit.page.locator('img[src=x]').count()).toBe(0);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });
});

describe('the first screen', () => {
  it('takes at most 60 KB of compressed script and style', async () => {
    const files = await firstLoad(portal, UNIT);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    expect(files.map(({ path }) => path)).toContainEqual(expect.stringMatching(/\.css$/));
    expect(bytes).toBeGreaterThan(5_000);
    expect(bytes).toBeLessThanOrEqual(60 * 1024);
  });
});
