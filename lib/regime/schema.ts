import * as z from 'zod';
import { isLocalDate } from '../calendar/dates.ts';
import { parts } from './periods.ts';

const localDate = z.string().refine(isLocalDate, 'must be a date written YYYY-MM-DD');
const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time written HH:MM');
const kebab = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single hyphens');
const text = z.string().min(1);
const month = z.int().min(1).max(12);
const weekday = z.literal([1, 2, 3, 4, 5, 6, 7]);
const dayOfYear = z.strictObject({ month, day: z.int().min(1).max(31) });

/** Where the source says it, and its very words. */
const citationSchema = z.strictObject({ clause: text, quote: text });

/** What a source may leave open. A deadline is one when it leaves the day to each regime made under it. */
export const silenceSubjects = ['audience', 'window', 'deadline', 'contents'] as const;

/** A value that the source leaves open, and what the system takes for it; both shown to people, in Vietnamese. */
const silenceSchema = z.strictObject({
  about: z.enum(silenceSubjects),
  decision: text,
});

const audienceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('tag'), tag: kebab }),
  z.strictObject({ kind: z.literal('category'), categories: z.array(kebab).min(1) }),
]);

/** "trước ngày" leaves the day named out, "trong ngày" takes it in. */
export const bounds = ['before', 'within'] as const;

/** The day that the source names, and how often; `bound` says whether a report on that very day is in time. */
const scheduleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('weekly'), weekday }),
  z.strictObject({
    kind: z.literal('monthly'),
    /** A day that a month lacks is its last. */
    day: z.int().min(1).max(31),
    /** The months that have a report of this rule. */
    months: z.array(month).min(1),
    /** 1 when the day named lies in the month after the one reported on. */
    monthsLater: z.literal([0, 1]).default(0),
  }),
  z.strictObject({
    kind: z.literal('yearly'),
    month,
    day: z.int().min(1).max(31),
    /** 1 when the day named lies in the year after the one reported on. */
    yearsLater: z.literal([0, 1]).default(0),
    /** Which part of the year the report is about, as in the period's id `2026-Q1`; the whole year when absent. */
    part: z.enum(parts).optional(),
  }),
]);

/** The days that a report covers, both ends included. */
const windowSchema = z.discriminatedUnion('kind', [
  /** The seven days that end on the last such weekday not after the day named. */
  z.strictObject({ kind: z.literal('week'), endsOn: weekday }),
  /** From a day of the month, or of the month before when it is the later one, to a day of it; 31 is its last. */
  z.strictObject({
    kind: z.literal('monthly-from-to'),
    fromDay: z.int().min(1).max(28),
    toDay: z.union([z.int().min(1).max(28), z.literal(31)]),
  }),
  /** From a day of the year, or of the year before when it is the later one, to a day of it. */
  z.strictObject({ kind: z.literal('yearly-from-to'), from: dayOfYear, to: dayOfYear }),
]);

const windowKindOf = { weekly: 'week', monthly: 'monthly-from-to', yearly: 'yearly-from-to' } as const;

const sectionSchema = z.strictObject({
  id: kebab,
  title: text,
  optional: z.boolean().default(false),
  /** Categories of unit that owe it; every unit when absent. */
  onlyFor: z.array(kebab).min(1).optional(),
});
/** A part of a report, as the letter asks for it. */
export type Section = z.infer<typeof sectionSchema>;

export const recipients = ['unit', 'head', 'office'] as const;
const to = z.array(z.enum(recipients)).min(1);
const counted = z.strictObject({ workingDays: z.int().positive(), at: time, to });

/**
 * When a unit is told. `before` counts working days before the last working day that is not after the last
 * acceptable day, `onLast` is that working day itself, `after` counts working days after the last acceptable day.
 */
const noticePlanSchema = z
  .strictObject({
    before: z.array(counted),
    onLast: z.array(z.strictObject({ at: time, to })),
    after: z.array(counted),
    /** Each working day after the day counted from, without end, until the report is there; nothing else beside it. */
    daily: z.strictObject({ at: time, to }).optional(),
  })
  .refine(({ before, onLast, after, daily }) => !daily || before.length + onLast.length + after.length === 0, {
    path: ['daily'],
    error: 'must stand alone',
  });

/** Every notice that a plan speaks of, with its local time. */
export const noticeTimes = ({ before, onLast, after, daily }: NoticePlan): { at: string }[] => [
  ...before,
  ...onLast,
  ...after,
  ...(daily ? [daily] : []),
];

const ruleSchema = z
  .strictObject({
    id: kebab,
    name: text,
    audience: audienceSchema,
    schedule: scheduleSchema,
    bound: z.enum(bounds),
    window: windowSchema,
    /** The deadline lies before the window's end, so the figures up to that end are estimates. */
    figuresEstimated: z.boolean(),
    contents: z.array(sectionSchema).min(1),
    /** Months of another rule whose report is part of this one, with its contents. */
    folds: z.strictObject({ rule: kebab, months: z.array(month).min(1) }).optional(),
    citations: z.strictObject({
      deadline: citationSchema,
      contents: citationSchema,
      audience: citationSchema.optional(),
      window: citationSchema.optional(),
      folds: citationSchema.optional(),
    }),
    silences: z.array(silenceSchema).default([]),
    notices: noticePlanSchema,
    /** The rule holds for last acceptable days from this day on, up to `effectiveTo` included. */
    effectiveFrom: localDate,
    effectiveTo: localDate.optional(),
  })
  .refine(({ schedule, window }) => window.kind === windowKindOf[schedule.kind], {
    path: ['window'],
    error: 'must be of the kind that goes with the schedule',
  })
  .refine(({ folds, citations }) => (folds === undefined) === (citations.folds === undefined), {
    path: ['citations', 'folds'],
    error: 'must be there exactly when the rule folds months in',
  })
  .refine(
    ({ citations, silences }) => (citations.window === undefined) === silences.some(({ about }) => about === 'window'),
    { path: ['citations', 'window'], error: 'must be cited, or declared a silence' },
  );

/** Reports that no calendar calls for: asked for by a document, or owed because something happened. */
export const occasionIds = ['thematic', 'ad-hoc', 'central-copy'] as const;

const occasionSchema = z.strictObject({
  id: z.enum(occasionIds),
  name: text,
  /** Who may owe one. */
  audience: audienceSchema,
  contents: z.array(sectionSchema).default([]),
  citations: z.strictObject({ deadline: citationSchema, contents: citationSchema }),
  notices: noticePlanSchema,
});

export const nonWorkingDayPolicies = ['unchanged', 'next-working-day', 'previous-working-day'] as const;

export const regimeSchema = z
  .strictObject({
    id: text,
    version: text,
    title: text,
    source: z.strictObject({ number: text, date: localDate, issuer: text, file: text }),
    effectiveFrom: localDate,
    effectiveTo: localDate.optional(),
    /** What becomes of a last acceptable day that is not a working day. */
    nonWorkingDayPolicy: z.enum(nonWorkingDayPolicies).default('unchanged'),
    /** Local times between which notices may go out. */
    sendingHours: z.strictObject({ from: time, to: time }).refine(({ from, to }) => from < to),
    rules: z.array(ruleSchema).min(1),
    occasions: z.array(occasionSchema).default([]),
  })
  .superRefine(({ occasions, sendingHours }, context) => {
    for (const [index, { id, notices }] of occasions.entries()) {
      const fault = (message: string) =>
        context.addIssue({ code: 'custom', path: ['occasions', index], message: `${id} ${message}`, input: id });
      if (occasions.findIndex((other) => other.id === id) !== index) fault('is there twice');
      for (const { at } of noticeTimes(notices))
        if (at < sendingHours.from || at > sendingHours.to) fault(`has a notice at ${at}, outside the sending hours`);
    }
  })
  .superRefine(({ rules, sendingHours }, context) => {
    for (const [index, rule] of rules.entries()) {
      const fault = (message: string) =>
        context.addIssue({ code: 'custom', path: ['rules', index], message: `${rule.id} ${message}`, input: rule.id });
      if (rules.findIndex(({ id }) => id === rule.id) !== index) fault('is there twice');
      for (const { at } of noticeTimes(rule.notices))
        if (at < sendingHours.from || at > sendingHours.to) fault(`has a notice at ${at}, outside the sending hours`);
      const folded = rules.find(({ id }) => id === rule.folds?.rule)?.schedule;
      if (rule.folds === undefined) continue;
      if (rule.schedule.kind !== 'yearly') fault('folds months in and must be yearly');
      if (folded?.kind !== 'monthly') fault('folds in months of a rule that is not monthly');
      else if (rule.folds.months.some((m) => folded.months.includes(m))) fault('folds in a month that is owed as well');
    }
  });

export type Regime = z.infer<typeof regimeSchema>;
/** A regime as it is written down, before defaults. */
export type RegimeInput = z.input<typeof regimeSchema>;
export type Rule = z.infer<typeof ruleSchema>;
export type Occasion = z.infer<typeof occasionSchema>;
export type OccasionId = (typeof occasionIds)[number];
export type NoticePlan = z.infer<typeof noticePlanSchema>;
export type Recipient = (typeof recipients)[number];
export type NonWorkingDayPolicy = (typeof nonWorkingDayPolicies)[number];
