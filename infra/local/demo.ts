import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import pMap from 'p-map';
import { type Instant, localDateOf } from '../../lib/calendar/dates.ts';
import type { Role } from '../../lib/store/accounts.ts';
import { parseUnitsCsv } from '../../lib/units/csv.ts';
import { validOn } from '../../lib/units/unit.ts';
import type { People } from './people.ts';

export interface DemoOptions {
  /** Address of the API, without `/v1`. */
  url: string;
  officeUser: string;
  officeAddress: string;
  officeToken: string;
  now: Instant;
  people: People;
  /** Remembers which registry was loaded: what the Office changed since is not to be undone. */
  memory: string;
}

const UNITS = new URL('../../data/units.csv', import.meta.url);
const LEADER = { user: 'leader', email: 'lanhdao.tinhuy@dienbien.example' } as const;

/** More at once only queue for the two cores. */
const PARALLEL = 4;

interface Account {
  user: string;
  role: Role;
  unit?: string;
  email: string;
}

/** Loads the demo's units and makes its accounts by the system's own API, as the Office would; once per registry and account. */
export async function loadDemo({ url, officeToken, ...options }: DemoOptions): Promise<void> {
  const { people, memory, now } = options;
  const csv = readFileSync(UNITS, 'utf8');
  const parsed = parseUnitsCsv(csv);
  if (!parsed.ok)
    throw new Error(
      `data/units.csv: ${parsed.problems.map(({ line, reason }) => `line ${line}: ${reason}`).join('; ')}`,
    );

  async function put(path: string, type: string, body: string): Promise<void> {
    const headers = { authorization: `Bearer ${officeToken}`, 'content-type': type };
    const response = await fetch(new URL(path, url), { method: 'PUT', headers, body });
    if (!response.ok) throw new Error(`demo: PUT ${path} was answered ${response.status} ${await response.text()}`);
    await response.arrayBuffer();
  }

  const digest = createHash('sha256').update(csv).digest('hex');
  if (!existsSync(memory) || readFileSync(memory, 'utf8') !== digest) {
    await put('/v1/units', 'text/csv', csv);
    writeFileSync(memory, digest);
  }
  const today = localDateOf(now);
  const accounts: Account[] = [
    { user: options.officeUser, role: 'office', email: options.officeAddress },
    { user: LEADER.user, role: 'leader', email: LEADER.email },
    ...parsed.units
      .filter((unit) => validOn(unit, today))
      .map(({ id, contactEmail }): Account => ({ user: id, role: 'unit', unit: id, email: contactEmail })),
  ];
  await pMap(
    accounts.filter(({ user }) => !people.has(user)),
    ({ user, ...account }) => put(`/v1/accounts/${user}`, 'application/json', JSON.stringify(account)),
    { concurrency: PARALLEL },
  );
}
