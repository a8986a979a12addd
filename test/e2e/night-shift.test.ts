import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import * as schemas from '../../functions/api/schemas/index.ts';
import { run as verify } from '../../infra/tools/history-verify.ts';
import { addSeconds, type Instant } from '../../lib/calendar/dates.ts';
import { samplePdf } from '../samples/pdf.ts';
import { type Office, openOffice, PDF, type UploadFile } from './office.ts';

/** 08:00 on Thursday 22 October 2026: no notice is due for days. */
const THURSDAY = '2026-10-22T01:00:00Z';
const DAY = 24 * 3600;
const REPORT: UploadFile[] = [{ name: 'bao-cao.pdf', type: PDF, role: 'main', bytes: samplePdf(['Báo cáo tháng 10']) }];
const idOf = (unit: string) => `${unit}.monthly.2026-10`;

let office: Office;
let now: Instant = THURSDAY;
beforeAll(async () => {
  office = await openOffice(THURSDAY, { goLive: '2026-10-01' });
});
afterAll(() => office.close());

async function pass(seconds: number): Promise<void> {
  now = addSeconds(now, seconds);
  await office.moveTo(now);
}

/** The alarms that are on, by name. */
async function alarms(): Promise<string[]> {
  const { body } = await office.request('GET', '/local/alarms');
  const { items } = z.object({ items: z.array(z.object({ name: z.string(), state: z.string() })) }).parse(body);
  return items.filter(({ state }) => state === 'ALARM').map(({ name }) => name);
}

/** What the operators were told until now. */
const told = () =>
  readFileSync(join(office.dataDir, 'logs', 'alarms.log'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => z.object({ name: z.string(), state: z.string() }).parse(JSON.parse(line)))
    .map(({ name, state }) => `${state} ${name}`);

async function command(path: string, body: object): Promise<unknown> {
  const answer = await office.request('POST', path, body);
  await office.cloud.functions.settled();
  return answer.body;
}
const cannot = (name: string, action: string) => command('/local/outages', { items: [{ function: name, action }] });
const putBack = () => command('/local/outages', { items: [] });
const runNow = (name: string) => command('/local/invoke', { function: name, event: { scheduledTime: now } });

const statusOf = async (unit: string) => {
  const { body } = await office.as(unit, 'GET', `/v1/submissions/${idOf(unit)}.1`);
  return schemas.submission.parse(body);
};

describe('the night shift follows the runbook from an alarm to its end', () => {
  it('when a file could not be put on record for a day', async () => {
    const unit = 'so-tu-phap';
    await cannot('record-upload', 'dynamodb:*');
    const declared = schemas.declared.parse((await office.declare(unit, idOf(unit), REPORT)).body);
    for (const form of declared.uploads) await office.upload(form, REPORT[0]?.bytes ?? new Uint8Array());
    await office.cloud.functions.settled();
    expect(await alarms()).toContain('errors/record-upload');
    await pass(DAY + 3600);
    expect(await alarms()).toContain('undelivered/record-upload');

    await putBack();
    expect(await command('/local/queues/move', { function: 'record-upload' })).toEqual({ moved: 1 });
    expect(await statusOf(unit)).toMatchObject({ status: 'received', receivedAt: THURSDAY });
    // The morning's check had found it as well.
    await runNow('check-register');
    await command('/local/queues/purge', { function: 'check-register' });
    await pass(300);
    expect(await alarms()).toEqual([]);
  });

  it('when the trigger of a function was taken away', async () => {
    const unit = 'so-xay-dung';
    const storedAt = now;
    await cannot('record-upload', 'sqs:ReceiveMessage');
    const declared = schemas.declared.parse((await office.declare(unit, idOf(unit), REPORT)).body);
    for (const form of declared.uploads) await office.upload(form, REPORT[0]?.bytes ?? new Uint8Array());
    await pass(16 * 60);
    expect(await alarms()).toEqual(['waiting/record-upload']);

    await putBack();
    await pass(4 * 60);
    expect(await alarms()).toEqual([]);
    expect(await statusOf(unit)).toMatchObject({ status: 'received', receivedAt: storedAt });
  });

  it('when the schedules lost their role', async () => {
    await cannot('*', 'lambda:InvokeFunction');
    await pass(26 * 3600);
    const scheduled = (await alarms()).flatMap((name) => /^did-not-run\/(.*)$/.exec(name)?.[1] ?? []);
    expect(scheduled.sort()).toEqual([
      'check-register',
      'open-obligations',
      'seal-histories',
      'send-compliance-report',
      'send-digest',
      'sweep-deadlines',
    ]);

    await putBack();
    for (const name of scheduled) {
      await runNow(name);
      await command('/local/queues/purge', { function: name });
    }
    expect(await alarms()).toEqual([]);
  });

  it('when the end of a history was removed', async () => {
    const unit = 'so-tu-phap';
    const given = Object.fromEntries(
      [...readFileSync(join(office.dataDir, 'aws.env'), 'utf8').matchAll(/^export (\w+)='(.*)'$/gm)].map(
        ([, name, value]) => [name, value],
      ),
    );
    const dynamo = new DynamoDBClient({
      endpoint: given.AWS_ENDPOINT_URL_DYNAMODB ?? '',
      region: given.AWS_REGION ?? '',
      credentials: { accessKeyId: given.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: given.AWS_SECRET_ACCESS_KEY ?? '' },
    });
    const TableName = given.TABLE;
    const state = { PK: { S: `UNIT#${unit}` }, SK: { S: 'OBLIGATION#monthly#2026-10' } };
    const event = (seq: number) => ({ PK: { S: `OBLIGATION#${idOf(unit)}` }, SK: { S: `HISTORY#00000${seq}` } });
    const [kept, last, before] = await Promise.all(
      [state, event(3), event(2)].map(async (Key) => (await dynamo.send(new GetItemCommand({ TableName, Key }))).Item),
    );
    if (!kept || !last || !before?.hash) throw new Error('there is no history of three events');
    await dynamo.send(new DeleteItemCommand({ TableName, Key: event(3) }));
    await dynamo.send(
      new UpdateItemCommand({
        TableName,
        Key: state,
        UpdateExpression:
          'SET #head.seq = :seq, #head.#hash = :hash, version = :seq, #status = :open REMOVE receivedAt',
        ExpressionAttributeNames: { '#head': 'head', '#hash': 'hash', '#status': 'status' },
        ExpressionAttributeValues: { ':seq': { N: '2' }, ':hash': before.hash, ':open': { S: 'open' } },
      }),
    );
    const tellings = told().length;
    await pass(DAY);
    expect(told().slice(tellings)).toContain('ALARM errors/seal-histories');
    expect((await verify(['--url', office.cloud.url], { fetch, token: undefined })).exitCode).toBe(1);

    for (const Item of [kept, last]) await dynamo.send(new PutItemCommand({ TableName, Item }));
    dynamo.destroy();
    const later = told().length;
    await pass(DAY);
    expect(told().slice(later)).not.toContain('ALARM errors/seal-histories');
    expect(await statusOf(unit)).toMatchObject({ status: 'received', receivedAt: THURSDAY });
  });
});
