import * as z from 'zod';
import { type Instant, toInstant } from '../../lib/calendar/dates.ts';

const CENTURY = { from: '2000-01-01T00:00:00Z', before: '2100-01-01T00:00:00Z' };

/** The time that a service of AWS gives in its event, in whole seconds. One far off would be reckoned with for ever, so it is refused. */
export const eventTime = z.iso
  .datetime()
  .refine((time) => time >= CENTURY.from && time < CENTURY.before, 'not a time of this century')
  .transform((time): Instant => toInstant(time));
