import * as z from 'zod';
import { linkFields } from './files.ts';
import { count, date, instant } from './scalars.ts';

/** The days whose histories are sealed. */
const sealFields = {
  date: date.meta({ description: 'The day in Asia/Ho_Chi_Minh that the seal stands for' }),
  storedAt: instant.meta({ description: 'When the store had it, by its own clock' }),
  bytes: count,
  covers: count.meta({ description: 'Versions laid over the first, which alone counts: none unless somebody meddled' }),
};

export const seals = z.object({ items: z.array(z.object(sealFields)) }).meta({ id: 'Seals' });

export const seal = z
  .object({ ...sealFields, ...linkFields })
  .meta({ id: 'Seal', description: 'The file is gzip of JSON lines: a header, then `[obligation, seq, hash]` each' });
