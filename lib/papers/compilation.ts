import * as z from 'zod';
import { addSeconds, type Instant } from '../calendar/dates.ts';
import { JOBS_PREFIX, keptFileSchema } from './kept.ts';

export const compilationStatuses = ['waiting', 'working', 'done', 'failed'] as const;

/** How often a step is tried before the compilation is given up: as often as Lambda runs an event that fails. */
export const MOST_ATTEMPTS = 3;

/** How far a compilation is: which of its steps are done, how often the next one was tried. */
export const compilationSchema = z.object({
  id: z.string(),
  rule: z.string(),
  period: z.string(),
  requestedAt: z.string(),
  requestedBy: z.string(),
  status: z.enum(compilationStatuses),
  /** Steps done, of how many; how many there are is known once the reports have been listed. */
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
  attempts: z.int().nonnegative(),
  /** What was found, once it was. */
  counts: z
    .object({
      units: z.int(),
      files: z.int(),
      missing: z.int(),
      unreadable: z.int(),
      paragraphs: z.int(),
      unplaced: z.int(),
    })
    .partial(),
  files: z.array(keptFileSchema),
  finishedAt: z.string().optional(),
});
/** One request of the Office to put a period's reports together (R20). */
export type Compilation = z.infer<typeof compilationSchema>;

/** What was compiled can be compiled again; a month is time enough to fetch it. Its files go after as many days. */
export const COMPILATION_KEPT_DAYS = 30;

/** From when on a compilation is no more: its files, made later than it was asked for, outlive it by a little. */
export const expiryOf = ({ requestedAt }: Pick<Compilation, 'requestedAt'>): Instant =>
  addSeconds(requestedAt, COMPILATION_KEPT_DAYS * 24 * 60 * 60);

/** Longer than any event waits, its repetitions included. */
const GIVEN_UP_AFTER_SECONDS = 12 * 60 * 60;

/** The status that people see: what has not ended for so long was cut off each time, and nothing takes it up any more. */
export const statusAt = ({ status, requestedAt }: Compilation, now: Instant): Compilation['status'] =>
  status !== 'done' && addSeconds(requestedAt, GIVEN_UP_AFTER_SECONDS) <= now ? 'failed' : status;

/** A compilation that was just asked for. Two at the same second are one. */
export function newCompilation(rule: string, period: string, by: string, now: Instant): Compilation {
  return {
    id: `${rule}.${period}.${now.replace(/[^0-9]/g, '')}`,
    ...{ rule, period, requestedAt: now, requestedBy: by },
    status: 'waiting',
    ...{ done: 0, total: 0, attempts: 0, counts: {}, files: [] },
  };
}

/** The id of a compilation that a job's key names; undefined when it names none. */
export function compilationOfJob(key: string): string | undefined {
  if (!key.startsWith(JOBS_PREFIX)) return undefined;
  return /^([a-z0-9-]+\.[A-Za-z0-9-]+\.\d{14})\/\d+\.json$/.exec(key.slice(JOBS_PREFIX.length))?.[1];
}

/** The key of the object that sets a compilation going after so many steps. */
export const jobKey = (id: string, done: number): string => `${JOBS_PREFIX}${id}/${done}.json`;
