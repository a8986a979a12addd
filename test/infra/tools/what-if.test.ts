import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { run } from '../../../infra/tools/what-if.ts';

const annual = {
  id: 'so-tu-phap.annual.2026',
  unit: 'so-tu-phap',
  rule: 'annual',
  period: '2026',
  from: '2026-01-01',
  to: '2026-12-31',
  lastDay: '2026-11-29',
  dueBefore: '2026-11-29T17:00:00Z',
  regimeVersion: '353-CV/TU@2021-08-24',
  status: 'received',
  verdict: 'late',
  daysLate: 1,
  receivedAt: '2026-11-30T02:00:00Z',
};
const november = {
  ...annual,
  id: 'so-tu-phap.monthly.2026-11',
  rule: 'monthly',
  period: '2026-11',
  lastDay: '2026-11-27',
  dueBefore: '2026-11-27T17:00:00Z',
  verdict: 'on-time',
  daysLate: undefined,
  receivedAt: '2026-11-27T02:00:00Z',
};

/** A system of two pages, and what it was asked. */
function fakeSystem(answer: (path: string) => Response | undefined = () => undefined) {
  const asked: { path: string; authorization: string | null }[] = [];
  const fetch = async (url: URL, init: RequestInit = {}): Promise<Response> => {
    const path = `${url.pathname}${url.search}`;
    asked.push({ path, authorization: new Headers(init.headers).get('authorization') });
    const own = answer(path);
    if (own) return own;
    if (url.pathname === '/local/token') return Response.json({ token: 'local-token' });
    if (url.pathname === '/v1/compliance') return Response.json({ at: '2026-12-15T00:00:00Z', expected: 1 });
    return Response.json(url.searchParams.has('next') ? { items: [annual] } : { items: [november], next: 'page-2' });
  };
  return { fetch, asked, token: undefined };
}

const args = ['--year', '2026', '--policy', 'next-working-day'];

describe('npm run what-if', () => {
  it('reads every page as the Office of the local cloud, and asks the system for its time', async () => {
    const system = fakeSystem();
    await run(args, system);
    expect(system.asked).toEqual([
      { path: '/local/token', authorization: null },
      { path: '/v1/obligations?year=2026', authorization: 'Bearer local-token' },
      { path: '/v1/obligations?year=2026&next=page-2', authorization: 'Bearer local-token' },
      { path: '/v1/compliance?rule=monthly&period=2026-11', authorization: 'Bearer local-token' },
    ]);
  });

  it('takes the token that it is given instead', async () => {
    const system = { ...fakeSystem(), token: 'given' };
    await run([...args, '--url', 'https://dunghan.example'], system);
    expect(system.asked.map(({ authorization }) => authorization)).toEqual(Array(3).fill('Bearer given'));
  });

  it('lists whose verdict changes, and how many there are of each', async () => {
    const { exitCode, stdout, stderr } = await run(args, fakeSystem());
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const lines = stdout.split('\n').map((line) => line.replaceAll(/ {2,}/g, ' | '));
    expect(lines).toContain(
      'so-tu-phap | Báo cáo năm | 2026 | 09:00, thứ Hai, 30/11/2026 | chậm 1 ngày (hạn 29/11/2026) | đúng hạn (hạn 30/11/2026)',
    );
    expect(lines).toContain('đúng hạn | 1 | 2');
    expect(lines).toContain('chậm | 1 | 0');
    expect(lines).toContain('1 trên 2 báo cáo đổi kết quả.');
  });

  it('gives the same as JSON', async () => {
    const { stdout } = await run([...args, '--bound', 'within', '--json'], fakeSystem());
    expect(JSON.parse(stdout)).toMatchObject({
      at: '2026-12-15T00:00:00Z',
      year: 2026,
      reading: { policy: 'next-working-day', bound: 'within' },
      changes: [{ id: annual.id, before: { verdict: 'late', daysLate: 1 }, after: { verdict: 'on-time' } }],
      before: { 'on-time': 1, late: 1 },
      after: { 'on-time': 2, late: 0 },
      skipped: 0,
    });
  });

  it('has nothing to judge in a year without reports', async () => {
    const system = fakeSystem((path) =>
      path.startsWith('/v1/obligations') ? Response.json({ items: [] }) : undefined,
    );
    const { exitCode, stdout } = await run(args, system);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('0 trên 0 báo cáo đổi kết quả.');
  });

  it('explains itself without asking anybody', async () => {
    const system = fakeSystem();
    expect(await run(['--help'], system)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('DUNG_HAN_TOKEN'),
    });
    expect(system.asked).toEqual([]);
  });

  it.each([
    ['no year', ['--policy', 'unchanged']],
    ['a year that is a word', ['--year', 'nay', '--bound', 'within']],
    ['no other reading', ['--year', '2026']],
    ['a policy that does not exist', ['--year', '2026', '--policy', 'never']],
    ['a bound that does not exist', ['--year', '2026', '--bound', 'after']],
    ['an address that is none', [...args, '--url', 'dunghan']],
    ['an address of another kind', [...args, '--url', 'file:///etc/hosts']],
    ['an address that would show the token to all', [...args, '--url', 'http://dunghan.example']],
    ['an address with a password', [...args, '--url', 'https://a:b@dunghan.example']],
    ['an unknown option', [...args, '--yaml']],
    ['a word too many', [...args, 'now']],
  ])('refuses %s with one line and exit code 2, and asks nobody', async (_, given) => {
    const system = fakeSystem();
    const { exitCode, stdout, stderr } = await run(given, system);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^what-if: [^\n]+\n$/);
    expect(system.asked).toEqual([]);
  });

  const problem = Response.json({ title: 'Không được phép', detail: 'Chỉ Văn phòng.' }, { status: 403 });
  it.each<[string, () => Response, RegExp]>([
    ['refuses', () => problem.clone(), /answers 403: Không được phép\. Chỉ Văn phòng\./],
    ['answers no JSON', () => new Response('<html>'), /something unexpected/],
    ['fails without a word', () => new Response('', { status: 502 }), /answers 502\n/],
    ['answers in another shape', () => Response.json({ items: [{ id: 1 }] }), /something unexpected/],
    ['gives the same page for ever', () => Response.json({ items: [], next: 'again' }), /again and again/],
  ])('ends with one line and exit code 1 when the system %s', async (_, answer, message) => {
    const system = fakeSystem((path) => (path.startsWith('/v1/obligations') ? answer() : undefined));
    const { exitCode, stdout, stderr } = await run(args, system);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/^what-if: [^\n]+\n$/);
    expect(stderr).toMatch(message);
  });

  it('ends with one line and exit code 1 when nobody listens', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const given = [...args, '--url', `http://127.0.0.1:${port}`];
    const { exitCode, stderr } = await run(given, { fetch: globalThis.fetch, token: undefined });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^what-if: http:\/\/127\.0\.0\.1:\d+ cannot be reached: [^\n]+\n$/);
  });

  it('follows no redirect with a token in hand', async () => {
    const asked: (string | undefined)[] = [];
    const server = createServer((request: IncomingMessage, response) => {
      asked.push(request.url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const given = [...args, '--url', `http://127.0.0.1:${port}`];
    const { exitCode } = await run(given, { fetch: globalThis.fetch, token: 'given' });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(exitCode).toBe(1);
    expect(asked).toEqual(['/v1/obligations?year=2026']);
  });
});
