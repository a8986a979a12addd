import * as z from 'zod';
import { roles } from '../../../lib/store/accounts.ts';
import { instant } from './scalars.ts';

/** People: who is signed in, who may, and the addresses of their calendars. */
export const me = z
  .object({
    user: z.string(),
    role: z.enum(roles),
    unit: z.object({ id: z.string(), name: z.string() }).optional(),
    at: instant.meta({ description: 'The time by which reports are judged; the caller’s own clock may be wrong' }),
  })
  .meta({ id: 'Me' });

export const account = z
  .object({
    user: z.string(),
    role: z.enum(roles),
    unit: z.string().optional(),
    active: z.boolean(),
    email: z.string().optional(),
  })
  .meta({ id: 'Account' });

export const accounts = z.object({ items: z.array(account) }).meta({ id: 'Accounts' });

export const calendarState = z.object({ active: z.boolean(), changedAt: instant.optional() }).meta({
  id: 'CalendarState',
  description: 'Whether an address works; the address itself is told once, when it is made',
});

export const calendarAddress = z.object({ url: z.url() }).meta({ id: 'CalendarAddress' });
