import { beforeEach, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import type { ApiAnswer } from '../support/api-event.ts';
import { startRegister } from '../support/register.ts';
import { createRegistryWorld } from '../support/registry.ts';

const TODAY = '2025-06-20T02:00:00Z';
const TONIGHT = '2025-06-20T17:10:00Z';
const TOMORROW = '2025-06-21T02:00:00Z';
const GO_LIVE = '2025-06-01';
const header = 'id,name,category,armed_forces,valid_from,valid_to,successors,contact_email,head_email';
const dated = `${header},head_name,effective_from`;
const district = 'huyen-uy-a,Huyện ủy A,district-committee,no,2021-08-24,,,a@dienbien.example,ha@dienbien.example';
const office = 'so-b,Sở B,department,no,2021-08-24,,,b@dienbien.example,hb@dienbien.example';
const OLD = [header, district, office].join('\n');
const ended = district.replace('2021-08-24,,,', '2021-08-24,2025-06-30,dang-uy-xa-c dang-uy-xa-d,');
const commune = (id: string) => `${id},Đảng ủy xã,commune-committee,no,2025-07-01,,,${id}@dienbien.example,`;
const NEW = [header, ended, office, commune('dang-uy-xa-c'), commune('dang-uy-xa-d')].join('\n');

let register: Awaited<ReturnType<typeof startRegister>>;
let world: ReturnType<typeof createRegistryWorld>;
beforeEach(async () => {
  register = await startRegister();
  world = createRegistryWorld(register.table, GO_LIVE);
  await world.load(OLD, TODAY);
  await world.open(TODAY);
  return () => register.stop();
});

const changeOf = (answer: ApiAnswer) => schemas.registryChange.parse(answer.body);
const ids = (affected: { items: { id: string }[] } | undefined) => affected?.items.map(({ id }) => id).sort();
const look = async (list: string, at = TODAY) => changeOf(await world.load(list, at, { dryRun: 'true' }));
const statusesOf = async (unit: string) =>
  Object.fromEntries((await world.obligations.listByUnit(unit)).map((o) => [o.period, o.status]));

describe('a dry run', () => {
  it('tells what follows, which is what the next opening then does, and writes nothing', async () => {
    const { consequences, ...seen } = await look(NEW);
    expect(seen).toMatchObject({ added: ['dang-uy-xa-c', 'dang-uy-xa-d'], changed: ['huyen-uy-a'], unchanged: 1 });
    expect(seen.newUnits).toEqual(
      ['dang-uy-xa-c', 'dang-uy-xa-d'].map((unit) => ({ unit, name: 'Đảng ủy xã', from: '2025-07-01' })),
    );
    expect(seen.changes[0]?.fields).toEqual([
      { field: 'validTo', before: null, after: '2025-06-30' },
      { field: 'successors', before: [], after: ['dang-uy-xa-c', 'dang-uy-xa-d'] },
    ]);
    expect(ids(consequences?.withdrawn)).toEqual(['2025-07', '2025-08'].map((month) => `huyen-uy-a.monthly.${month}`));
    expect(ids(consequences?.opened)).toEqual(
      ['dang-uy-xa-c', 'dang-uy-xa-d'].flatMap((id) => ['2025-07', '2025-08'].map((m) => `${id}.monthly.${m}`)),
    );
    expect(consequences?.reinstated).toEqual({ count: 0, items: [] });
    expect(await world.units.get('dang-uy-xa-c')).toBeUndefined();
    expect(await world.open(TONIGHT)).toEqual({ opened: 0, withdrawn: 0, reinstated: 0 });

    await world.load(NEW, TODAY);
    expect(await world.open(TONIGHT)).toEqual({
      opened: consequences?.opened.count,
      withdrawn: consequences?.withdrawn.count,
      reinstated: 0,
    });
    expect(await statusesOf('huyen-uy-a')).toEqual({
      '2025-H1': 'open',
      '2025-07': 'withdrawn',
      '2025-08': 'withdrawn',
    });
  });

  it('of a list that takes an end back tells what comes back', async () => {
    await world.load(NEW, TODAY);
    await world.open(TONIGHT);
    const { consequences } = await look([header, district, office].join('\n'), TOMORROW);
    expect(ids(consequences?.reinstated)).toEqual(['2025-07', '2025-08'].map((m) => `huyen-uy-a.monthly.${m}`));
    expect(consequences?.withdrawn.count).toBe(0);
  });

  it('tells nothing of what is open already, nor of units that the list leaves out', async () => {
    const { absent, consequences } = await look([header, office].join('\n'));
    expect(absent).toEqual(['huyen-uy-a']);
    const none = { count: 0, items: [] };
    expect(consequences).toEqual({ opened: none, withdrawn: none, reinstated: none });
  });

  it('refuses parameters that it does not know, with the field', async () => {
    for (const query of [{ dryRun: 'yes' }, { basis: 'x' }, { force: 'true' }] as Record<string, string>[])
      expect(await world.load(OLD, TODAY, query)).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  });
});

describe('a load on top of another', () => {
  it('with the basis that was looked at goes through; once the registry has changed it is refused and writes nothing', async () => {
    const { basis } = await look(NEW);
    expect(await world.load(OLD.replace('b@', 'moi@'), TODAY)).toMatchObject({ status: 200 });
    const stale = await world.load(NEW, TODAY, { basis });
    expect(stale).toMatchObject({ status: 409, type: 'application/problem+json', body: { code: 'conflict' } });
    expect(schemas.problem.parse(stale.body).errors?.[0]?.field).toBe('basis');
    expect(await world.units.get('dang-uy-xa-c')).toBeUndefined();
    const { basis: fresh } = await look(NEW);
    expect(await world.load(NEW, TODAY, { basis: fresh })).toMatchObject({ status: 200 });
    expect(await world.load(NEW, TODAY, { basis: fresh })).toMatchObject({ status: 409 });
  });

  it('at the same moment: one is loaded, the other refused; they do not mix', async () => {
    const lists = ['mot', 'hai'].map((word) => OLD.replace('a@', `${word}@`).replace('b@', `${word}@`));
    const answers = await Promise.all(lists.map((list) => world.load(list, TODAY)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const found = await world.units.getMany(['huyen-uy-a', 'so-b']);
    const winner = answers.findIndex(({ status }) => status === 200);
    const expected = `${['mot', 'hai'][winner]}@dienbien.example`;
    expect([...found.values()].map((unit) => unit.contactEmail)).toEqual([expected, expected]);
  });

  it('that overtakes one still being written meets it at a unit, and either is told', async () => {
    const seen = await world.units.list();
    await world.load(OLD.replace('a@', 'mot@'), TODAY);
    const late = createRegistryWorld(register.table, GO_LIVE, { units: { ...world.units, list: async () => seen } });
    expect(await late.load(OLD.replace('a@', 'hai@'), TODAY)).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
    expect(await world.units.get('huyen-uy-a')).toMatchObject({ contactEmail: 'mot@dienbien.example' });
  });
});

describe('a load that broke off half way', () => {
  it('is finished by loading the same list again', async () => {
    let left = 1;
    const dying = createRegistryWorld(register.table, GO_LIVE, {
      units: {
        ...world.units,
        put: async (unit, read) => {
          if (left === 0) throw new Error('the function died');
          left -= 1;
          await world.units.put(unit, read);
        },
      },
    });
    expect(await dying.load(NEW, TODAY)).toMatchObject({ status: 500 });
    const rest = changeOf(await world.load(NEW, TODAY));
    expect(rest.added.length + rest.changed.length).toBe(2);
    expect((await look(NEW)).unchanged).toBe(4);
  });
});

describe('a unit in time', () => {
  const renamed = (from: string) =>
    [
      dated,
      `${district},Lò Văn A,`,
      `${office.replace('Sở B', 'Sở B và C').replace('hb@', 'hc@')},Lò Văn C,${from}`,
    ].join('\n');
  const unitAt = async (at: string) => schemas.unit.parse((await world.get('/v1/units/so-b', at)).body);

  it('shows who was contact and head, and under what name, on each day', async () => {
    await world.load(renamed('2025-07-01'), TODAY);
    const shown = await unitAt(TODAY);
    expect(shown).toMatchObject({ name: 'Sở B', headEmail: 'hb@dienbien.example' });
    expect(shown.versions.map(({ from, to, name, headName }) => ({ from, to, name, headName }))).toEqual([
      { from: '2021-08-24', to: '2025-06-30', name: 'Sở B', headName: undefined },
      { from: '2025-07-01', to: undefined, name: 'Sở B và C', headName: 'Lò Văn C' },
    ]);
    expect(shown.changes.map(({ by, at }) => [by, at])).toEqual([
      ['office', TODAY],
      ['office', TODAY],
    ]);
    expect(await unitAt('2025-07-01T02:00:00Z')).toMatchObject({ name: 'Sở B và C', headName: 'Lò Văn C' });
  });

  it('is listed as it was on a date, among the units valid then', async () => {
    await world.load(renamed('2025-07-01'), TODAY);
    await world.load(NEW.replace(`${office}\n`, ''), TODAY);
    const on = async (date: string) => {
      const { items } = schemas.units.parse((await world.get('/v1/units', TODAY, { on: date })).body);
      return Object.fromEntries(items.map(({ id, name }) => [id, name]));
    };
    expect(await on('2025-06-30')).toEqual({ 'huyen-uy-a': 'Huyện ủy A', 'so-b': 'Sở B' });
    expect(await on('2025-07-01')).toEqual({
      'so-b': 'Sở B và C',
      'dang-uy-xa-c': 'Đảng ủy xã',
      'dang-uy-xa-d': 'Đảng ủy xã',
    });
    expect(await world.get('/v1/units', TODAY, { on: '2025-02-30' })).toMatchObject({ status: 400 });
  });

  it('keeps the name of its last acceptable day on each report, whatever it is called now', async () => {
    await world.load(renamed('2025-07-01'), TODAY);
    const nameOn = async (id: string) =>
      schemas.obligation.parse((await world.get(`/v1/obligations/${id}`, TOMORROW)).body).unitName;
    expect(await nameOn('so-b.half-year.2025-H1')).toBe('Sở B');
    expect(await nameOn('so-b.monthly.2025-07')).toBe('Sở B và C');
  });

  it('is written to at the address that holds on the day', async () => {
    await world.load([header, office.replace('b@', 'moi@')].join('\n'), TODAY);
    await world.load([dated, `${office.replace('b@', 'sau@')},,2025-07-25`].join('\n'), TODAY);
    await world.sweep('2025-07-22T01:00:00Z');
    await world.sweep('2025-07-25T01:00:00Z');
    const to = world.postbox.letters.filter(({ unit }) => unit === 'so-b').map(({ to, at }) => [at, to[0]]);
    expect(to).toEqual([
      ['2025-07-22T01:00:00Z', 'moi@dienbien.example'],
      ['2025-07-25T01:00:00Z', 'sau@dienbien.example'],
    ]);
  });

  it('sees itself and no other; the Office and leaders see any', async () => {
    await world.accounts.put({ user: 'so-b', role: 'unit', unit: 'so-b', active: true });
    await world.accounts.put({ user: 'leader', role: 'leader', active: true });
    expect(await world.get('/v1/units/so-b', TODAY, {}, 'so-b')).toMatchObject({ status: 200 });
    expect(await world.get('/v1/units/huyen-uy-a', TODAY, {}, 'so-b')).toMatchObject({ status: 404 });
    expect(await world.get('/v1/units', TODAY, { on: '2025-06-20' }, 'so-b')).toMatchObject({ status: 403 });
    expect(await world.get('/v1/units/huyen-uy-a', TODAY, {}, 'leader')).toMatchObject({ status: 200 });
    expect(await world.get('/v1/units/khong-co', TODAY)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});

describe('what was withdrawn', () => {
  beforeEach(async () => {
    await world.load(NEW, TODAY);
    await world.open(TONIGHT);
  });
  const listed = async (query: Record<string, string>) =>
    schemas.obligationList.parse((await world.get('/v1/obligations', TOMORROW, query)).body).items.map(({ id }) => id);
  const JULY = 'huyen-uy-a.monthly.2025-07';

  it('is left out of lists and figures, and read by id with its history', async () => {
    for (const query of [{ unit: 'huyen-uy-a' }, { rule: 'monthly', period: '2025-07' }] as Record<string, string>[]) {
      expect(await listed(query)).not.toContain(JULY);
      expect(await listed({ ...query, withdrawn: 'true' })).toContain(JULY);
    }
    const shown = schemas.obligation.parse((await world.get(`/v1/obligations/${JULY}`, TOMORROW)).body);
    expect(shown).toMatchObject({ status: 'withdrawn', verdict: 'waived', withdrawnAt: TONIGHT });
    expect(shown.history.map(({ type }) => type)).toEqual(['opened', 'withdrawn']);
    const july = { rule: 'monthly', period: '2025-07' };
    const figures = schemas.compliance.parse((await world.get('/v1/compliance', TOMORROW, july)).body);
    expect(figures).toMatchObject({ along: 'unit', expected: 3, notYetDue: 3, waived: 0 });
  });

  it('is said nothing about', async () => {
    await world.sweep('2025-07-22T01:00:00Z');
    expect(world.postbox.letters.map(({ unit }) => unit).sort()).toEqual(['dang-uy-xa-c', 'dang-uy-xa-d', 'so-b']);
  });
});

describe('compliance along successors', () => {
  beforeEach(async () => {
    await world.load(NEW, TODAY);
    await world.open(TONIGHT);
  });
  const figuresOf = async (query: Record<string, string>) =>
    schemas.compliance.parse((await world.get('/v1/compliance', TOMORROW, { along: 'successors', ...query })).body);

  it('gives each commune the district’s figures as well, and counts each report once in the totals', async () => {
    const figures = await figuresOf({ year: '2025' });
    const perUnit = schemas.compliance.parse((await world.get('/v1/compliance', TOMORROW, { year: '2025' })).body);
    const lines = figures.units.map(({ unit, predecessors, expected }) => [unit, predecessors, expected]);
    // The district's half-year report; July and August of everybody else.
    expect(lines).toEqual([
      ['dang-uy-xa-c', ['huyen-uy-a'], 3],
      ['dang-uy-xa-d', ['huyen-uy-a'], 3],
      ['so-b', [], 3],
    ]);
    expect([figures.expected, perUnit.expected]).toEqual([8, 8]);
  });

  it('of one unit is its own line with those before it', async () => {
    const figures = await figuresOf({ year: '2025', unit: 'dang-uy-xa-c' });
    expect(figures.units.map(({ unit, expected }) => [unit, expected])).toEqual([['dang-uy-xa-c', 3]]);
    expect(figures.expected).toBe(3);
  });

  it('is not for units, who see their own figures only; other words are refused', async () => {
    await world.accounts.put({ user: 'so-b', role: 'unit', unit: 'so-b', active: true });
    const asked = { along: 'successors' };
    expect(await world.get('/v1/compliance', TOMORROW, asked, 'so-b')).toMatchObject({ status: 403 });
    expect(await world.get('/v1/compliance', TOMORROW, { along: 'x' })).toMatchObject({ status: 400 });
  });
});
