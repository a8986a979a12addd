import { parseCron, type Recurrence } from './cron.ts';

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** AWS counts a rate from when the schedule was made; here it counts from 1970, so that every run agrees. */
function parseRate(argument: string): Recurrence {
  const [, count, unit] = /^([1-9]\d*) (minute|hour|day)s?$/.exec(argument.trim()) ?? [];
  const unitMs = UNIT_MS[unit ?? ''];
  if (count === undefined || unitMs === undefined) throw new Error(`rate(${argument}) is not supported`);
  const period = Number(count) * unitMs;
  const next = (after: number) => (Math.floor(after / period) + 1) * period;
  return {
    next,
    between(after, until) {
      const found: number[] = [];
      for (let instant = next(after); instant <= until; instant += period) found.push(instant);
      return found;
    },
  };
}

/** Reads the expression of an EventBridge schedule: `cron(…)` in its time zone, or `rate(…)`. Throws on any other. */
export function parseScheduleExpression(expression: string, zone = 'UTC'): Recurrence {
  const [, kind, argument] = /^(cron|rate)\((.*)\)$/s.exec(expression.trim()) ?? [];
  if (kind === 'cron' && argument !== undefined) return parseCron(argument, zone);
  if (kind === 'rate' && argument !== undefined) return parseRate(argument);
  throw new Error(`schedule expression ${JSON.stringify(expression)} is not supported`);
}
