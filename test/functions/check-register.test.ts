import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCheckRegisterHandler } from '../../functions/check-register/handler.ts';
import type { StoredObject } from '../../lib/checking/discrepancies.ts';
import type { LogCode } from '../../lib/log/catalogue.ts';
import { createCheckStore } from '../../lib/store/checks.ts';
import { obligationKey } from '../../lib/store/obligations.ts';
import { declareSubmission } from '../../lib/submissions/declaring.ts';
import { settleSubmission } from '../../lib/submissions/settling.ts';
import { objectKey, type Refused } from '../../lib/submissions/submission.ts';
import { aManifest } from '../support/manifest.ts';
import { startRegister } from '../support/register.ts';
import { aUnit } from '../support/units.ts';
import { createWorld, type World } from '../support/world.ts';

const KEY = { unit: 'huyen-uy-tuan-giao', rule: 'monthly', period: '2026-10' };
const ID = 'huyen-uy-tuan-giao.monthly.2026-10';
const FILE = objectKey(KEY, 1, '1');
const REMINDED = '2026-10-22T01:00:00Z';
const DECLARED = '2026-10-26T02:00:00Z';
const STORED = '2026-10-26T02:01:00Z';
/** 06:30 in Điện Biên. */
const NEXT_MORNING = '2026-10-26T23:30:00Z';
const SAME_MORNING = '2026-10-26T03:00:00Z';
const DIGEST = '2026-10-27T01:00:00Z';

let register: Awaited<ReturnType<typeof startRegister>>;
let world: World;
let objects: Map<string, StoredObject[]>;
let logged: LogCode[];
beforeEach(async () => {
  register = await startRegister();
  world = createWorld(register.table, '2026-10-01');
  objects = new Map();
  logged = [];
  await world.units.put(aUnit());
  await world.open('2026-10-01T00:00:00Z');
  await world.sweep(REMINDED);
});
afterEach(() => register.stop());

async function check(at = NEXT_MORNING): Promise<Record<string, number>> {
  const checks = createCheckStore(register.table);
  const { units, obligations, submissions, notices, planFor } = world;
  const handler = createCheckRegisterHandler({
    ...{ units, obligations, submissions, notices, planFor, checks },
    listObjects: async () => objects,
    log: (_level, code) => void logged.push(code),
  });
  await handler({ scheduledTime: at }).catch((error: unknown) => {
    if (!(error instanceof Error) || error.name !== 'DiscrepanciesFound') throw error;
  });
  return (await checks.latest())?.counts ?? {};
}
const current = async () => {
  const obligation = await world.obligations.get(KEY);
  if (!obligation) throw new Error('not open');
  return obligation;
};
const declare = async () =>
  world.obligations.commit(declareSubmission(await current(), aManifest(), 'clerk', DECLARED));
const store = (key = FILE, versionId = 'v1', storedAt = STORED) =>
  void objects.set(key, [{ key, versionId, storedAt }]);
const record = (refused: Refused[] = []) =>
  world.submissions.noteStored(ID, 1, '1', { at: STORED, objectVersion: 'v1', refused });
const scan = () => world.submissions.noteScanned(ID, 1, '1', STORED);
async function settle() {
  const submission = await world.submissions.get(ID, 1);
  const settled = submission && settleSubmission(await current(), submission, STORED);
  if (!settled) throw new Error('not settled');
  await world.obligations.commit(settled);
}
async function fileUnscanned(refused: Refused[] = []) {
  await declare();
  store();
  await record(refused);
  await settle();
  await world.sweep('2026-10-26T02:15:00Z');
}
async function file() {
  await fileUnscanned();
  await scan();
}
/** A hand at the table. */
const meddle = (change: string, names: Record<string, string>, values: Record<string, unknown>) =>
  register.table.client.send(
    new UpdateCommand({
      TableName: register.table.name,
      Key: obligationKey(KEY),
      UpdateExpression: change,
      ExpressionAttributeNames: names,
      ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
    }),
  );

describe('a register in which all is well', () => {
  it('is found so, whether a report is owed, under way or received', async () => {
    expect(await check()).toEqual({});
    await declare();
    expect(await check()).toEqual({});
    store();
    await record();
    await scan();
    await settle();
    await world.sweep('2026-10-26T02:15:00Z');
    expect(await check()).toEqual({});
    expect(logged.filter((code) => code === 'discrepancy-found')).toEqual([]);
  });
});

describe('what should not be', () => {
  it.each<[string, string, () => Promise<unknown>]>([
    ['a file that no submission declared', 'file-unknown', async () => store(objectKey(KEY, 7, '1'))],
    [
      'a file that is stored and not on record',
      'file-unrecorded',
      async () => {
        await declare();
        store();
      },
    ],
    [
      'a file that is on record and not in the store',
      'file-lost',
      async () => {
        await file();
        store(FILE, 'another version');
      },
    ],
    [
      'a submission with all its files and without a receipt',
      'receipt-unsettled',
      async () => {
        await declare();
        store();
        await record();
        await scan();
      },
    ],
    ['a file of which the malware scan has never said anything', 'file-unscanned', fileUnscanned],
    [
      'a receipt that was never sent',
      'answer-unsent',
      async () => {
        await declare();
        store();
        await record();
        await scan();
        await settle();
      },
    ],
    [
      'a notice that is due and was not said',
      'notice-overdue',
      () =>
        meddle(
          'SET nextNoticeAt = :then REMOVE #timer, #at',
          { '#timer': 'timer', '#at': 'timerAt' },
          { ':then': REMINDED },
        ),
    ],
    [
      'a claim long past its lease',
      'claim-stale',
      () => world.notices.claim({ about: ID, kind: 'urging-1', scheduledFor: REMINDED }, REMINDED),
    ],
  ])('is found: %s', async (_title, kind, cause) => {
    await cause();
    expect(await check()).toEqual({ [kind]: 1 });
    expect(logged).toEqual(['discrepancy-found', 'register-checked']);
  });

  it('is found: a report that is late and of which nobody was ever told', async () => {
    await world.units.put(aUnit({ id: 'so-tu-phap', contactEmail: 'stp@x.example' }));
    await world.open('2026-10-01T01:00:00Z');
    // No sweep has run since: the timer of the one that was never told of is overdue as well.
    expect(await check()).toEqual({ 'notice-overdue': 1, 'never-noticed': 1 });
  });

  it('is not a file that was refused, whether by the scan or before it', async () => {
    await fileUnscanned([{ code: 'malware', detail: 'Tệp có mã độc.' }]);
    expect(await check()).toEqual({});
  });

  it('is given time to settle by itself first: a scan as well', async () => {
    await fileUnscanned();
    expect(await check(SAME_MORNING)).toEqual({});
  });

  it('is given time to settle by itself first', async () => {
    await declare();
    store();
    store(objectKey(KEY, 7, '1'));
    expect(await check(SAME_MORNING)).toEqual({});
  });

  it('makes the alarm go off once all is reported, and stands in the Office’s letter of that morning alone', async () => {
    store(objectKey(KEY, 7, '1'));
    await check();
    await world.digest(DIGEST);
    const [letter] = world.postbox.letters.filter(({ subject }) => subject.startsWith('[Tổng hợp'));
    expect(letter?.subject).toBe('[Tổng hợp 27/10/2026] 1 đến hạn hôm nay, 1 điểm bất thường trong hệ thống');
    expect(letter?.text).toContain('Tệp trong kho không thuộc lần gửi nào');
    await world.digest('2026-10-28T01:00:00Z');
    expect(world.postbox.letters.at(-1)?.subject).toBe('[Tổng hợp 28/10/2026] 1 mới quá hạn');
  });
});
