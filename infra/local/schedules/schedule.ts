import { toInstant } from '../../../lib/calendar/dates.ts';
import type { Recurrence } from './cron.ts';

/** An EventBridge schedule whose target is a function. */
export interface Schedule {
  /** The logical id. */
  id: string;
  /** The name of the function that it runs. */
  function: string;
  /** The event, with the Scheduler's placeholders still in it. */
  input: string;
  recurrence: Recurrence;
}

/** One run of a schedule: which, and at what instant it was due, in milliseconds since 1970. */
export interface Due {
  schedule: Schedule;
  at: number;
}

/** All runs in (after, until], in order of time; those of one instant in the order of the template. */
export function dueBetween(schedules: readonly Schedule[], after: number, until: number): Due[] {
  const due = schedules.flatMap((schedule) =>
    schedule.recurrence.between(after, until).map((at): Due => ({ schedule, at })),
  );
  return due.sort((a, b) => a.at - b.at);
}

/** The next instant at which any schedule is due. */
export function nextDue(schedules: readonly Schedule[], after: number): number | undefined {
  const instants = schedules.flatMap(({ recurrence }) => recurrence.next(after) ?? []);
  return instants.length > 0 ? Math.min(...instants) : undefined;
}

/** The event of a run, with what EventBridge Scheduler fills in. Throws when the input is no JSON. */
export function inputOf({ id, input }: Schedule, at: number, executionId: string): unknown {
  const values: Readonly<Record<string, string>> = {
    'scheduled-time': toInstant(at),
    'execution-id': executionId,
    'attempt-number': '1',
    'schedule-arn': `arn:aws:scheduler:::schedule/default/${id}`,
  };
  const filled = input.replace(
    /<aws\.scheduler\.([a-z-]+)>/g,
    (placeholder, name: string) => values[name] ?? placeholder,
  );
  return JSON.parse(filled);
}
