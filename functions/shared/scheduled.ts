import * as z from 'zod';
import { eventTime } from './event-time.ts';

/** What the scheduler tells a function: for which instant it runs, however late that is. */
export const scheduledSchema = z.object({ scheduledTime: eventTime });
