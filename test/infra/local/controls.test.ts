import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { bearer, problemOf } from './support/answers.ts';
import { type SmallCloud, START, startSmallCloud } from './support/cloud.ts';
import { sharedFolder, temporaryFolder } from './support/folders.ts';
import { smallStack } from './support/small-stack.ts';

const folder = sharedFolder();
let small: SmallCloud;
beforeAll(async () => {
  small = await startSmallCloud(folder);
});
afterAll(() => small.cloud.stop());

describe('the controls', () => {
  const post = (path: string, body: unknown) =>
    small.ask(path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) });

  it('show the state', async () => {
    const status = await (await small.ask('/local/status')).json();
    expect(status).toMatchObject({
      now: START,
      ready: true,
      api: `${small.cloud.url}/v1`,
      mail: expect.stringMatching(/^http:/),
      users: [],
    });
    expect(await (await small.ask('/local/clock')).json()).toEqual({ now: START, standing: true });
  });

  it('list what of the template runs here, and why the rest need not', async () => {
    const { items } = z
      .object({ items: z.array(z.object({ id: z.string(), type: z.string(), idle: z.string().optional() })) })
      .parse(await (await small.ask('/local/resources')).json());
    expect(items.find(({ id }) => id === 'Bucket')).toEqual({ id: 'Bucket', type: 'AWS::S3::Bucket' });
    expect(items.find(({ id }) => id === 'Role')?.idle).toBeTruthy();
  });

  it('run a function once on an event, and make no dead letter of one that fails', async () => {
    const before = small.cloud.deadLetters.items.length;
    const invoke = async (name: string, event: object) =>
      (await post('/local/invoke', { function: name, event })).json();
    expect(await invoke('recorder', { by: 'hand' })).toMatchObject({ ok: true });
    expect(small.records().at(-1)?.event).toEqual({ by: 'hand' });
    expect(await invoke('failing', { by: 'hand' })).toMatchObject({ ok: false, error: { errorType: 'TypeError' } });
    expect(small.cloud.deadLetters.items).toHaveLength(before);
  });

  const stateOf = async ({ ask }: SmallCloud, name: string) => {
    const { items } = z
      .object({ items: z.array(z.object({ name: z.string(), state: z.string() })) })
      .parse(await (await ask('/local/alarms')).json());
    return items.find((alarm) => alarm.name === name)?.state;
  };
  const undeliveredOf = async ({ ask }: SmallCloud, name: string) => {
    const letter = z.object({ id: z.string(), event: z.unknown() });
    const { items } = z
      .object({ items: z.array(z.object({ function: z.string(), undelivered: z.array(letter) })) })
      .parse(await (await ask('/local/queues')).json());
    return items.find((queue) => queue.function === name)?.undelivered ?? [];
  };

  it('show which alarms of the template are on, and tell of one when it goes off', async () => {
    await post('/local/invoke', { function: 'failing', event: {} });
    expect(await stateOf(small, 'errors/failing')).toBe('ALARM');
    expect(small.lines).toContain('ALARM errors/failing: It failed.');
    expect(await (await small.ask('/local/')).text()).toContain('errors/failing');
  });

  it('show an event that could not be dealt with, until somebody deletes it', async () => {
    await small.cloud.functions.send('failing', { n: 1 });
    const [letter] = await undeliveredOf(small, 'failing');
    expect(letter?.event).toEqual({ n: 1 });
    expect(await stateOf(small, 'undelivered/failing')).toBe('ALARM');
    expect((await post('/local/queues/delete', { id: letter?.id })).status).toBe(200);
    expect([await undeliveredOf(small, 'failing'), await stateOf(small, 'undelivered/failing')]).toEqual([[], 'OK']);
    expect(await problemOf(await post('/local/queues/delete', { id: letter?.id }))).toBe('404 not-found');
    for (const n of [2, 3]) await small.cloud.functions.send('failing', { n });
    expect(await (await post('/local/queues/purge', { function: 'failing' })).json()).toEqual({ deleted: 2 });
    expect(await undeliveredOf(small, 'failing')).toEqual([]);
  });

  it('put events into the queue that feeds a function, and give back what it could not deal with', async () => {
    const home = temporaryFolder();
    const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
    const stack = smallStack(join(home, 'assets'), join(home, 'records'), {
      Waiting: {
        Type: 'AWS::SQS::Queue',
        Properties: { RedrivePolicy: { deadLetterTargetArn: arn('DeadLetters'), maxReceiveCount: 3 } },
      },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { EventSourceArn: arn('Waiting'), FunctionName: { Ref: 'Failing' } },
      },
    });
    const fed = await startSmallCloud(home, { stack });
    const command = async (path: string, body: object) => {
      const answer = await fed.ask(path, { method: 'POST', body: JSON.stringify(body) });
      await fed.cloud.functions.settled();
      return answer.json();
    };
    expect(await command('/local/queues/send', { function: 'failing', event: { n: 7 } })).toEqual({ sent: 1 });
    const [first] = await undeliveredOf(fed, 'failing');
    expect(first?.event).toEqual({ n: 7 });
    expect(await command('/local/queues/move', { function: 'failing' })).toEqual({ moved: 1 });
    const again = await undeliveredOf(fed, 'failing');
    expect(again.map(({ event }) => event)).toEqual([{ n: 7 }]);
    expect(again[0]?.id).not.toBe(first?.id);
    await fed.cloud.stop();
  });

  it('keep a schedule from its function, until that is mended and somebody has run it', async () => {
    const cut = await startSmallCloud(temporaryFolder());
    const command = (path: string, body: object) => cut.ask(path, { method: 'POST', body: JSON.stringify(body) });
    const items = [{ function: 'recorder', action: 'lambda:InvokeFunction' }];
    expect(await (await command('/local/outages', { items })).json()).toEqual({ items });
    const { ran } = await cut.cloud.moveTo('2026-10-27T02:00:00Z');
    expect([ran.some(({ ok }) => ok), cut.records()]).toEqual([false, []]);
    expect(await stateOf(cut, 'did-not-run/recorder')).toBe('ALARM');
    await command('/local/outages', { items: [] });
    expect(await (await cut.ask('/local/outages')).json()).toEqual({ items: [] });
    await command('/local/invoke', { function: 'recorder', event: {} });
    expect(await stateOf(cut, 'did-not-run/recorder')).toBe('OK');
    await cut.cloud.stop();
  });

  it('give a token to those who can sign in', async () => {
    const { token } = z
      .object({ token: z.string() })
      .parse(await (await post('/local/token', { user: 'office' })).json());
    expect((await small.ask('/items/1', bearer(token))).status).toBe(200);
    expect(await problemOf(await post('/local/token', { user: 'nobody' }))).toBe('404 not-found');
  });

  it.each([
    ['/local/clock', 'now', 400],
    ['/local/clock', '{"now":"tomorrow"}', 400],
    ['/local/clock', '{"now":"2026-10-27"}', 400],
    ['/local/clock', '{"now":"2026-02-30T00:00:00Z"}', 400],
    ['/local/clock', '{}', 400],
    ['/local/clock', '{"now":"2026-10-26T23:59:59Z"}', 409],
    ['/local/token', '{"user":7}', 400],
    ['/local/token', 'null', 400],
    ['/local/mail/dead', '{"address":"nowhere"}', 400],
    ['/local/invoke', '{"event":{}}', 400],
    ['/local/invoke', '{"function":"nothing","event":{}}', 404],
    ['/local/queues/send', '{"function":"failing","event":{}}', 404],
    ['/local/queues/send', '{"event":{}}', 400],
    ['/local/queues/move', '{"function":"failing"}', 404],
    ['/local/queues/purge', '{"function":"nothing"}', 404],
    ['/local/outages', '{"items":[{"function":"failing"}]}', 400],
    ['/local/token', JSON.stringify({ user: 'x'.repeat(70_000) }), 413],
  ])('at %s refuse %.40s', async (path, body, status) => {
    expect(await problemOf(await post(path, body))).toMatch(String(status));
  });

  it('say which field is wrong', async () => {
    expect(await (await post('/local/clock', { now: 'x' })).json()).toMatchObject({ errors: [{ field: 'now' }] });
  });
});
