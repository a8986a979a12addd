import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApiHandler } from '../../functions/api/handler.ts';
import * as schemas from '../../functions/api/schemas.ts';
import { createSealHistoriesHandler } from '../../functions/seal-histories/handler.ts';
import { run as verify } from '../../infra/tools/history-verify.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import type { LogCode } from '../../lib/log/catalogue.ts';
import { advance, begin } from '../../lib/obligations/advancing.ts';
import { readEvent } from '../../lib/obligations/history.ts';
import { type Obligation, parseObligationId } from '../../lib/obligations/obligation.ts';
import { readSeal, writeSeal } from '../../lib/obligations/seal-file.ts';
import { sealHeads } from '../../lib/obligations/sealing.ts';
import { regimes } from '../../lib/regime/index.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import { createDownloadLinks } from '../../lib/store/downloads.ts';
import { createMailStore } from '../../lib/store/mails.ts';
import { obligationItem } from '../../lib/store/obligations.ts';
import { createSealStore, sealKey, sealName } from '../../lib/store/seals.ts';
import { declareSubmission } from '../../lib/submissions/declaring.ts';
import { settleSubmission } from '../../lib/submissions/settling.ts';
import { call } from '../support/api-event.ts';
import { aManifest } from '../support/manifest.ts';
import { startRegister } from '../support/register.ts';
import { startSealBucket } from '../support/seal-bucket.ts';
import { aUnit } from '../support/units.ts';
import { createWorld, type World } from '../support/world.ts';

const OPENED = '2026-10-01T00:00:00Z';
const FILED = '2026-10-28T02:00:00Z'; // a day late
const NIGHT_1 = '2026-10-28T17:40:00Z'; // 00:40 on 29 October
const NIGHT_2 = '2026-10-29T17:40:00Z';
const NIGHT_3 = '2026-10-30T17:40:00Z';
const ID = 'huyen-uy-tuan-giao.monthly.2026-10';
const key = { unit: 'huyen-uy-tuan-giao', rule: 'monthly', period: '2026-10' };

let register: Awaited<ReturnType<typeof startRegister>>;
let bucket: Awaited<ReturnType<typeof startSealBucket>>;
let world: World;
let logged: LogCode[];

beforeEach(async () => {
  register = await startRegister();
  bucket = await startSealBucket();
  logged = [];
  world = createWorld(register.table, '2026-10-01');
  await world.units.put(aUnit());
  await world.units.put(aUnit({ id: 'so-tu-phap', name: 'Sở Tư pháp', category: 'department' }));
  await world.open(OPENED);
  await file(FILED);
});
afterEach(async () => {
  await bucket.stop();
  await register.stop();
});

async function current(): Promise<Obligation> {
  const obligation = await world.obligations.get(key);
  if (!obligation) throw new Error('not open');
  return obligation;
}

async function file(at: string): Promise<void> {
  const declared = declareSubmission(await current(), aManifest(), 'clerk', at);
  await world.obligations.commit(declared);
  const { number } = declared.submission;
  await world.submissions.noteStored(ID, number, '1', { at, objectVersion: 'v1', refused: [] });
  const submission = await world.submissions.get(ID, number);
  const settled = submission && settleSubmission(declared.obligation, submission, at);
  if (!settled) throw new Error('not settled');
  await world.obligations.commit(settled);
}

const seals = () => createSealStore(bucket.client, bucket.bucket);
function seal(at: string, storedAt = at) {
  bucket.setClock(storedAt);
  const log = (_level: string, code: LogCode) => void logged.push(code);
  const handler = createSealHistoriesHandler({
    units: world.units,
    obligations: world.obligations,
    seals: seals(),
    log,
  });
  return handler({ scheduledTime: at });
}

/** The command as operators run it: its requests go to the very handler, links to the store. */
async function verifyAll() {
  const api = openApi();
  // Links are signed by the real clock.
  bucket.setClock();
  return verify(['--url', 'https://dunghan.example'], {
    token: 'token',
    fetch: async (url, init) => {
      if (url.origin !== 'https://dunghan.example') return fetch(url, init);
      const query = Object.fromEntries(url.searchParams);
      const answer = await call(api, { path: url.pathname, query, user: 'office', at: NIGHT_3 });
      return Response.json(answer.body, { status: answer.status });
    },
  });
}

function openApi() {
  const link = createDownloadLinks(bucket.client, bucket.bucket);
  return createApiHandler({
    accounts: createAccountStore(register.table),
    bootstrapOfficeUser: 'office',
    log: () => {},
    obligations: world.obligations,
    submissions: world.submissions,
    notices: world.notices,
    mails: createMailStore(register.table),
    units: world.units,
    seals: seals(),
    sealUrl: ({ date, versionId }) => link(sealKey(date), versionId, sealName(date)),
    downloadUrl: () => {
      throw new Error('no file is asked for');
    },
    regimes,
    calendar: vietnamCalendar,
  });
}

/** Rewrites October's history to say that the report came in time: every hash, and the state, as if it had always been so. */
async function rewrite({ from, to }: { from: string; to: string }): Promise<void> {
  const history = await world.obligations.history(ID);
  const [first, ...rest] = history.map((event) => readEvent(JSON.parse(JSON.stringify(event).replaceAll(from, to))));
  if (first?.type !== 'opened') throw new Error('no opening');
  const before = await current();
  const opening = begin(key, first, undefined);
  const events = [opening.event];
  let obligation = opening.obligation;
  for (const event of rest) {
    const next = advance(obligation, event, {});
    events.push(next.event);
    obligation = next.obligation;
  }
  const { client, name: TableName } = register.table;
  const Item = obligationItem({ ...obligation, outbox: before.outbox }, register.table.shards);
  await client.send(new PutCommand({ TableName, Item }));
  for (const event of events) {
    const SK = `HISTORY#${String(event.seq).padStart(6, '0')}`;
    await client.send(new PutCommand({ TableName, Item: { PK: `OBLIGATION#${ID}`, SK, ...event } }));
  }
}

/** Takes the last event away, and sets the state back to what it was before. */
async function truncate(): Promise<void> {
  const history = await world.obligations.history(ID);
  const [first, ...rest] = history.slice(0, -1).map(readEvent);
  if (first?.type !== 'opened') throw new Error('no opening');
  const opening = begin(key, first, undefined);
  const { obligation } = rest.reduce((last, event) => advance(last.obligation, event, {}), opening);
  const { client, name: TableName } = register.table;
  const SK = `HISTORY#${String(history.length).padStart(6, '0')}`;
  await client.send(new PutCommand({ TableName, Item: obligationItem(obligation, register.table.shards) }));
  await client.send(new DeleteCommand({ TableName, Key: { PK: `OBLIGATION#${ID}`, SK } }));
}

async function remove(): Promise<void> {
  const { client, name: TableName } = register.table;
  const { unit, rule, period } = parseObligationId(ID) ?? key;
  await client.send(new DeleteCommand({ TableName, Key: { PK: `UNIT#${unit}`, SK: `OBLIGATION#${rule}#${period}` } }));
}

const inTime = { from: FILED, to: '2026-10-27T02:00:00Z' };

describe('sealing', () => {
  it('sets down every head of a day, once, however often it runs', async () => {
    const first = await seal(NIGHT_1);
    const ids = (
      await Promise.all(['huyen-uy-tuan-giao', 'so-tu-phap'].map((u) => world.obligations.listByUnit(u)))
    ).flat();
    expect(first).toEqual({ date: '2026-10-29', sealed: true, count: ids.length });
    await file('2026-10-28T18:00:00Z');
    expect(await seal(NIGHT_1)).toMatchObject({ sealed: false });
    const [stored, ...others] = await seals().list();
    expect(others).toEqual([]);
    expect(stored).toMatchObject({ date: '2026-10-29', storedAt: NIGHT_1, covers: 0 });
    const read = stored && (await seals().read(stored));
    expect(read?.heads.find(({ obligation }) => obligation === ID)?.seq).toBe(3);
  });

  it('by several at once stores one seal', async () => {
    const results = await Promise.all([NIGHT_1, NIGHT_1, NIGHT_1].map((at) => seal(at)));
    expect(results.filter(({ sealed }) => sealed)).toHaveLength(1);
    expect(await seals().list()).toHaveLength(1);
  });

  it('of a day that a later seal has left behind changes nothing', async () => {
    await seal(NIGHT_2);
    expect(await seal(NIGHT_1, NIGHT_3)).toMatchObject({ sealed: false });
    expect((await seals().list()).map(({ date }) => date)).toEqual(['2026-10-30']);
  });

  it('chains each seal to the one before, also over a day that was missed', async () => {
    await seal(NIGHT_1);
    await seal(NIGHT_3);
    const [one, two] = await Promise.all((await seals().list()).map((stored) => seals().read(stored)));
    expect(two?.previous).toBe(one?.root);
  });

  it('cannot be undone', async () => {
    await seal(NIGHT_1);
    const [stored] = await seals().list();
    const at = { Bucket: bucket.bucket, Key: sealKey('2026-10-29'), VersionId: stored?.versionId };
    await expect(bucket.client.send(new DeleteObjectCommand(at))).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it.each<[string, () => Promise<void>]>([
    ['rewritten', () => rewrite(inTime)],
    ['cut short', truncate],
    ['deleted', remove],
  ])('alarms when a history was %s since the day before, once, and keeps what it found', async (_title, meddle) => {
    await seal(NIGHT_1);
    await meddle();
    await expect(seal(NIGHT_2)).rejects.toThrow('1 histories are not what was sealed of them');
    expect(logged).toContain('history-set-back');
    expect(await seals().list()).toHaveLength(2);
    // Lambda's repetition, and the next night.
    expect(await seal(NIGHT_2)).toMatchObject({ sealed: false });
    expect(await seal(NIGHT_3)).toMatchObject({ sealed: true });
  });

  it('compares with what was first stored for the day before, whatever was laid over it', async () => {
    await seal(NIGHT_1);
    await rewrite(inTime);
    const { id, head } = await current();
    const forged = sealHeads('2026-10-29', NIGHT_1, [{ obligation: id, ...head }], undefined);
    const at = { Bucket: bucket.bucket, Key: sealKey('2026-10-29') };
    await bucket.client.send(new PutObjectCommand({ ...at, Body: writeSeal(forged), ChecksumAlgorithm: 'SHA256' }));
    await expect(seal(NIGHT_2)).rejects.toThrow('1 histories are not what was sealed of them');
  });

  it('goes on past what somebody stored for a day to come, and alarms on the day that is barred', async () => {
    const forged = sealHeads('2026-10-30', NIGHT_1, [], undefined);
    bucket.setClock(NIGHT_1);
    expect(await seals().put(forged)).toBe(true);
    expect(await seal(NIGHT_1)).toMatchObject({ sealed: true });
    await expect(seal(NIGHT_2)).rejects.toThrow('the seal of 2026-10-30 is not ours');
    expect(await seal(NIGHT_3)).toMatchObject({ sealed: true });
    expect((await verifyAll()).stdout).toContain('seal of 2026-10-30: was stored on');
  });
});

describe('verifying against the seals', () => {
  it('finds nothing where nobody meddled, histories that have grown since included', async () => {
    await seal(NIGHT_1);
    await file('2026-10-29T02:00:00Z');
    await seal(NIGHT_2);
    await file('2026-10-30T02:00:00Z');
    const { exitCode, stdout } = await verifyAll();
    expect(stdout).toMatch(/^2 seals verified: all hold\.\n\d+ histories verified: all hold\.\n$/);
    expect(exitCode).toBe(0);
  });

  it('finds a history that was rewritten with all its hashes and its state, which the chain alone does not', async () => {
    await rewrite(inTime);
    expect(await verifyAll()).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('No day is sealed yet.') });
    await rewrite({ from: inTime.to, to: inTime.from });
    await seal(NIGHT_1);
    expect((await verifyAll()).exitCode).toBe(0);

    await rewrite(inTime);
    const { exitCode, stdout } = await verifyAll();
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`${ID}, event 3: is not the event that was sealed on 2026-10-29`);
    expect(stdout).toContain('1 seals verified: all hold.');
    expect(stdout).toContain(': 1 do not hold.');
  });

  it('still finds it when the history has grown and was sealed again since', async () => {
    await seal(NIGHT_1);
    await rewrite(inTime);
    await file('2026-10-29T02:00:00Z');
    await seal(NIGHT_2);
    const { exitCode, stdout } = await verifyAll();
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`${ID}, event 3: is not the event that was sealed on 2026-10-29`);
  });

  it('finds a history whose end was cut off together with the state', async () => {
    await truncate();
    expect((await verifyAll()).exitCode).toBe(0);
    await file(FILED);
    await seal(NIGHT_1);
    await truncate();
    const { exitCode, stdout } = await verifyAll();
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(new RegExp(`${ID}, event \\d: had \\d events in the seal of 2026-10-29, has \\d`));
  });

  it('finds an obligation that is gone', async () => {
    await seal(NIGHT_1);
    await remove();
    expect(await verifyAll()).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining(`${ID}, event 1: is gone; it was sealed on 2026-10-29`),
    });
  });

  it('looks at the first version of a seal, and tells of what was laid over it', async () => {
    await seal(NIGHT_1);
    await rewrite(inTime);
    const { id, head } = await current();
    bucket.setClock();
    const at = { Bucket: bucket.bucket, Key: sealKey('2026-10-29') };
    const forged = sealHeads('2026-10-29', NIGHT_1, [{ obligation: id, ...head }], undefined);
    await bucket.client.send(new PutObjectCommand({ ...at, Body: writeSeal(forged), ChecksumAlgorithm: 'SHA256' }));
    await bucket.client.send(new DeleteObjectCommand(at));
    const { exitCode, stdout } = await verifyAll();
    expect(exitCode).toBe(1);
    expect(stdout).toContain('seal of 2026-10-29: 2 other versions or markers were laid over it');
    expect(stdout).toContain(`${ID}, event 3: is not the event that was sealed on 2026-10-29`);
  });

  it('finds a day’s seal that somebody else made', async () => {
    await seal(NIGHT_1);
    const { id, head } = await current();
    bucket.setClock(NIGHT_2);
    await seals().put(sealHeads('2026-10-30', NIGHT_2, [{ obligation: id, ...head }], { root: 'f'.repeat(64) }));
    expect(await verifyAll()).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('seal of 2026-10-30: does not follow the seal of 2026-10-29'),
    });
  });
});

describe('the seals in the API', () => {
  const ask = async (user: string, path: string) => call(openApi(), { path, user, at: NIGHT_3 });

  it('are for the Office and leaders, each with a link to the very bytes', async () => {
    await seal(NIGHT_1);
    const accounts = createAccountStore(register.table);
    await accounts.put({ user: key.unit, role: 'unit', unit: key.unit, active: true });
    await accounts.put({ user: 'leader', role: 'leader', active: true });
    for (const path of ['/v1/seals', '/v1/seals/2026-10-29'])
      expect(await ask(key.unit, path)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    const listed = schemas.seals.parse((await ask('leader', '/v1/seals')).body);
    expect(listed.items.map(({ date, covers }) => [date, covers])).toEqual([['2026-10-29', 0]]);

    bucket.setClock();
    const { url } = schemas.seal.parse((await ask('office', '/v1/seals/2026-10-29')).body);
    const read = readSeal(new Uint8Array(await (await fetch(url)).arrayBuffer()));
    expect(read?.heads.map(({ obligation }) => obligation)).toContain(ID);
  });

  it.each(['2026-10-30', 'x', '2026-10-29.jsonl.gz'])('of %s are not found when there is none', async (date) => {
    await seal(NIGHT_1);
    expect(await ask('office', `/v1/seals/${date}`)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});
