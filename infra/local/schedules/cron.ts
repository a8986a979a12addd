import { DateTime } from 'luxon';

/** When something falls due, as a pure function of two instants in milliseconds since 1970. */
export interface Recurrence {
  /** Every instant in (after, until], in order. */
  between(after: number, until: number): number[];
  /** The first instant after a given one; undefined when there is none within nine years. */
  next(after: number): number | undefined;
}

interface Field {
  name: string;
  min: number;
  max: number;
  /** Names for the values from `min` on. */
  names?: readonly string[];
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

const FIELDS = {
  minute: { name: 'minutes', min: 0, max: 59 },
  hour: { name: 'hours', min: 0, max: 23 },
  dayOfMonth: { name: 'day of month', min: 1, max: 31 },
  month: { name: 'month', min: 1, max: 12, names: MONTHS },
  dayOfWeek: { name: 'day of week', min: 1, max: 7, names: DAYS },
  year: { name: 'year', min: 1970, max: 2199 },
} satisfies Record<string, Field>;

function numberOf(text: string, field: Field): number {
  const named = field.names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named >= 0 ? field.min + named : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= field.min && value <= field.max))
    throw new Error(`cron ${field.name}: ${JSON.stringify(text)} is not supported`);
  return value;
}

/** The values that a field of a cron expression admits: `*`, `?`, values, names, lists, ranges and steps. */
function parseField(text: string, field: Field): ReadonlySet<number> {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', step] = part.split('/', 2);
    const any = range === '*' || range === '?';
    const [from = '', to] = any ? [String(field.min), String(field.max)] : range.split('-', 2);
    const first = numberOf(from, field);
    const last = to === undefined ? (step === undefined ? first : field.max) : numberOf(to, field);
    const stride = step === undefined ? 1 : /^[1-9]\d*$/.test(step) ? Number(step) : Number.NaN;
    if (Number.isNaN(stride) || last < first)
      throw new Error(`cron ${field.name}: ${JSON.stringify(part)} is not supported`);
    for (let value = first; value <= last; value += stride) values.add(value);
  }
  return values;
}

/** A local time that the zone skips (a clock put forward) never comes. */
function instantOf(day: DateTime, hour: number, minute: number): number | undefined {
  const moment = day.set({ hour, minute });
  return moment.hour === hour && moment.minute === minute ? moment.toMillis() : undefined;
}

/** No combination of month, day and weekday that ever comes is further away. */
const HORIZON_DAYS = 9 * 366;

/**
 * Reads an EventBridge Scheduler cron expression of six fields (minutes, hours, day of month, month, day of week,
 * year) in a time zone. Throws on a malformed one and on `L`, `W` and `#`, which nothing here uses.
 */
export function parseCron(expression: string, zone: string): Recurrence {
  const parts = expression.trim().split(/\s+/);
  const [minutes, hours, daysOfMonth, months, daysOfWeek, years] = parts;
  if (parts.length !== 6 || !minutes || !hours || !daysOfMonth || !months || !daysOfWeek || !years)
    throw new Error(`cron(${expression}): six fields are needed`);
  if ((daysOfMonth === '?') === (daysOfWeek === '?'))
    throw new Error(`cron(${expression}): exactly one of day of month and day of week must be ?`);
  if (!DateTime.utc().setZone(zone).isValid) throw new Error(`unknown time zone ${zone}`);
  const admits = {
    minute: [...parseField(minutes, FIELDS.minute)].sort((a, b) => a - b),
    hour: [...parseField(hours, FIELDS.hour)].sort((a, b) => a - b),
    dayOfMonth: parseField(daysOfMonth, FIELDS.dayOfMonth),
    month: parseField(months, FIELDS.month),
    dayOfWeek: parseField(daysOfWeek, FIELDS.dayOfWeek),
    year: parseField(years, FIELDS.year),
  };

  const comesOn = (day: DateTime): boolean =>
    admits.year.has(day.year) &&
    admits.month.has(day.month) &&
    admits.dayOfMonth.has(day.day) &&
    // Luxon counts Monday as 1 and Sunday as 7, AWS Sunday as 1.
    admits.dayOfWeek.has((day.weekday % 7) + 1);

  const instantsOn = (day: DateTime): number[] =>
    admits.hour.flatMap((hour) =>
      admits.minute.flatMap((minute) => {
        const instant = instantOf(day, hour, minute);
        return instant === undefined ? [] : [instant];
      }),
    );

  const startOfDay = (ms: number) => DateTime.fromMillis(ms, { zone }).startOf('day');

  return {
    between(after, until) {
      const found: number[] = [];
      for (let day = startOfDay(after); day.toMillis() <= until; day = day.plus({ days: 1 }))
        if (comesOn(day)) found.push(...instantsOn(day).filter((instant) => instant > after && instant <= until));
      return found;
    },
    next(after) {
      let day = startOfDay(after);
      for (let i = 0; i < HORIZON_DAYS; i += 1, day = day.plus({ days: 1 })) {
        const instant = comesOn(day) ? instantsOn(day).find((candidate) => candidate > after) : undefined;
        if (instant !== undefined) return instant;
      }
      return undefined;
    },
  };
}
