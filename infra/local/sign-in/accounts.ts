import * as z from 'zod';
import type { ApiClient } from '../pages/pages.ts';
import type { People } from '../people.ts';
import type { DemoAccount } from './pages.ts';

const unitsSchema = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) });

const roleNames = { office: 'Văn phòng Tỉnh ủy', leader: 'Thường trực Tỉnh ủy', unit: 'Đơn vị' } as const;

/** The accounts that the sign-in page offers, units under their names. */
export async function demoAccounts(people: People, api: ApiClient): Promise<DemoAccount[]> {
  const { items } = unitsSchema.parse(await api.get('/v1/units'));
  const names = new Map(items.map(({ id, name }) => [id, name]));
  return people.list().map(({ user, role, unit }) => ({ user, role, name: names.get(unit ?? '') ?? roleNames[role] }));
}
