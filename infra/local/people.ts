import * as z from 'zod';
import { roles } from '../../lib/store/accounts.ts';
import { openJsonLines } from './json-lines.ts';

const personSchema = z.object({ user: z.string(), role: z.enum(roles), unit: z.string().optional() });

/** An account as `/local/status` lists it. */
export type Person = z.infer<typeof personSchema>;

/** What the API answers to a change of an account. */
const changeSchema = personSchema.extend({ active: z.boolean() });
type Change = z.infer<typeof changeSchema>;

/** The accounts that were made through the API. The register decides; this is for people who look for a name. */
export interface People {
  list(): Person[];
  has(user: string): boolean;
  /** Takes note of what the API answered. */
  observe(method: string, path: string, status: number, body: Buffer): void;
}

/** The Office, leaders, then units by name. */
const rankOf = ({ role, user }: Person): string => `${['office', 'leader', 'unit'].indexOf(role)} ${user}`;

const PATH = /^\/v1\/accounts\/([^/]+)$/;

/** Opens the journal of accounts kept in a file. */
export function openPeople(file: string): People {
  const people = new Map<string, Person>();
  const apply = ({ active, ...person }: Change) => {
    if (active) people.set(person.user, person);
    else people.delete(person.user);
  };
  const lines = openJsonLines(file);
  for (const change of z.array(changeSchema).parse(lines.values)) apply(change);
  const note = (change: Change) => {
    apply(change);
    lines.append(change);
  };
  return {
    list: () => [...people.values()].sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1)),
    has: (user) => people.has(user),
    observe(method, path, status, body) {
      const [, user] = PATH.exec(path) ?? [];
      if (user === undefined || status >= 300) return;
      if (method === 'PUT') note(changeSchema.parse(JSON.parse(body.toString('utf8'))));
      const removed = people.get(decodeURIComponent(user));
      if (method === 'DELETE' && removed) note({ ...removed, active: false });
    },
  };
}
