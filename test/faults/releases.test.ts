import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { canonicalJson } from '../../lib/obligations/history.ts';
import { REQUEST, requestBody } from './scenarios/office.ts';
import { declare, store, twoFiles, verdict } from './scenarios/uploads.ts';
import { expectWhole, itemsOf } from './support/facts.ts';
import { type Process, startProcess } from './support/functions.ts';
import { createGrounds, type Ground } from './support/ground.ts';
import { ask } from './support/http.ts';
import { FRIDAY, idOf, keyOf, OTHER, UNIT } from './support/people.ts';

/** 08:00 on Wednesday 4 November 2026: the day to which one of the reports was put off is over. */
const EXTENDED_AND_LATE = '2026-11-04T01:00:00Z';
const FOLDER = new URL('../samples/registers/', import.meta.url).pathname;
/** The registers that earlier releases wrote, and the one that this release writes last of all. */
const kept = globSync('*.jsonl', { cwd: FOLDER }).sort();
const newest = kept.at(-1) ?? 'first.jsonl';

const grounds = createGrounds();
beforeAll(() => grounds.start());
afterAll(() => grounds.stop());

/** A register in the midst of everything: half a report filed, a request open, an alert raised, a deadline extended, an address that complained. */
async function fillMidway(process: Process, ground: Ground): Promise<void> {
  await declare(process, twoFiles);
  await process.recordUpload(FRIDAY)(store(ground, '1'));
  await process.recordScan(FRIDAY)(verdict('NO_THREATS_FOUND'));
  await ask(process.openRequest, FRIDAY, 'POST', '/v1/requests', requestBody);
  const log = { reportedAt: FRIDAY, reporter: 'Lò Văn A', receiver: 'Quàng Thị B', channel: 'telephone' };
  await ask(process.openReport, FRIDAY, 'POST', '/v1/ad-hoc-reports', log, OTHER);
  const extension = { kind: 'extension', lastDay: '2026-11-03', reason: 'Mưa lũ', authority: 'Ý kiến của Thường trực' };
  await ask(process.decide, FRIDAY, 'POST', `/v1/obligations/${idOf(OTHER)}/decisions`, { ...extension, version: 1 });
  const complaint = { complainedRecipients: [{ emailAddress: 'thutruong.stp@x.example' }], timestamp: FRIDAY };
  const mail = { messageId: 'message-2', tags: { unit: [OTHER] } };
  await process.recordDelivery({ detail: { eventType: 'Complaint', mail, complaint } });
}

/** Puts a kept register in the place of an empty one. */
async function restore({ table: { client, name } }: Ground, file: string): Promise<void> {
  const items = readFileSync(`${FOLDER}${file}`, 'utf8').split('\n').filter(Boolean);
  for (let i = 0; i < items.length; i += 25) {
    const puts = items.slice(i, i + 25).map((line) => ({ PutRequest: { Item: JSON.parse(line) } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [name]: puts } }));
  }
}

describe('the register that this release writes', () => {
  // Another shape of items? Keep this file as it is and begin another beside it, named after the day.
  it('is the newest of those that are kept', async () => {
    const ground = await grounds.fresh();
    await fillMidway(startProcess(ground), ground);
    // Two letters of one sweep are under way at once: which of them is the first is left open.
    const lines = (await itemsOf(ground.table)).map((item) =>
      canonicalJson(item).replaceAll(/message-\d+/g, 'message'),
    );
    await expect(`${lines.sort().join('\n')}\n`).toMatchFileSnapshot(`${FOLDER}${newest}`);
  });
});

describe.each(kept.map((file) => [basename(file, '.jsonl'), file]))('the register of the release of %s', (_, file) => {
  let ground: Ground;
  let process: Process;
  beforeAll(async () => {
    ground = await grounds.fresh();
    await restore(ground, file);
    process = startProcess(ground);
  });

  it('takes the second file of a report whose first came before, and receipts both', async () => {
    await process.recordUpload(FRIDAY)(store(ground, '2'));
    const { body } = await ask(process.read, FRIDAY, 'GET', `/v1/obligations/${idOf(UNIT)}`);
    expect(body).toMatchObject({ status: 'received', verdict: 'on-time' });
    expect(ground.letters.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^\[Biên nhận/)]);
  });

  it('is shown, decided on, told of and urged', async () => {
    for (const id of [idOf(UNIT), idOf(OTHER), `${UNIT}.thematic.${REQUEST}`])
      schemas.obligation.parse((await ask(process.read, FRIDAY, 'GET', `/v1/obligations/${id}`)).body);
    const version = (await process.world.obligations.get(keyOf(UNIT)))?.version;
    const acceptance = { kind: 'acceptance', submission: 1, version };
    const path = `/v1/obligations/${idOf(UNIT)}/decisions`;
    expect((await ask(process.decide, FRIDAY, 'POST', path, acceptance)).status).toBe(201);
    ground.letters.length = 0;
    await process.world.sweep(EXTENDED_AND_LATE);
    await process.world.digest(EXTENDED_AND_LATE);
    expect(ground.letters.map(({ to, subject }) => `${to.join()} ${subject}`)).toEqual([
      'tuangiao@dienbien.example [Yêu cầu báo cáo] Báo cáo theo văn bản số 125-CV/TU ngày 22/10/2026',
      'stp@x.example [Yêu cầu báo cáo] Báo cáo theo văn bản số 125-CV/TU ngày 22/10/2026',
      'stp@x.example [Đôn đốc] 2 báo cáo chưa nhận được',
      'vanphong@dienbien.example [Tổng hợp 04/11/2026] 1 mới quá hạn, 1 địa chỉ không nhận được thư',
    ]);
  });

  it('holds together afterwards', async () => {
    await expectWhole(ground.table, await itemsOf(ground.table), EXTENDED_AND_LATE);
  });
});
