import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { run as verify } from '../../infra/tools/history-verify.ts';
import { samplePdf } from '../samples/pdf.ts';
import { type Office, openOffice, PDF, type UploadFile } from './office.ts';

const BEFORE = '2025-06-20T02:00:00Z';
const NEXT_MORNING = '2025-06-21T02:00:00Z';
const AWAY_UNTIL = '2025-07-28T00:45:00Z';
const AFTER = '2025-07-28T02:00:00Z';
const report: UploadFile[] = [{ name: 'bao-cao.pdf', type: PDF, role: 'main', bytes: samplePdf(['Báo cáo tháng 7']) }];
const SAMPLE = readFileSync(new URL('../../data/units.csv', import.meta.url), 'utf8');

/**
 * The demo's registry knows of 1 July. On 20 June the Office learns more: one department goes into another at the end of
 * the month, a third has a new name and a new head from 1 July on.
 */
const MERGED = 'so-giao-thong-van-tai';
const INTO = 'so-xay-dung';
const RENAMED = 'so-noi-vu';
const lines = SAMPLE.trim().split(/\r?\n/);
const NEW_LIST = [
  `${lines[0]},head_name,effective_from`,
  ...lines.slice(1).map((line) => {
    if (line.startsWith(`${MERGED},`)) return `${line.replace('2021-08-24,,,', `2021-08-24,2025-06-30,${INTO},`)},,`;
    if (line.startsWith(`${RENAMED},`))
      return `${line.replace('Sở Nội vụ', 'Sở Nội vụ và Lao động')},Lò Văn C,2025-07-01`;
    return `${line},,`;
  }),
].join('\n');

let office: Office;
beforeAll(async () => {
  office = await openOffice(BEFORE, { goLive: '2025-06-01' });
});
afterAll(() => office.close());

const put = (query: string, list = NEW_LIST, user = 'office') => office.as(user, 'PUT', `/v1/units${query}`, list);
const get = async (path: string, user = 'office') => (await office.as(user, 'GET', path)).body;
const july = (unit: string) => `${unit}.monthly.2025-07`;
const idsOf = (affected: { items: { id: string }[] } | undefined) => affected?.items.map(({ id }) => id) ?? [];
const figures = async (query: string) =>
  schemas.compliance.parse(await get(`/v1/compliance?rule=monthly&period=2025-07${query}`, 'leader'));

describe('a new list, from looking at it to the figures', () => {
  let basis = '';

  it('is looked at first: what changes per unit, and what follows', async () => {
    const seen = schemas.registryChange.parse((await put('?dryRun=true')).body);
    basis = seen.basis;
    expect(seen).toMatchObject({ dryRun: true, added: [], absent: [], changed: [RENAMED, MERGED] });
    expect(seen.changes.find(({ unit }) => unit === RENAMED)).toMatchObject({
      from: '2025-07-01',
      fields: [
        { field: 'name', before: 'Sở Nội vụ', after: 'Sở Nội vụ và Lao động' },
        { field: 'headName', before: null, after: 'Lò Văn C' },
      ],
    });
    expect(idsOf(seen.consequences?.withdrawn)).toEqual([july(MERGED), `${MERGED}.monthly.2025-08`]);
    expect([seen.consequences?.opened.count, seen.consequences?.reinstated.count]).toEqual([0, 0]);
    expect(await get(`/v1/units/${MERGED}`)).not.toHaveProperty('validTo');
  });

  it('is loaded on top of what was looked at, and on nothing else', async () => {
    expect(await put('', NEW_LIST, 'leader')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect((await put(`?basis=${basis}`)).status).toBe(200);
    expect(await put(`?basis=${basis}`)).toMatchObject({
      status: 409,
      type: 'application/problem+json',
      body: { code: 'conflict' },
    });
    const again = schemas.registryChange.parse((await put('')).body);
    expect([again.added, again.changed]).toEqual([[], []]);
  });

  it('has, by the next morning, withdrawn what nobody owes any more; the history tells why', async () => {
    const { ran } = await office.moveTo(NEXT_MORNING);
    expect(ran.filter(({ ok }) => !ok)).toEqual([]);
    const shown = schemas.obligation.parse(await get(`/v1/obligations/${july(MERGED)}`, MERGED));
    expect(shown).toMatchObject({ status: 'withdrawn', verdict: 'waived' });
    expect(shown.history.at(-1)).toMatchObject({ type: 'withdrawn', data: { reason: 'unit-not-valid' } });
    const { items } = schemas.obligationList.parse(await get(`/v1/obligations?unit=${MERGED}`));
    expect(items.map(({ id }) => id)).toEqual([`${MERGED}.half-year.2025-H1`]);
    expect(await office.declare(MERGED, july(MERGED), report)).toMatchObject({
      status: 409,
      type: 'application/problem+json',
      body: { code: 'wrong-state' },
    });
  });

  it('writes to nobody about what was withdrawn, and to the communes about what is theirs', async () => {
    await office.file('so-tu-phap', july('so-tu-phap'), report);
    // The machine is off for five weeks, and makes up for them: what falls on each night between is in
    // test/functions/registry-2025.test.ts, and five thousand steps of the clock show nothing more.
    await office.close({ keep: true });
    office = await openOffice(AWAY_UNTIL, { dataDir: office.dataDir, demo: false });
    await office.moveTo(AFTER);
    const mails = (await office.mail()).filter(({ text }) => text.includes('tháng 7/2025'));
    const told = new Set(mails.flatMap(({ to }) => to));
    for (const unit of [MERGED, 'huyen-uy-tuan-giao']) expect(told).not.toContain(`${unit}@dienbien.example`);
    for (const unit of ['dang-uy-xa-quai-to', INTO]) expect(told).toContain(`${unit}@dienbien.example`);
  });

  it('shows each report and receipt under the name of its day, and the registry as it was', async () => {
    const nameOf = async (id: string) => schemas.obligation.parse(await get(`/v1/obligations/${id}`)).unitName;
    expect(await nameOf(`${RENAMED}.half-year.2025-H1`)).toBe('Sở Nội vụ');
    expect(await nameOf(july(RENAMED))).toBe('Sở Nội vụ và Lao động');
    const { receipt } = await office.file(RENAMED, `${RENAMED}.half-year.2025-H1`, report);
    expect(receipt?.unit.name).toBe('Sở Nội vụ');

    const unit = schemas.unit.parse(await get(`/v1/units/${RENAMED}`, RENAMED));
    expect(unit.versions.map(({ from, to, name }) => [from, to, name])).toEqual([
      ['2021-08-24', '2025-06-30', 'Sở Nội vụ'],
      ['2025-07-01', undefined, 'Sở Nội vụ và Lao động'],
    ]);
    const on = async (date: string) => schemas.units.parse(await get(`/v1/units?on=${date}`)).items.map(({ id }) => id);
    const [june, inJuly] = await Promise.all([on('2025-06-30'), on('2025-07-01')]);
    expect([june.includes(MERGED), june.includes('huyen-uy-tuan-giao')]).toEqual([true, true]);
    expect([inJuly.includes(MERGED), inJuly.includes('huyen-uy-tuan-giao')]).toEqual([false, false]);
    expect(inJuly.length).toBe(june.length - 11 + 45);
  });

  it('counts per unit, and along successors with each report once in the totals', async () => {
    const perUnit = await figures('');
    expect(perUnit).toMatchObject({ along: 'unit', onTime: 1, late: 0, waived: 0 });
    expect(perUnit.units.map(({ unit }) => unit)).not.toContain(MERGED);

    const year = schemas.compliance.parse(await get('/v1/compliance?year=2025&rule=half-year&along=successors'));
    const line = (unit: string) => year.units.find((found) => found.unit === unit);
    // Only the districts owed the half-year report; it stands in the line of each of their communes.
    for (const commune of ['dang-uy-xa-tuan-giao', 'dang-uy-xa-quai-to'])
      expect(line(commune)).toMatchObject({ predecessors: ['huyen-uy-tuan-giao'], expected: 1, missing: 1 });
    expect(line(INTO)).toMatchObject({ predecessors: [MERGED], expected: 2 });
    expect(line('huyen-uy-tuan-giao')).toBeUndefined();
    const once = schemas.compliance.parse(await get('/v1/compliance?year=2025&rule=half-year'));
    expect([year.expected, year.late, year.missing]).toEqual([once.expected, once.late, once.missing]);
    expect(year.units.reduce((sum, { expected }) => sum + expected, 0)).toBeGreaterThan(year.expected);
  });

  it('takes no right that the stack does not grant', () => {
    expect(office.cloud.denials).toEqual([]);
  });

  it('leaves histories that hold, those of withdrawn reports among them', async () => {
    const { exitCode, stdout } = await verify(['--url', office.cloud.url, '--json'], { fetch, token: undefined });
    expect(JSON.parse(stdout)).toMatchObject({ broken: [] });
    expect(exitCode).toBe(0);
  }, 120_000);
});
