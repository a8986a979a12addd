import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createApiHandler } from '../../functions/api/handler.ts';
import * as schemas from '../../functions/api/schemas/index.ts';
import { createLoadUnitsHandler } from '../../functions/load-units/handler.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { regimes } from '../../lib/regime/index.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import { createMailStore } from '../../lib/store/mails.ts';
import { type ApiAnswer, call } from '../support/api-event.ts';
import { fileReport } from '../support/filing.ts';
import { aManifest } from '../support/manifest.ts';
import { startRegister } from '../support/register.ts';
import { sampleUnits } from '../support/units.ts';
import { createWorld, type World } from '../support/world.ts';

const NOW = '2022-01-28T02:00:00Z';
const ON_TIME = '2022-01-27T16:59:59Z';
const TUAN_GIAO = 'huyen-uy-tuan-giao';
const JANUARY = `${TUAN_GIAO}.monthly.2022-01`;
const RECEIVED = `${JANUARY}.1`;
let register: Awaited<ReturnType<typeof startRegister>>;
let world: World;
let api: unknown;
let loader: unknown;

const file = (unit: string, at: string) => fileReport(world, { unit, rule: 'monthly', period: '2022-01' }, at);

beforeAll(async () => {
  register = await startRegister();
  world = createWorld(register.table, '2022-01-01');
  const accounts = createAccountStore(register.table);
  for (const unit of [TUAN_GIAO, 'so-tu-phap']) await accounts.put({ user: unit, role: 'unit', unit, active: true });
  await accounts.put({ user: 'leader', role: 'leader', active: true });
  const frame = { accounts, bootstrapOfficeUser: 'office', waitFor: () => 0, log: () => {} };
  loader = createLoadUnitsHandler({
    ...frame,
    requests: world.requests,
    units: world.units,
    obligations: world.obligations,
    regimes,
    goLive: '2022-01-01',
  });
  for (const unit of sampleUnits()) await world.units.put(unit);
  await world.open('2022-01-05T00:00:00Z');
  await file(TUAN_GIAO, ON_TIME);
  await file('so-tu-phap', '2022-01-28T01:00:00Z');
  api = createApiHandler({
    ...frame,
    obligations: world.obligations,
    submissions: world.submissions,
    requests: world.requests,
    notices: world.notices,
    mails: createMailStore(register.table),
    units: world.units,
    seals: { list: async () => [] },
    sealUrl: () => {
      throw new Error('there is no seal to link to');
    },
    downloadUrl: async (key, version, name) => ({
      url: `https://store.example/${key}?versionId=${version}&name=${encodeURIComponent(name)}`,
      expiresInSeconds: 300,
    }),
    regimes,
    goLive: '2022-01-01',
    calendar: vietnamCalendar,
  });
});
afterAll(() => register.stop());

const get = (path: string, user: string | undefined = 'office', query: Record<string, string> = {}) =>
  call(api, { path, user, query, at: NOW });
const itemsOf = (answer: ApiAnswer) => schemas.obligationList.parse(answer.body).items;

describe('obligations', () => {
  it('of a unit are its own, in order of deadline, with verdicts', async () => {
    const items = itemsOf(await get('/v1/obligations', TUAN_GIAO));
    expect(new Set(items.map((i) => i.unit))).toEqual(new Set([TUAN_GIAO]));
    expect(items.map((i) => i.dueBefore)).toEqual(items.map((i) => i.dueBefore).sort());
    expect(items[0]).toMatchObject({ id: JANUARY, verdict: 'on-time', status: 'received', receivedAt: ON_TIME });
  });

  it('tell how many working days are left, as the letters do, and nothing once a report is there', async () => {
    const answer = schemas.obligationList.parse((await get('/v1/obligations', TUAN_GIAO)).body);
    expect(answer.at).toBe(NOW);
    const left = new Map(answer.items.map(({ period, workingDaysLeft }) => [period, workingDaysLeft]));
    expect(left.get('2022-01')).toBeUndefined();
    // From Friday 28 January 2022 to Friday 25 February, the last working day before the 27th: Tết takes five.
    expect(left.get('2022-02')).toBe(vietnamCalendar.workingDaysBetween('2022-01-28', '2022-02-27'));
    expect(left.get('2022-02')).toBe(15);
  });

  it('of another unit are refused', async () => {
    expect(await get('/v1/obligations', TUAN_GIAO, { unit: 'so-tu-phap' })).toMatchObject({ status: 403 });
    const other = await get('/v1/obligations/so-tu-phap.monthly.2022-01', TUAN_GIAO);
    expect(other).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('of a period are all units’, page by page, none twice and none lost', async () => {
    const filter = { rule: 'monthly', period: '2022-01' };
    const whole = itemsOf(await get('/v1/obligations', 'leader', filter)).map((i) => i.id);
    const paged: string[] = [];
    let next: string | undefined;
    do {
      const answer = await get('/v1/obligations', 'office', { ...filter, limit: '7', ...(next ? { next } : {}) });
      const page = schemas.obligationList.parse(answer.body);
      paged.push(...page.items.map((i) => i.id));
      next = page.next;
    } while (next);
    expect(whole).toHaveLength(sampleUnits().filter((u) => u.validFrom <= '2022-01-27').length);
    expect(paged).toEqual(whole);
  });

  it.each([
    ['year', { year: '2022' }],
    ['year and unit', { year: '2022', unit: TUAN_GIAO }],
    ['nothing', {}],
  ])('are found by %s across pages alike', async (_title, filter) => {
    const whole = itemsOf(await get('/v1/obligations', 'office', filter)).map((i) => i.id);
    const paged: string[] = [];
    let next: string | undefined;
    do {
      const answer = await get('/v1/obligations', 'office', { ...filter, limit: '50', ...(next ? { next } : {}) });
      const page = schemas.obligationList.parse(answer.body);
      paged.push(...page.items.map((i) => i.id));
      next = page.next;
    } while (next);
    expect(paged).toEqual(whole);
    expect(new Set(paged).size).toBe(paged.length);
    expect(paged.length).toBeGreaterThan(0);
  });

  it('can be narrowed to a verdict', async () => {
    const late = itemsOf(await get('/v1/obligations', 'office', { period: '2022-01', verdict: 'late' }));
    expect(late.map((i) => [i.unit, i.daysLate])).toEqual([['so-tu-phap', 1]]);
  });

  it.each([
    [{ verdict: 'maybe' }, 'verdict'],
    [{ year: '22' }, 'year'],
    [{ next: 'rubbish' }, 'next'],
    [{ limit: '0' }, 'limit'],
    [{ period: "2022'--" }, 'period'],
    [{ colour: 'red' }, ''],
  ])('refuse the query %j with the field', async (query, field) => {
    const answer = await get('/v1/obligations', 'office', query);
    expect(answer).toMatchObject({ status: 400, type: 'application/problem+json' });
    expect(schemas.problem.parse(answer.body).errors?.map((e) => e.field)).toContain(field);
  });
});

describe('one obligation', () => {
  it('shows history, submissions, notices and why it is due, with the letter’s words', async () => {
    const shown = schemas.obligation.parse((await get(`/v1/obligations/${JANUARY}`, TUAN_GIAO)).body);
    expect(shown.history.map((e) => e.type)).toEqual(['opened', 'submission-declared', 'submission-received']);
    expect(shown.submissions.map((s) => s.status)).toEqual(['received']);
    expect(shown.why?.quote).toContain('trước ngày 28 hằng tháng');
    expect(shown.why).toMatchObject({ bound: 'before', nonWorkingDayPolicy: 'unchanged' });
  });

  it('tells its unit and the Office what it must hold, and the Office alone what may be done about it', async () => {
    const read = async (user: string) => schemas.obligation.parse((await get(`/v1/obligations/${JANUARY}`, user)).body);
    const [unit, office, leader] = await Promise.all([TUAN_GIAO, 'office', 'leader'].map(read));
    expect(unit?.mustHold).toContainEqual({ title: expect.stringContaining('đề xuất'), optional: true });
    expect(office?.mustHold).toEqual(unit?.mustHold);
    expect(office?.steps).toEqual(['acceptance', 'return', 'rejection']);
    expect([unit?.steps, leader?.steps]).toEqual([undefined, undefined]);
  });

  it('says what became of each notice: sent, overtaken, not needed any more', async () => {
    // After an outage from before the first reminder to the morning of the second urging.
    await world.sweep('2022-02-07T02:00:00Z');
    const late = 'so-noi-vu.monthly.2022-01';
    const outcomesOf = async (id: string) => {
      const { why } = schemas.obligation.parse((await get(`/v1/obligations/${id}`)).body);
      return why?.notices.map(({ kind, outcome }) => [kind, outcome]);
    };
    const said = await world.notices.list(late);
    expect(said.filter(({ status }) => status === 'sent')).toHaveLength(1);
    const outcomes = await outcomesOf(late);
    const sentAs = said.find(({ status }) => status === 'sent')?.kind;
    expect(outcomes?.filter(([, outcome]) => outcome === 'sent')).toEqual([[sentAs, 'sent']]);
    const before = outcomes?.slice(
      0,
      outcomes.findIndex(([, outcome]) => outcome === 'sent'),
    );
    expect(before?.length).toBeGreaterThan(1);
    expect(new Set(before?.map(([, outcome]) => outcome))).toEqual(new Set(['overtaken']));
    const received = await outcomesOf(JANUARY);
    expect(received?.filter(([kind]) => kind?.startsWith('urging'))).not.toEqual([]);
    for (const [kind, outcome] of received ?? [])
      if (kind?.startsWith('urging')) expect(outcome).toBe('report-received');
  });
});

describe('a submission', () => {
  it('carries the receipt once received: number, files with SHA-256, time, verdict, regime and history hash', async () => {
    const { receipt } = schemas.submission.parse((await get(`/v1/submissions/${RECEIVED}`, TUAN_GIAO)).body);
    const [last] = (await world.obligations.history(JANUARY)).slice(-1);
    expect(receipt).toMatchObject({
      number: `BN-${RECEIVED}`,
      unit: { name: 'Huyện ủy Tuần Giáo' },
      receivedAt: ON_TIME,
      verdict: 'on-time',
      regimeVersion: regimes[0]?.version,
      historyHash: last?.hash,
      files: [{ sha256: aManifest().files[0]?.sha256 }],
    });
  });

  it('gives links to received files to those who may see them', async () => {
    expect(await get(`/v1/submissions/${RECEIVED}/files/1`, 'office')).toMatchObject({ status: 200 });
    expect(await get(`/v1/submissions/${RECEIVED}/files/2`, 'office')).toMatchObject({ status: 404 });
    expect(await get(`/v1/submissions/${RECEIVED}/files/1`, 'so-tu-phap')).toMatchObject({ status: 404 });
    expect(await get(`/v1/submissions/${RECEIVED}`, 'so-tu-phap')).toMatchObject({ status: 404 });
  });
});

describe('the deadlines ahead', () => {
  const aheadOf = async (user: string) => schemas.deadlineList.parse((await get('/v1/deadlines', user)).body).items;

  it('of a unit are those of its open reports and of those to come, to the end of next year', async () => {
    const ahead = await aheadOf(TUAN_GIAO);
    const open = itemsOf(await get('/v1/obligations', TUAN_GIAO)).filter(({ lastDay = '' }) => lastDay >= '2022-01-28');
    expect(ahead.slice(0, open.length)).toMatchObject(
      open.map(({ rule, period, from, to, lastDay, dueBefore, regimeVersion }) => ({
        ...{ rule, period, from, to, lastDay, dueBefore, regimeVersion },
      })),
    );
    expect(ahead.filter(({ lastDay }) => lastDay.startsWith('2023')).map(({ period }) => period)).toEqual([
      ...['2023-01', '2023-02', '2023-Q1', '2023-04', '2023-05', '2023-H1', '2023-07', '2023-08', '2023-9M'],
      ...['2023-10', '2023-11', '2023'],
    ]);
    expect(ahead.at(-1)?.lastDay).toBe('2023-11-29');
  });

  it('tell which months a longer report will hold', async () => {
    const ahead = await aheadOf(TUAN_GIAO);
    expect(ahead.flatMap(({ period, holds }) => (holds ? [[period, ...holds]] : [])).slice(0, 4)).toEqual([
      ['2022-Q1', '2022-03'],
      ['2022-H1', '2022-06'],
      ['2022-9M', '2022-09'],
      ['2022', '2022-12'],
    ]);
  });

  it.each(['office', 'leader'])('are a unit’s: of the %s they are nobody’s', async (user) => {
    expect(await get('/v1/deadlines', user)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });
});

describe('compliance', () => {
  it('counts verdicts in all and per unit, and they add up', async () => {
    const answer = await get('/v1/compliance', 'leader', { rule: 'monthly', period: '2022-01' });
    const figures = schemas.compliance.parse(answer.body);
    const { expected, onTime, late, missing, notYetDue, waived } = figures;
    expect([onTime, late, notYetDue, waived]).toEqual([1, 1, 0, 0]);
    expect(onTime + late + missing + notYetDue + waived).toBe(expected);
    expect(figures.units).toHaveLength(expected);
    expect(figures.units.reduce((sum, u) => sum + u.missing, 0)).toBe(missing);
  });

  it('shows a unit its own figures only', async () => {
    const figures = schemas.compliance.parse((await get('/v1/compliance', TUAN_GIAO)).body);
    expect(figures.units.map((u) => u.unit)).toEqual([TUAN_GIAO]);
  });
});

describe('the frame', () => {
  it.each([
    ['/v1/me', schemas.me, TUAN_GIAO],
    ['/v1/me', schemas.me, 'office'],
    ['/v1/units', schemas.units, 'leader'],
  ])('answers %s as described', async (path, schema: z.ZodType, user) => {
    const answer = await get(path, user);
    expect(answer.status).toBe(200);
    expect(schema.safeParse(answer.body).error).toBeUndefined();
  });

  it('answers unknown addresses, unknown people and nobody with problem documents', async () => {
    expect(await get('/v1/nothing')).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await get('/v1/me', 'stranger')).toMatchObject({ status: 403, body: { code: 'no-account' } });
    expect(await call(api, { path: '/v1/me', at: NOW })).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
    expect(await get('/v1/units', TUAN_GIAO)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('describes itself without a token, every refusal as a problem', async () => {
    const { status, body } = await call(api, { path: '/v1/openapi.json', at: NOW });
    const document = z
      .object({ openapi: z.string(), paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
      .parse(body);
    expect(status).toBe(200);
    expect(document.openapi).toBe('3.1.0');
    const text = JSON.stringify(body);
    const schemasNamed = z.object({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) }).parse(body)
      .components.schemas;
    for (const [, name = ''] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
      expect(Object.keys(schemasNamed)).toContain(name);
    expect(text).not.toContain('$defs');
    expect(Object.keys(document.paths)).toContain('/v1/obligations/{id}/submissions');
  });
});

describe('loading the registry', () => {
  const put = (body: string, user = 'office', query = {}) =>
    call(loader, { method: 'PUT', path: '/v1/units', body, user, query, at: NOW });
  const header = 'id,name,category,armed_forces,valid_from,valid_to,successors,contact_email,head_email';
  const row = 'so-moi,Sở mới,department,no,2022-01-01,,,moi@dienbien.example,';

  it('tells what would change, changes it, and then changes nothing', async () => {
    expect((await put(`${header}\n${row}`, 'office', { dryRun: 'true' })).body).toMatchObject({
      added: ['so-moi'],
      dryRun: true,
    });
    expect(await world.units.get('so-moi')).toBeUndefined();
    expect((await put(`${header}\n${row}`)).body).toMatchObject({ added: ['so-moi'] });
    const again = schemas.registryChange.parse((await put(`${header}\n${row}`)).body);
    expect(again).toMatchObject({ added: [], changed: [], unchanged: 1 });
  });

  it('keeps what the mail service said of an address when other fields change', async () => {
    await world.units.noteAddressProblem('so-moi', 'moi@dienbien.example', { kind: 'bounce', since: NOW, detail: 'x' });
    await put(`${header}\n${row.replace('Sở mới', 'Sở Đổi mới')}`);
    expect(await world.units.get('so-moi')).toMatchObject({
      name: 'Sở Đổi mới',
      addressProblems: { 'moi@dienbien.example': { kind: 'bounce' } },
    });
  });

  it('refuses a bad file whole, with line, column and reason', async () => {
    const answer = await put(`${header}\n${row.replace('so-moi', 'so-khac')}\n${row.replace('department', 'x')}`);
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid-registry' } });
    expect(schemas.problem.parse(answer.body).errors?.[0]).toMatchObject({ field: 'category', line: 3 });
    expect(await world.units.get('so-khac')).toBeUndefined();
  });

  it('is the Office’s alone', async () => {
    expect(await put(header, TUAN_GIAO)).toMatchObject({ status: 403 });
    expect(await put(header, 'leader')).toMatchObject({ status: 403 });
  });
});
