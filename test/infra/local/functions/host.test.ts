import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openClock } from '../../../../infra/local/clock.ts';
import { createFunctionHost, type DeadLetter } from '../../../../infra/local/functions/host.ts';
import { temporaryFolder } from '../support/folders.ts';

const NOON = Date.parse('2026-10-27T05:00:00Z');

/** A host with one function, whose module is given. */
function hostOf(source: string, { timeoutMs = 5000, maxRetries = 2 } = {}) {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'bundle'));
  writeFileSync(join(folder, 'bundle', 'index.mjs'), source);
  const clock = openClock(join(folder, 'clock.json'), NOON);
  const lines: string[] = [];
  const failures: string[] = [];
  const deadLetters: DeadLetter[] = [];
  const host = createFunctionHost({
    functions: [
      {
        spec: {
          name: 'work',
          arn: 'arn:aws:lambda:::function:work',
          entry: join(folder, 'bundle', 'index.mjs'),
          handler: 'handler',
          environment: { COLOUR: 'red' },
          timeoutMs,
          memoryMb: 128,
        },
        retry: { maxRetries, deadLetterQueue: 'dead-letters' },
      },
    ],
    clock: clock.shared,
    onLine: (_, line) => lines.push(line),
    onFailure: (_, { errorType, errorMessage }) => failures.push(`${errorType}: ${errorMessage}`),
    onDeadLetter: (letter) => deadLetters.push(letter),
  });
  onTestFinished(() => host.stop(0));
  return { host, clock, lines, failures, deadLetters };
}

const resultOf = (outcome: { ok: boolean; result?: string }): unknown => JSON.parse(outcome.result ?? 'null');

describe('a function', () => {
  it('gets the event, its environment and nothing of the host’s', async () => {
    const { host } = hostOf('export const handler = async (event) => ({ event, env: process.env });');
    const outcome = await host.invoke('work', { a: [1, undefined], b: undefined });
    expect(resultOf(outcome)).toEqual({ event: { a: [1, null] }, env: { COLOUR: 'red' } });
  });

  it('is told what Lambda tells of an invocation', async () => {
    const { host } = hostOf(
      'export const handler = async (_, c) => ({ ...c, left: c.getRemainingTimeInMillis(), getRemainingTimeInMillis: 0 });',
    );
    const context = resultOf(await host.invoke('work', {}));
    expect(context).toMatchObject({ functionName: 'work', memoryLimitInMB: '128', left: expect.any(Number) });
    expect(context).toHaveProperty('awsRequestId', expect.stringMatching(/^[0-9a-f-]{36}$/));
  });

  it('sees the simulated clock in every way of asking the time, and only there', async () => {
    const { host, clock } = hostOf(`export const handler = async () => ({
      now: Date.now(), made: new Date().toISOString(), called: Date(), given: new Date(0).toISOString(),
      parsed: Date.parse('2026-01-01T00:00:00Z'), kind: new Date() instanceof Date, constructor: new Date().constructor === Date,
      intl: new Intl.DateTimeFormat('en', { timeZone: 'UTC', hour: 'numeric', hour12: false }).format(new Date()) });`);
    expect(resultOf(await host.invoke('work', {}))).toEqual({
      now: NOON,
      made: '2026-10-27T05:00:00.000Z',
      called: new Date(NOON).toString(),
      given: '1970-01-01T00:00:00.000Z',
      parsed: Date.UTC(2026, 0, 1),
      kind: true,
      constructor: true,
      intl: '05',
    });
    clock.standAt(NOON + 60_000);
    expect(resultOf(await host.invoke('work', {}))).toMatchObject({ now: NOON + 60_000 });
  });

  it('keeps its state from one event to the next, and works on one at a time', async () => {
    const { host } = hostOf(`let count = 0, working = 0, most = 0;
      export const handler = async () => { most = Math.max(most, ++working); await new Promise(setImmediate); working -= 1; return { count: ++count, most }; };`);
    await host.invoke('work', {});
    expect(resultOf(await host.invoke('work', {}))).toEqual({ count: 2, most: 1 });
    const crowd = await Promise.all(Array.from({ length: 20 }, () => host.invoke('work', {})));
    expect(crowd.every((outcome) => outcome.ok && JSON.parse(outcome.result).most === 1)).toBe(true);
  });

  it('has its lines collected', async () => {
    const { host, lines } = hostOf(
      `export const handler = async () => { console.log('one\\ntwo'); console.error('three'); };`,
    );
    await host.invoke('work', {});
    await host.stop(0);
    await expect.poll(() => lines.toSorted()).toEqual(['one', 'three', 'two']);
  });
});

describe('a function that fails', () => {
  it('is reported with type, message and trace', async () => {
    const { host } = hostOf(`export const handler = async () => { throw new RangeError('too far'); };`);
    const outcome = await host.invoke('work', {});
    expect(outcome).toMatchObject({ ok: false, error: { errorType: 'RangeError', errorMessage: 'too far' } });
  });

  it.each([
    ['that throws when it loads', `throw new Error('no settings');`, /no settings/],
    ['without the handler', 'export const other = 1;', /handler/],
    ['that ends its process', 'export const handler = async () => process.exit(3);', /code 3/],
    [
      'that throws where nobody catches',
      `export const handler = () => new Promise(() => setImmediate(() => { throw new Error('loose'); }));`,
      /loose/,
    ],
    [
      'with a larger answer than Lambda takes',
      `export const handler = async () => 'x'.repeat(7 * 1024 * 1024);`,
      /larger/,
    ],
  ])('%s is reported, and the next event gets a new instance', async (_, source, message) => {
    const { host } = hostOf(source);
    for (const __ of [1, 2])
      expect(await host.invoke('work', {})).toMatchObject({
        ok: false,
        error: { errorMessage: expect.stringMatching(message) },
      });
  });

  it('by taking too long is ended', async () => {
    const { host } = hostOf('export const handler = async () => { for (;;); };', { timeoutMs: 200 });
    expect(await host.invoke('work', {})).toMatchObject({
      ok: false,
      error: { errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out after 0.20 seconds' },
    });
  });

  it('gets an event that nobody waits for again, then it is a dead letter', async () => {
    const { host, failures, deadLetters } = hostOf(`export const handler = async () => { throw new Error('busy'); };`, {
      maxRetries: 1,
    });
    expect(await host.send('work', { n: 1 })).toBe(false);
    expect(failures).toEqual(['Error: busy', 'Error: busy']);
    expect(deadLetters).toMatchObject([
      { function: 'work', queue: 'dead-letters', event: { n: 1 }, error: { errorMessage: 'busy' } },
    ]);
  });
});

describe('a function that is killed', () => {
  const ONCE = `import { existsSync, writeFileSync } from 'node:fs';
    const mark = new URL('./mark', import.meta.url);
    export const handler = async () => {
      if (existsSync(mark)) return 'done';
      writeFileSync(mark, '');
      console.log('at work');
      await new Promise(() => setInterval(() => undefined, 1000));
    };`;

  it('in the middle of an event gets the event again', async () => {
    const { host, lines, failures } = hostOf(ONCE);
    const sent = host.send('work', {});
    await expect.poll(() => lines).toContain('at work');
    await host.kill('work');
    expect(await sent).toBe(true);
    expect(failures).toEqual([expect.stringContaining('Runtime.ExitError')]);
  });
});

describe('the host', () => {
  it('knows when everything that was handed over has settled', async () => {
    const { host } = hostOf('export const handler = async () => new Promise(setImmediate);');
    let settled = 0;
    for (const _ of [1, 2, 3])
      void host.send('work', {}).then(() => {
        settled += 1;
      });
    await host.settled();
    expect(settled).toBe(3);
    await host.idle('work');
  });

  it('ends within its grace, and runs nothing after that', async () => {
    const { host, failures, deadLetters } = hostOf(
      'export const handler = () => new Promise(() => setInterval(() => undefined, 1000));',
    );
    const sent = host.send('work', {});
    await host.stop(100);
    expect(await sent).toBe(false);
    expect(await host.invoke('work', {})).toMatchObject({ ok: false, error: { errorType: 'Runtime.Stopped' } });
    expect([host.stopped, failures, deadLetters]).toEqual([true, [], []]);
  });

  it('refuses an event that is larger than Lambda takes', async () => {
    const { host } = hostOf('export const handler = async () => 1;');
    expect(await host.invoke('work', 'x'.repeat(6 * 1024 * 1024))).toMatchObject({
      ok: false,
      error: { errorType: 'RequestEntityTooLarge' },
    });
  });

  it('names the functions that there are when it is asked for another', async () => {
    const { host } = hostOf('export const handler = async () => 1;');
    await expect(host.invoke('play', {})).rejects.toThrow(/play.*work/);
  });
});
