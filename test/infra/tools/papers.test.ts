import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../../infra/tools/papers.ts';
import { IDLE_TIMEOUT_SECONDS } from '../../../infra/tools/shared/api-client.ts';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'papers-'));
});
afterEach(() => rmSync(out, { recursive: true }));

/** A running system, as far as the command asks it. */
function createSystem(missing: number, statuses: string[], bundle?: () => ReadableStream<Uint8Array>) {
  const asked: string[] = [];
  const json = (body: unknown, status = 200) =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
  const fetch = async (url: URL, init: RequestInit = {}): Promise<Response> => {
    asked.push(`${init.method ?? 'GET'} ${url.pathname}${url.search}`);
    if (url.pathname === '/local/token') return json({ token: 'secret' });
    if (url.pathname === '/v1/compliance') return json({ missing });
    if (url.pathname === '/v1/compilations') return json({ id: 'monthly.2026-10.20261102030000' }, 202);
    if (url.pathname.startsWith('/v1/compilations/')) {
      const status = statuses.shift() ?? 'done';
      const files = status === 'done' ? [{ name: 'Báo cáo.zip', url: 'https://s3.example/bundle' }] : [];
      return json({ status, files });
    }
    return new Response(url.pathname === '/bundle' && bundle ? bundle() : `bytes of ${url.pathname}`);
  };
  return { fetch, asked };
}
const MB = 1024 ** 2;
const period = ['--rule', 'monthly', '--period', '2026-10'];

describe('papers', () => {
  it('writes every paper of a period, and waits for what is compiled', async () => {
    const { fetch, asked } = createSystem(2, ['waiting', 'working']);
    const { exitCode, stdout } = await run([...period, '--out', out], { fetch, token: undefined });
    expect(exitCode).toBe(0);
    const names = readdirSync(out).sort();
    expect(names).toEqual(
      [
        'Báo cáo tình hình thực hiện 2026-10.docx',
        'Báo cáo tình hình thực hiện 2026-10.xlsx',
        'Báo cáo.zip',
        'Công văn đôn đốc 2026-10.docx',
      ].sort(),
    );
    expect(stdout.trim().split('\n')).toHaveLength(names.length);
    expect(readFileSync(join(out, 'Báo cáo.zip'), 'utf8')).toBe('bytes of /bundle');
    expect(asked).toContain('GET /v1/compliance/report?rule=monthly&period=2026-10&format=xlsx');
    expect(asked.filter((line) => line.includes('/v1/compilations/'))).toHaveLength(3);
  });

  it('writes no urging letter when nothing is late, and asks for no token when it has one', async () => {
    const { fetch, asked } = createSystem(0, []);
    await run([...period, '--out', out], { fetch, token: 'of-the-office' });
    expect(asked.some((line) => line.includes('urgings') || line.includes('/local/token'))).toBe(false);
  });

  it('says so when the system fails', async () => {
    const { fetch } = createSystem(0, ['failed']);
    const outcome = await run([...period, '--out', out], { fetch, token: undefined });
    expect(outcome).toMatchObject({ exitCode: 1, stdout: '' });
    expect(outcome.stderr).toMatch(/^papers: the compilation .* failed/);
  });

  it('writes a bundle as it comes, however long it takes, and never holds it whole', async () => {
    const parts = 40;
    let given = 0;
    let ahead = 0;
    const written = () =>
      existsSync(join(out, 'Báo cáo.zip.part')) ? statSync(join(out, 'Báo cáo.zip.part')).size : 0;
    const bundle = () =>
      new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            ahead = Math.max(ahead, given - written());
            given += MB;
            controller.enqueue(new Uint8Array(MB));
            if (given === parts * MB) controller.close();
          },
        },
        { highWaterMark: 0 },
      );
    const { fetch } = createSystem(0, [], bundle);
    const outcome = await run([...period, '--out', out], { fetch, token: undefined });
    expect(outcome.exitCode).toBe(0);
    expect(statSync(join(out, 'Báo cáo.zip')).size).toBe(parts * MB);
    expect(ahead).toBeLessThan((parts / 2) * MB);
  });

  it('leaves no bundle that broke off', async () => {
    const bundle = () =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new Uint8Array(MB));
        },
        pull(controller) {
          controller.error(new Error('the line is cut'));
        },
      });
    const { fetch } = createSystem(0, [], bundle);
    const outcome = await run([...period, '--out', out], { fetch, token: undefined });
    expect(outcome).toMatchObject({
      exitCode: 1,
      stderr: 'papers: https://s3.example broke off a file: the line is cut\n',
    });
    expect(readdirSync(out).filter((name) => name.includes('.zip'))).toEqual([]);
  });

  it('gives up a bundle of which nothing comes any more', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const bundle = () =>
        new ReadableStream<Uint8Array>({
          pull: () => void vi.advanceTimersByTimeAsync(IDLE_TIMEOUT_SECONDS * 1000),
        });
      const { fetch } = createSystem(0, [], bundle);
      const outcome = await run([...period, '--out', out], { fetch, token: undefined });
      expect(outcome).toMatchObject({ exitCode: 1 });
      expect(outcome.stderr).toContain('nothing came for 60 seconds');
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    [[], '--out must name a directory'],
    [['--out', 'x'], 'give either --demo, or --rule and --period'],
    [['--out', 'x', '--demo', ...period], 'give either --demo'],
    [['--out', 'x', '--rule', 'monthly'], '--rule and --period belong together'],
    [['--out', 'x', ...period, '--url', 'http://elsewhere.example'], '--url must begin with https://'],
  ])('refuses %j', async (args, reason) => {
    const { fetch, asked } = createSystem(0, []);
    const outcome = await run(args, { fetch, token: undefined });
    expect(outcome.exitCode).toBe(2);
    expect(outcome.stderr).toContain(reason);
    expect(asked).toEqual([]);
  });
});
