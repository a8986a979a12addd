import * as z from 'zod';
import { eventTypes } from '../../../lib/obligations/events.ts';
import { count, instant } from './scalars.ts';

/** An obligation’s history, each event bound to the one before. */
export const historyEvent = z.object({
  obligation: z.string(),
  seq: count,
  type: z.enum(eventTypes),
  at: instant,
  by: z.string(),
  data: z.record(z.string(), z.unknown()),
  previous: z.string(),
  hash: z.string(),
});
