import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApiHandler } from '../../functions/api/handler.ts';
import * as schemas from '../../functions/api/schemas/index.ts';
import { createOpenRequestHandler } from '../../functions/open-request/handler.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { advance } from '../../lib/obligations/advancing.ts';
import { decide } from '../../lib/obligations/deciding.ts';
import { regimes } from '../../lib/regime/index.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import { createMailStore } from '../../lib/store/mails.ts';
import { call } from '../support/api-event.ts';
import { startRegister } from '../support/register.ts';
import { aUnit } from '../support/units.ts';
import { createWorld, type World } from '../support/world.ts';

const NOW = '2026-03-10T02:00:00Z';
const DEPARTMENTS = ['so-noi-vu', 'so-tu-phap'];
const body = {
  documentNumber: '125-CV/TU',
  documentDate: '2026-03-10',
  subject: 'Kết quả thực hiện nghị quyết',
  kind: 'inspection',
  audience: { kind: 'category', categories: ['department'] },
  deadline: { kind: 'date', date: '2026-04-15', bound: 'before' },
  sections: ['Kết quả', 'Hạn chế'],
  secrecy: 'none',
};
const ID = 'r-2026-125-cv-tu';

let register: Awaited<ReturnType<typeof startRegister>>;
let world: World;
let api: unknown;
let failAfter = Number.POSITIVE_INFINITY;
let handler: unknown;
beforeEach(async () => {
  register = await startRegister();
  world = createWorld(register.table, '2026-03-01');
  failAfter = Number.POSITIVE_INFINITY;
  const accounts = createAccountStore(register.table);
  for (const id of DEPARTMENTS) {
    await world.units.put(aUnit({ id, name: id, category: 'department', contactEmail: `${id}@x.example` }));
    await accounts.put({ user: id, role: 'unit', unit: id, active: true });
  }
  await world.units.put(aUnit());
  await accounts.put({ user: 'tuan-giao', role: 'unit', unit: 'huyen-uy-tuan-giao', active: true });
  await accounts.put({ user: 'leader', role: 'leader', active: true });
  const { obligations, requests, units, submissions, notices } = world;
  const frame = {
    accounts,
    bootstrapOfficeUser: 'office',
    waitFor: () => 0,
    log: () => {},
    regimes,
    calendar: vietnamCalendar,
  };
  handler = createOpenRequestHandler({
    ...frame,
    requests,
    units,
    obligations: {
      getMany: obligations.getMany,
      open: async (obligation, event) => {
        failAfter -= 1;
        if (failAfter < 0) throw new Error('the machine died');
        return obligations.open(obligation, event);
      },
    },
    planFor: world.planFor,
    uploadForm: async (key) => ({ url: 'https://store.example', fields: { key } }),
    uploadTtlSeconds: 900,
  });
  api = createApiHandler({
    ...frame,
    goLive: '2026-03-01',
    ...{ obligations, requests, submissions, notices, units },
    mails: createMailStore(register.table),
    seals: { list: async () => [] },
    sealUrl: async () => {
      throw new Error('no seal is asked for');
    },
    downloadUrl: async (key) => ({ url: `https://store.example/${key}`, expiresInSeconds: 300 }),
  });
});
afterEach(() => register.stop());

const open = (change: object = {}, user = 'office', at = NOW) =>
  call(handler, { method: 'POST', path: '/v1/requests', body: { ...body, ...change }, user, at });
const get = (path: string, user = 'office', query: Record<string, string> = {}) =>
  call(api, { path, user, query, at: NOW });

describe('opening a request', () => {
  it('opens one obligation for each unit of its audience, with the deadline that its words mean', async () => {
    const answer = await open();
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({ id: ID, obligations: 2, lastDay: '2026-04-14', uploads: [] });
    const list = schemas.obligationList.parse((await get('/v1/obligations', 'office', { rule: 'thematic' })).body);
    expect(list.items.map(({ id, lastDay, verdict, request }) => [id, lastDay, verdict, request])).toEqual(
      DEPARTMENTS.map((unit) => [`${unit}.thematic.${ID}`, '2026-04-14', 'not-yet-due', ID]),
    );
  });

  it('tells each unit by a letter at the next sweep, and reminds it by the regime’s plan', async () => {
    await open();
    await world.sweep('2026-03-10T02:15:00Z');
    expect(world.postbox.letters.map(({ to, subject }) => [to[0], subject]).sort()).toEqual(
      DEPARTMENTS.map((unit) => [
        `${unit}@x.example`,
        '[Yêu cầu báo cáo] Báo cáo theo văn bản số 125-CV/TU ngày 10/03/2026',
      ]),
    );
    // Three working days before Tuesday 14 April.
    await world.sweep('2026-04-09T01:00:00Z');
    expect(world.postbox.letters.slice(2).map(({ subject }) => subject)).toEqual(
      DEPARTMENTS.map(
        () => '[Nhắc gửi báo cáo] Báo cáo theo văn bản số 125-CV/TU ngày 10/03/2026: chậm nhất hết ngày 14/04/2026',
      ),
    );
    expect(world.postbox.letters.every(({ text }) => !text.includes('nghị quyết'))).toBe(true);
  });

  it('that broke off is finished by the same call again, and by the next night otherwise', async () => {
    failAfter = 1;
    expect((await open()).status).toBe(500);
    failAfter = Number.POSITIVE_INFINITY;
    expect((await open({}, 'office', '2026-03-10T03:00:00Z')).status).toBe(201);
    const { items } = schemas.obligationList.parse((await get('/v1/obligations', 'office', { rule: 'thematic' })).body);
    expect(items).toHaveLength(2);

    failAfter = 1;
    expect((await open({ documentNumber: '126-CV/TU' })).status).toBe(500);
    failAfter = Number.POSITIVE_INFINITY;
    await world.open('2026-03-10T17:10:00Z');
    const after = schemas.compliance.parse(
      (await get('/v1/compliance', 'office', { rule: 'thematic', period: 'r-2026-126-cv-tu' })).body,
    );
    expect(after).toMatchObject({ expected: 2, notYetDue: 2 });
  });

  it('asks a unit that ends before the last acceptable day no more, and again when that was a mistake', async () => {
    await open();
    const unit = aUnit({ id: 'so-tu-phap', category: 'department', contactEmail: 'so-tu-phap@x.example' });
    const statusOf = async () =>
      (await world.obligations.get({ unit: 'so-tu-phap', rule: 'thematic', period: ID }))?.status;
    await world.units.put({ ...unit, validTo: '2026-04-13' });
    await world.open('2026-03-11T17:10:00Z');
    expect(await statusOf()).toBe('withdrawn');
    await world.units.put({ ...unit, validTo: '2026-04-14' });
    await world.open('2026-03-12T17:10:00Z');
    expect(await statusOf()).toBe('open');
    await world.sweep('2026-04-09T01:00:00Z');
    const last = world.postbox.letters.filter(({ to }) => to[0] === 'so-tu-phap@x.example').at(-1);
    expect(last?.text).toContain('Báo cáo theo văn bản số 125-CV/TU ngày 10/03/2026');
  });

  it.each([
    ['a leader', {}, 'leader', 403, 'forbidden'],
    ['a unit', {}, 'tuan-giao', 403, 'forbidden'],
    ['a secret document', { secrecy: 'mat' }, 'office', 422, 'secret-not-accepted'],
    ['a deadline that has passed', { deadline: { ...body.deadline, date: '2026-03-10' } }, 'office', 422, 'wrong-date'],
    [
      'a limit that has passed',
      { deadline: { kind: 'at-once', endedOn: '2026-01-05', limitWorkingDays: 1 } },
      'office',
      422,
      'wrong-date',
    ],
    [
      'a day beyond the calendar',
      { deadline: { ...body.deadline, date: '9999-12-31' } },
      'office',
      400,
      'invalid-request',
    ],
    ['a document of tomorrow', { documentDate: '2026-03-11' }, 'office', 422, 'wrong-date'],
    [
      'an unknown unit',
      { audience: { kind: 'units', units: ['so-tu-phap', 'so-ma'] } },
      'office',
      400,
      'invalid-request',
    ],
    ['an empty audience', { audience: { kind: 'tag', tag: 'armed-forces' } }, 'office', 400, 'invalid-request'],
    ['no subject', { subject: ' ' }, 'office', 400, 'invalid-request'],
    ['markup in the subject', { subject: '<b>x</b>' }, 'office', 400, 'invalid-request'],
  ])('%s is refused, and nothing is written', async (_, change, user, status, code) => {
    expect(await open(change, user)).toMatchObject({ status, body: { code }, type: 'application/problem+json' });
    expect(await world.requests.list()).toEqual([]);
  });

  it('twice for one document, with something else in it, is refused', async () => {
    await open();
    expect(await open({ subject: 'Việc khác' })).toMatchObject({ status: 409, body: { code: 'already-opened' } });
  });
});

describe('self-reviews of named officials (R16)', () => {
  const officials = [
    { unit: 'so-tu-phap', name: 'Lò Văn A' },
    { unit: 'so-tu-phap', name: 'Quàng Thị B' },
    { unit: 'so-noi-vu', name: 'Vàng A C' },
  ];
  const asked = { kind: 'self-review', audience: { kind: 'officials', officials } };
  beforeEach(async () => {
    expect((await open(asked)).body).toMatchObject({ obligations: 3 });
  });

  it('are one report each, and seen by their unit and the Office', async () => {
    const mine = schemas.obligationList.parse((await get('/v1/obligations', 'so-tu-phap')).body);
    expect(mine.items.map(({ official }) => official)).toEqual(['Lò Văn A', 'Quàng Thị B']);
    const request = schemas.request.parse((await get(`/v1/requests/${ID}`, 'so-tu-phap')).body);
    expect(request.targets.map(({ official }) => official)).toEqual(['Lò Văn A', 'Quàng Thị B']);
    expect(request.obligations).toHaveLength(2);
    const all = schemas.obligationList.parse((await get('/v1/obligations', 'office', { rule: 'thematic' })).body);
    expect(all.items).toHaveLength(3);
  });

  it('are hidden from leaders wherever they might look, and from other units', async () => {
    const id = `so-tu-phap.thematic.${ID}-No1`;
    for (const path of [`/v1/obligations/${id}`, `/v1/requests/${ID}`])
      for (const user of ['leader', 'tuan-giao'])
        expect(await get(path, user)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    const list = schemas.obligationList.parse((await get('/v1/obligations', 'leader', { rule: 'thematic' })).body);
    expect(list.items).toEqual([]);
    expect((await get('/v1/compliance', 'leader', { rule: 'thematic' })).body).toMatchObject({ expected: 0 });
    expect(schemas.requestList.parse((await get('/v1/requests', 'leader')).body).items).toEqual([]);
  });

  it('leave no trace for leaders in the places of a list, nor under a number made to collide', async () => {
    const page = schemas.obligationList.parse(
      (await get('/v1/obligations', 'leader', { rule: 'thematic', limit: '1' })).body,
    );
    expect(page).toEqual({ at: NOW, items: [] });
    await open({ documentNumber: '125-CV/TU-No1', audience: { kind: 'units', units: ['so-tu-phap'] } });
    for (const { id } of schemas.requestList.parse((await get('/v1/requests', 'leader')).body).items)
      expect(JSON.stringify((await get(`/v1/requests/${id}`, 'leader')).body)).not.toMatch(/Lò Văn A|Quàng Thị B/);
  });

  it('are not named in any letter', async () => {
    await world.sweep('2026-03-10T02:15:00Z');
    await world.sweep('2026-04-09T01:00:00Z');
    expect(world.postbox.letters.length).toBeGreaterThan(3);
    for (const { subject, text, html } of world.postbox.letters)
      expect(subject + text + html).not.toMatch(/Lò Văn A|Quàng Thị B|Vàng A C/);
  });

  it('are refused as anything but self-reviews', async () => {
    expect(await open({ ...asked, documentNumber: '9', kind: 'pilot' })).toMatchObject({ status: 400 });
  });
});

describe('closing a request', () => {
  const close = (user = 'office') =>
    call(handler, { method: 'POST', path: `/v1/requests/${ID}/closing`, user, at: NOW });

  it('waits until nothing is awaited, happens once, and is the Office’s', async () => {
    expect(await close()).toMatchObject({ status: 404 });
    await open({ audience: { kind: 'units', units: ['so-tu-phap'] } });
    expect(await close('leader')).toMatchObject({ status: 403 });
    expect(await close()).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    const found = await world.obligations.get({ unit: 'so-tu-phap', rule: 'thematic', period: ID });
    const waived = found && decide(found, { kind: 'waiver', reason: 'x', authority: 'y' }, 'office', NOW);
    if (!found || !waived?.ok) throw new Error('cannot be waived');
    await world.obligations.commit(advance(found, waived.event, {}));
    expect(await close()).toMatchObject({ status: 200, body: { id: ID, closedAt: NOW } });
    expect(await close()).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect((await world.requests.list())[0]).toMatchObject({ closedAt: NOW });
  });
});
