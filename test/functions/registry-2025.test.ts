import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import * as schemas from '../../functions/api/schemas/index.ts';
import { verifyObligation } from '../../lib/obligations/verifying.ts';
import { startRegister } from '../support/register.ts';
import { createRegistryWorld } from '../support/registry.ts';

/**
 * The year in which ten district committees gave way to 45 commune and ward committees (R25), night by night on
 * the sample registry. What has to come out is computed here from the file's own cells and the letter's own dates, by none
 * of the code that is tested.
 */
const CSV = readFileSync(new URL('../../data/units.csv', import.meta.url), 'utf8');
const rows = z
  .array(z.object({ id: z.string(), armed_forces: z.string(), valid_from: z.string(), valid_to: z.string() }))
  .parse(parse(CSV, { columns: true }));
const districts = rows.filter(({ id }) => /^(huyen|thi|thanh)-uy-/.test(id)).map(({ id }) => id);
const communes = rows.filter(({ id }) => /^dang-uy-(xa|phuong)-/.test(id)).map(({ id }) => id);

/** The list before the change: districts without an end, no communes. */
const OLD_CSV = CSV.split('\n')
  .filter((line) => !/^dang-uy-(xa|phuong)-/.test(line))
  .map((line) => (/^(huyen|thi|thanh)-uy-/.test(line) ? line.replace(/,2025-06-30,[^,]*,/, ',,,') : line))
  .join('\n');

const iso = (date: Date) => date.toISOString().slice(0, 10);
const twoDigits = (n: number) => String(n).padStart(2, '0');

/** Every report of clause 1.1 whose last acceptable day lies in 2025. */
function reports(): { rule: string; period: string; lastDay: string }[] {
  const monthly = [1, 2, 4, 5, 7, 8, 10, 11].map((month) => ({
    rule: 'monthly',
    period: `2025-${twoDigits(month)}`,
    lastDay: `2025-${twoDigits(month)}-27`,
  }));
  const longer = [
    { rule: 'q1', period: '2025-Q1', lastDay: '2025-03-24' },
    { rule: 'half-year', period: '2025-H1', lastDay: '2025-06-09' },
    { rule: 'nine-month', period: '2025-9M', lastDay: '2025-09-24' },
    { rule: 'annual', period: '2025', lastDay: '2025-11-29' },
  ];
  // 3 January 2025 is the first Friday of the year, and of its first ISO week.
  const weekly = Array.from({ length: 52 }, (_, week) => ({
    rule: 'weekly',
    period: `2025-W${twoDigits(week + 1)}`,
    lastDay: iso(new Date(Date.UTC(2025, 0, 3 + 7 * week))),
  }));
  return [...monthly, ...longer, ...weekly];
}

/** The ids of all that is owed: by the units valid on the last acceptable day, weekly reports by the armed forces. */
const owed = reports()
  .flatMap(({ rule, period, lastDay }) =>
    rows
      .filter((row) => row.valid_from <= lastDay && (row.valid_to === '' || lastDay <= row.valid_to))
      .filter((row) => rule !== 'weekly' || row.armed_forces === 'yes')
      .map(({ id }) => `${id}.${rule}.${period}`),
  )
  .sort();

const GO_LIVE = '2025-01-01';
const NEW_YEAR = '2024-12-31T17:10:00Z';
const LOADED_ON = '2025-06-20T03:00:00Z';
/**
 * 00:10 in Vietnam, when the schedule runs: every night from May to August, in which the list changes and its consequences
 * fall, and every fifth of the quiet months, which keeps the replay short.
 */
const nights = Array.from({ length: 365 }, (_, day) => iso(new Date(Date.UTC(2024, 11, 31 + day))))
  .filter((date, day) => (date >= '2025-04-30' && date < '2025-09-01') || day % 5 === 0 || day === 364)
  .map((date) => `${date}T17:10:00Z`);

let register: Awaited<ReturnType<typeof startRegister>>;
let world: ReturnType<typeof createRegistryWorld>;
beforeEach(async () => {
  register = await startRegister(1);
  world = createRegistryWorld(register.table, GO_LIVE);
});
afterEach(() => register.stop());

/** All that the register holds for last acceptable days of 2025, unit by unit. */
async function held() {
  const all = await Promise.all(rows.map(({ id }) => world.obligations.listByUnit(id)));
  return all.flat().filter(({ lastDay }) => lastDay?.startsWith('2025'));
}
const idsOf = (obligations: { id: string }[]) => obligations.map(({ id }) => id).sort();

describe('2025 replayed across 1 July', () => {
  it('knows the sample registry: ten districts, 45 communes and wards, each report of the year', () => {
    expect([districts.length, communes.length, owed.length]).toEqual([10, 45, new Set(owed).size]);
    expect(OLD_CSV.split('\n').filter((line) => /^(huyen|thi|thanh)-uy-/.test(line) && line.includes('2025'))).toEqual(
      [],
    );
  });

  it('with the change known from the start: every obligation belongs to the right unit, none twice, none lost', async () => {
    expect(await world.load(CSV, NEW_YEAR)).toMatchObject({ status: 200 });
    let opened = 0;
    for (const night of nights) {
      const ran = await world.open(night);
      expect(ran).toMatchObject({ withdrawn: 0, reinstated: 0 });
      opened += ran.opened;
    }
    const obligations = await held();
    expect(idsOf(obligations)).toEqual(owed);
    expect(obligations.filter(({ status, version }) => status !== 'open' || version !== 1)).toEqual([]);
    const ahead = (await Promise.all(rows.map(({ id }) => world.obligations.listByUnit(id)))).flat();
    expect(opened).toBe(ahead.length);
  }, 240_000);

  it('with the new list loaded on 20 June: what the districts had open for July and August is withdrawn, the communes’ is opened', async () => {
    expect(await world.load(OLD_CSV, NEW_YEAR)).toMatchObject({ status: 200 });
    const before = nights.filter((night) => night < LOADED_ON);
    for (const night of before) expect(await world.open(night)).toMatchObject({ withdrawn: 0, reinstated: 0 });

    const dryRun = await world.load(CSV, LOADED_ON, { dryRun: 'true' });
    const { basis, added, changed, absent, consequences } = schemas.registryChange.parse(dryRun.body);
    expect([added.sort(), changed.sort(), absent]).toEqual([[...communes].sort(), [...districts].sort(), []]);
    const ofSummer = (units: string[]) =>
      units.flatMap((id) => ['2025-07', '2025-08'].map((month) => `${id}.monthly.${month}`)).sort();
    expect(idsOf(consequences?.withdrawn.items ?? [])).toEqual(ofSummer(districts));
    expect(idsOf(consequences?.opened.items ?? [])).toEqual(ofSummer(communes));

    expect(await world.load(CSV, LOADED_ON, { basis })).toMatchObject({ status: 200 });
    const [next, ...rest] = nights.filter((night) => night > LOADED_ON);
    expect(await world.open(next ?? '')).toMatchObject({ withdrawn: districts.length * 2, reinstated: 0 });
    for (const night of rest) expect(await world.open(night)).toMatchObject({ withdrawn: 0, reinstated: 0 });

    const obligations = await held();
    expect(idsOf(obligations.filter(({ status }) => status !== 'withdrawn'))).toEqual(owed);
    const withdrawn = obligations.filter(({ status }) => status === 'withdrawn');
    expect(idsOf(withdrawn)).toEqual(ofSummer(districts));
    for (const obligation of withdrawn)
      expect(
        verifyObligation(
          obligation,
          { ...obligation, extension: undefined, submissions: [] },
          await world.obligations.history(obligation.id),
        ),
      ).toBeUndefined();

    const year = { year: '2025' };
    const figures = schemas.compliance.parse((await world.get('/v1/compliance', '2025-12-31T02:00:00Z', year)).body);
    expect([figures.expected, figures.missing]).toEqual([owed.length, owed.length]);
  }, 240_000);
});
