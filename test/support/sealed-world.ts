import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { createApiHandler } from '../../functions/api/handler.ts';
import { createSealHistoriesHandler } from '../../functions/seal-histories/handler.ts';
import { run as verify } from '../../infra/tools/history-verify.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import type { LogCode } from '../../lib/log/catalogue.ts';
import { advance, begin } from '../../lib/obligations/advancing.ts';
import { readEvent } from '../../lib/obligations/history.ts';
import type { Obligation } from '../../lib/obligations/obligation.ts';
import { regimes } from '../../lib/regime/index.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import { createDownloadLinks } from '../../lib/store/downloads.ts';
import { createMailStore } from '../../lib/store/mails.ts';
import { obligationItem } from '../../lib/store/obligations.ts';
import { createSealStore, sealKey, sealName } from '../../lib/store/seals.ts';
import type { Submission } from '../../lib/submissions/submission.ts';
import { call } from './api-event.ts';
import { fileReport } from './filing.ts';
import { startRegister } from './register.ts';
import { startSealBucket } from './seal-bucket.ts';
import { aUnit } from './units.ts';
import { createWorld } from './world.ts';

const OPENED = '2026-10-01T00:00:00Z';
export const FILED = '2026-10-28T02:00:00Z'; // a day late
export const NIGHT_1 = '2026-10-28T17:40:00Z'; // 00:40 on 29 October
export const NIGHT_2 = '2026-10-29T17:40:00Z';
export const NIGHT_3 = '2026-10-30T17:40:00Z';
export const ID = 'huyen-uy-tuan-giao.monthly.2026-10';
export const key = { unit: 'huyen-uy-tuan-giao', rule: 'monthly', period: '2026-10' };

/** A rewriting that makes October's late report one in time. */
export const inTime = { from: FILED, to: '2026-10-27T02:00:00Z' };

/** Two units, one of which has filed October's report late; the bucket of seals; and an insider who changes the register by hand. */
export async function openSealedWorld() {
  const register = await startRegister();
  const bucket = await startSealBucket();
  const logged: LogCode[] = [];
  const world = createWorld(register.table, '2026-10-01');
  await world.units.put(aUnit());
  await world.units.put(aUnit({ id: 'so-tu-phap', name: 'Sở Tư pháp', category: 'department' }));
  await world.open(OPENED);

  async function current(): Promise<Obligation> {
    const obligation = await world.obligations.get(key);
    if (!obligation) throw new Error('not open');
    return obligation;
  }

  const file = (at: string) => fileReport(world, key, at);

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
      waitFor: () => 0,
      log: () => {},
      obligations: world.obligations,
      requests: world.requests,
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
      goLive: '2026-10-01',
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
    for (const submission of await world.submissions.list(ID))
      await putSubmission(JSON.parse(JSON.stringify(submission).replaceAll(from, to)));
  }

  /** Writes other facts over those of October's obligation, and leaves its history as it is. */
  async function putState(change: Partial<Obligation>): Promise<void> {
    const { client, name: TableName } = register.table;
    const Item = obligationItem({ ...(await current()), ...change }, register.table.shards);
    await client.send(new PutCommand({ TableName, Item }));
  }

  /** Writes a submission over the one that is there, as somebody with the table in their hands can. */
  async function putSubmission(submission: Submission): Promise<void> {
    const { client, name: TableName } = register.table;
    const SK = `SUBMISSION#${String(submission.number).padStart(6, '0')}`;
    await client.send(new PutCommand({ TableName, Item: { PK: `OBLIGATION#${ID}`, SK, ...submission } }));
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
    for (const { receivedAt: _at, version: _version, ...submission } of await world.submissions.list(ID))
      await putSubmission({ ...submission, status: 'pending' });
  }

  async function remove(): Promise<void> {
    const { client, name: TableName } = register.table;
    const { unit, rule, period } = key;
    await client.send(
      new DeleteCommand({ TableName, Key: { PK: `UNIT#${unit}`, SK: `OBLIGATION#${rule}#${period}` } }),
    );
  }

  await file(FILED);
  return {
    register,
    bucket,
    world,
    logged,
    current,
    file,
    seals,
    seal,
    openApi,
    verifyAll,
    rewrite,
    putState,
    putSubmission,
    truncate,
    remove,
    stop: async () => {
      await bucket.stop();
      await register.stop();
    },
  };
}
export type SealedWorld = Awaited<ReturnType<typeof openSealedWorld>>;
