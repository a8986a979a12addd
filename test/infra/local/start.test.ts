import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { temporaryFolder } from './support/folders.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const NOW = '2026-10-20T01:00:00Z';
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** npm start, as it is typed. */
function start(...args: string[]) {
  const command = [join(ROOT, 'infra/run.mjs'), 'infra/local/start.ts', '--port', '0', ...args];
  const child = spawn(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let printed = '';
  const ready = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      printed += chunk;
      const [, url] = /^Ready: (http:\/\/localhost:\d+)$/m.exec(printed) ?? [];
      if (url) ready.resolve(url);
    });
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  void ended.then((code) => ready.reject(new Error(`ended with ${code}: ${printed}`)));
  ready.promise.catch(() => undefined);
  return { child, ready: ready.promise, ended, printed: () => printed };
}

/** Whether any program runs whose command line names a folder; where there is no /proc, nobody can tell. */
function isNamedByAProgram(folder: string): boolean {
  if (process.platform !== 'linux') return false;
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.some((id) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(folder);
    } catch {
      return false;
    }
  });
}

const statusSchema = z.object({
  now: z.string(),
  ready: z.boolean(),
  mail: z.string(),
  users: z.array(z.object({ user: z.string(), role: z.string(), unit: z.string().optional() })),
});
const statusOf = async (url: string) => statusSchema.parse(await (await fetch(`${url}/local/status`)).json());

async function obligationsOf(url: string, user: string): Promise<string[]> {
  const answer = await fetch(`${url}/local/token`, { method: 'POST', body: JSON.stringify({ user }) });
  const { token } = z.object({ token: z.string() }).parse(await answer.json());
  const listed = await fetch(`${url}/v1/obligations`, { headers: { authorization: `Bearer ${token}` } });
  return z
    .object({ items: z.array(z.object({ id: z.string() })) })
    .parse(await listed.json())
    .items.map(({ id }) => id);
}

describe('npm start', () => {
  it('has the demo ready, keeps it over a stop and over a crash, and doubles nothing', async () => {
    const folder = temporaryFolder();
    const data = ['--data', folder];
    const first = start(...data, '--now', NOW);
    const url = await first.ready;
    const status = await statusOf(url);
    expect(status).toMatchObject({ now: NOW, ready: true });
    expect(status.users.slice(0, 2)).toEqual([
      { user: 'office', role: 'office' },
      { user: 'leader', role: 'leader' },
    ]);
    const units = status.users.filter(({ role }) => role === 'unit');
    expect(units.length).toBeGreaterThan(80);
    expect(units.every(({ user, unit }) => user === unit)).toBe(true);
    const obligations = await obligationsOf(url, 'so-tu-phap');
    expect(obligations).toContain('so-tu-phap.monthly.2026-10');

    const second = start(...data);
    expect(await second.ended).toBe(1);
    expect(second.printed()).toMatch(/^[^\n]*in use by another local cloud[^\n]*\n$/);

    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);

    const third = start(...data);
    expect(await statusOf(await third.ready)).toEqual({ ...status, mail: expect.any(String) });
    expect(await obligationsOf(await third.ready, 'so-tu-phap')).toEqual(obligations);
    expect(isNamedByAProgram(folder)).toBe(process.platform === 'linux');
    third.child.kill('SIGKILL');
    await third.ended;
    await expect.poll(() => isNamedByAProgram(folder)).toBe(false);

    const fourth = start(...data);
    expect(await obligationsOf(await fourth.ready, 'so-tu-phap')).toEqual(obligations);
    fourth.child.kill('SIGINT');
    expect(await fourth.ended).toBe(0);
    expect(fourth.printed()).toMatch(/^Ready: [^\n]*\n$/);
  }, 180_000);

  it('says in one line what is wrong with its options, its port and its directory', async () => {
    const badOption = start('--now', 'yesterday');
    expect(await badOption.ended).toBe(2);
    expect(badOption.printed()).toMatch(/^--now: [^\n]*\n$/);

    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = z.object({ port: z.number() }).parse(taken.address());
    const badPort = start('--data', temporaryFolder(), '--port', String(port));
    expect(await badPort.ended).toBe(1);
    expect(badPort.printed()).toMatch(/^[^\n]*--port[^\n]*\n$/);
    taken.close();

    const badDirectory = start('--data', ROOT);
    expect(await badDirectory.ended).toBe(1);
    expect(badDirectory.printed()).toMatch(/^[^\n]*--data[^\n]*\n$/);
  });
});
