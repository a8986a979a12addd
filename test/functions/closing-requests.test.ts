import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDecideObligationHandler } from '../../functions/decide-obligation/handler.ts';
import { createOpenRequestHandler } from '../../functions/open-request/handler.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { awaiting } from '../../lib/obligations/obligation.ts';
import { regimes } from '../../lib/regime/index.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import { call } from '../support/api-event.ts';
import { startRegister } from '../support/register.ts';
import { aUnit } from '../support/units.ts';
import { createWorld, type World } from '../support/world.ts';

const OPENED_AT = '2026-03-10T02:00:00Z';
const RECEIVED_AT = '2026-04-01T02:00:00Z';
const NOW = '2026-04-02T02:00:00Z';
const UNITS = ['so-noi-vu', 'so-tu-phap'] as const;
const ID = 'r-2026-125-cv-tu';
const keyOf = (unit: string) => ({ unit, rule: 'thematic', period: ID });
const grounds = { reason: 'Sai biểu mẫu', authority: 'Chánh Văn phòng' };

let register: Awaited<ReturnType<typeof startRegister>>;
let world: World;
let requests: unknown;
let decisions: unknown;
/** What happens once, between the read of a function and its write. */
let meanwhile: (() => Promise<unknown>) | undefined;
async function pause(): Promise<void> {
  const happening = meanwhile;
  meanwhile = undefined;
  await happening?.();
}

const office = (handler: unknown, path: string, body?: object) =>
  call(handler, { method: 'POST', path, ...(body ? { body } : {}), user: 'office', at: NOW });
const close = () => office(requests, `/v1/requests/${ID}/closing`);
const versionOf = async (unit: string) => (await world.obligations.get(keyOf(unit)))?.version ?? 0;
async function decide(unit: string, decision: object) {
  return office(decisions, `/v1/obligations/${unit}.thematic.${ID}/decisions`, {
    ...{ version: await versionOf(unit), submission: 1 },
    ...decision,
  });
}
const reject = (unit: string) => decide(unit, { kind: 'rejection', ...grounds });
const giveBack = (unit: string) => decide(unit, { kind: 'return', lastDay: '2026-04-20', ...grounds });
async function receive(unit: string) {
  const receipt = {
    receivedAt: RECEIVED_AT,
    documentNumber: '15-BC',
    documentDate: '2026-03-31',
    signedBy: 'Lò Văn B',
  };
  const body = { version: await versionOf(unit), ...receipt, channel: 'post' };
  expect(await office(decisions, `/v1/obligations/${unit}.thematic.${ID}/receipts`, body)).toMatchObject({
    status: 201,
  });
}

beforeEach(async () => {
  register = await startRegister();
  world = createWorld(register.table, '2026-03-01');
  meanwhile = undefined;
  for (const id of UNITS)
    await world.units.put(aUnit({ id, name: id, category: 'department', contactEmail: `${id}@x.example` }));
  const { obligations, submissions, units, planFor } = world;
  const frame = {
    ...{ accounts: createAccountStore(register.table), bootstrapOfficeUser: 'office', waitFor: () => 0, log: () => {} },
    ...{ calendar: vietnamCalendar, planFor },
  };
  requests = createOpenRequestHandler({
    ...frame,
    ...{ regimes, units, requests: world.requests },
    obligations: {
      open: obligations.open,
      getMany: async (keys) => {
        const found = await obligations.getMany(keys);
        await pause();
        return found;
      },
    },
    uploadForm: async () => {
      throw new Error('nothing is attached');
    },
    uploadTtlSeconds: 900,
  });
  decisions = createDecideObligationHandler({
    ...frame,
    ...{ obligations, submissions },
    requests: {
      get: async (id) => {
        const found = await world.requests.get(id);
        await pause();
        return found;
      },
    },
    sendAnswer: async () => {},
  });
  const asked = {
    ...{ documentNumber: '125-CV/TU', documentDate: '2026-03-10', subject: 'Nghị quyết', kind: 'inspection' },
    ...{ audience: { kind: 'units', units: UNITS }, deadline: { kind: 'date', date: '2026-04-15', bound: 'before' } },
    secrecy: 'none',
  };
  await call(requests, { method: 'POST', path: '/v1/requests', body: asked, user: 'office', at: OPENED_AT });
  for (const unit of UNITS) await receive(unit);
});
afterEach(() => register.stop());

/** A closed request with an awaited report under it is what must never be. */
async function standing() {
  const request = await world.requests.get(ID);
  const [listed] = await world.requests.list();
  expect(listed?.closedAt).toBe(request?.closedAt);
  const members = await world.obligations.getMany(UNITS.map(keyOf));
  const awaited = members.filter(({ status }) => awaiting.includes(status)).length;
  return { closed: request?.closedAt !== undefined, awaited, closings: request?.closings ?? [] };
}

describe('a closed request', () => {
  beforeEach(async () => {
    expect(await close()).toMatchObject({ status: 200 });
  });

  it.each([
    ['rejected', reject],
    ['returned', giveBack],
  ])('is open again when a report under it is %s, and keeps that it was closed', async (_, undo) => {
    expect(await undo('so-tu-phap')).toMatchObject({ status: 201 });
    const closing = { closedAt: NOW, closedBy: 'office', reopenedAt: NOW, reopenedBy: 'office' };
    expect(await standing()).toEqual({ closed: false, awaited: 1, closings: [closing] });
    expect(await close()).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    await receive('so-tu-phap');
    expect(await close()).toMatchObject({ status: 200 });
    await reject('so-noi-vu');
    expect((await standing()).closings).toEqual([closing, closing]);
  });

  it('stays closed by a decision that leaves nothing awaited', async () => {
    expect(await decide('so-tu-phap', { kind: 'acceptance' })).toMatchObject({
      status: 201,
    });
    expect(await standing()).toEqual({ closed: true, awaited: 0, closings: [] });
  });
});

describe('a closing and a rejection at the same moment', () => {
  it('the closing that looked before the rejection does not happen', async () => {
    meanwhile = () => reject('so-tu-phap');
    expect(await close()).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(await standing()).toEqual({ closed: false, awaited: 1, closings: [] });
  });

  it('the rejection that looked before the closing reopens the request', async () => {
    meanwhile = close;
    expect(await reject('so-tu-phap')).toMatchObject({ status: 201 });
    expect(await standing()).toMatchObject({ closed: false, awaited: 1, closings: [{ closedAt: NOW }] });
  });

  it('the rejection that looked at the closed request holds even if another has reopened it', async () => {
    await close();
    meanwhile = () => reject('so-noi-vu');
    expect(await reject('so-tu-phap')).toMatchObject({ status: 201 });
    expect(await standing()).toMatchObject({ closed: false, awaited: 2 });
    expect((await standing()).closings).toHaveLength(1);
  });

  it('let loose on each other leave no awaited report under a closed request', async () => {
    await Promise.all([close(), reject('so-tu-phap'), giveBack('so-noi-vu')]);
    const { closed, awaited } = await standing();
    expect(closed && awaited > 0).toBe(false);
  });
});
