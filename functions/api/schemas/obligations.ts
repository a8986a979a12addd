import * as z from 'zod';
import { noticeOutcomes } from '../../../lib/notices/fate.ts';
import { noticeReasons, noticeStatuses } from '../../../lib/notices/ledger.ts';
import { steps } from '../../../lib/obligations/deciding.ts';
import { statuses } from '../../../lib/obligations/obligation.ts';
import { verdicts } from '../../../lib/obligations/verdict.ts';
import { historyEvent } from './events.ts';
import { count, date, instant } from './scalars.ts';
import { submissionFields } from './submissions.ts';

const holds = z
  .array(z.string())
  .optional()
  .meta({ description: 'Months whose reports are folded into this one', examples: [['2026-03']] });

/** Obligations: as an item of a list, as one by itself, and as decided. */
const obligationFields = {
  id: z.string().meta({ examples: ['huyen-uy-tuan-giao.monthly.2022-01'] }),
  unit: z.string(),
  rule: z.string(),
  period: z.string(),
  from: date,
  to: date,
  lastDay: date.optional().meta({ description: 'Last acceptable day; absent when due at once, with no day set' }),
  dueBefore: instant.optional().meta({ description: 'The first instant that is late; absent with `lastDay`' }),
  regimeVersion: z.string(),
  status: z.enum(statuses),
  verdict: z.enum(verdicts),
  daysLate: count.optional(),
  receivedAt: instant.optional(),
  waivedAt: instant.optional(),
  withdrawnAt: instant
    .optional()
    .meta({ description: 'Not expected any more: its unit does not owe it. The verdict is shown as waived' }),
  extension: z
    .object({ grantedAt: instant, afterDeadline: z.boolean(), originalLastDay: date })
    .optional()
    .meta({ description: 'The deadline shown is the extended one' }),
  supplement: z.object({ lastDay: date, dueBefore: instant }).optional(),
  title: z.string().optional().meta({ description: 'Name of a report that no calendar calls for' }),
  subject: z.string().optional(),
  request: z.string().optional().meta({ description: 'The request that asks for it' }),
  kind: z.string().optional(),
  official: z
    .string()
    .optional()
    .meta({ description: 'Whom a self-review is about; for its unit and the Office only' }),
  restricted: z.literal(true).optional(),
  agency: z.string().optional().meta({ description: 'The central agency that had the report (a copy is owed)' }),
  since: date.optional().meta({ description: 'When the work ended or the event was reported' }),
  daysElapsed: count.optional().meta({ description: 'Days from `since` to the receipt, or until now' }),
  workingDaysLeft: z.int().nonnegative().optional().meta({
    description:
      'Working days after today up to the last acceptable day, or the supplement’s; absent when nothing is awaited or it is late',
  }),
  holds,
  version: count.meta({ description: 'What a decision must name, so that none is taken about an older state' }),
};

export const obligationItem = z.object(obligationFields).meta({ id: 'ObligationItem' });

export const obligationList = z
  .object({ at: instant, items: z.array(obligationItem), next: z.string().optional() })
  .meta({ id: 'ObligationList' });

/** What the calendar of the regimes has in store for a unit, in order of `dueBefore`. */
export const deadlineList = z
  .object({
    at: instant,
    items: z.array(
      z.object({
        rule: z.string(),
        period: z.string(),
        from: date,
        to: date,
        lastDay: date,
        dueBefore: instant,
        regimeVersion: z.string(),
        holds,
      }),
    ),
  })
  .meta({ id: 'DeadlineList' });

const delivery = z.object({ kind: z.enum(['bounce', 'complaint']), at: instant, detail: z.string() });

export const obligation = z
  .object({
    ...obligationFields,
    unitName: z.string().meta({ description: 'The name that held on the last acceptable day' }),
    openedAt: instant,
    log: z
      .object({ reportedAt: instant, reporter: z.string(), receiver: z.string(), channel: z.string() })
      .optional()
      .meta({ description: 'Stage one of an ad hoc report: who, when and how; never what' }),
    sections: z.array(z.string()).optional().meta({ description: 'What the request wants the report to hold' }),
    mustHold: z
      .array(z.object({ title: z.string(), optional: z.literal(true).optional() }))
      .meta({ description: 'The parts that the letter and the request want of this unit’s report' }),
    awaitsWorkEnd: z
      .literal(true)
      .optional()
      .meta({ description: 'Its limit runs from the end of the work: nothing is taken before that day is recorded' }),
    steps: z
      .array(z.enum(steps))
      .optional()
      .meta({ description: 'What the Office may do about it as it stands; for the Office only' }),
    history: z.array(historyEvent),
    submissions: z.array(z.object(submissionFields)),
    notices: z.array(
      z.object({
        kind: z.string(),
        scheduledFor: instant,
        status: z.enum(noticeStatuses),
        sentAt: instant.optional(),
        messageId: z.string().optional(),
        cause: z.string().optional().meta({
          description:
            'What caused it: the request to the API (header `apigw-requestid` of its answer), or the scheduled time of the run',
        }),
        reason: z.enum(noticeReasons).optional(),
        detail: z.string().optional().meta({ description: 'What the mail service said' }),
        deliveries: z.record(z.string(), delivery).optional(),
      }),
    ),
    why: z
      .object({
        source: z.object({ number: z.string(), date, issuer: z.string(), clause: z.string() }),
        quote: z.string(),
        regimeVersion: z.string(),
        basis: z.string().optional().meta({ description: 'The document that asks for the report' }),
        bound: z.enum(['before', 'within']).optional(),
        nonWorkingDayPolicy: z.string().optional(),
        calendar: z
          .object({
            timeZone: z.string(),
            nominalLastDay: date,
            nominalIsWorkingDay: z.boolean(),
            lastWorkingDay: date,
          })
          .optional(),
        formula: z.array(z.string()),
        notices: z
          .array(z.object({ kind: z.string(), at: instant, outcome: z.enum(noticeOutcomes), sentence: z.string() }))
          .meta({
            description: 'What became of every planned notice and every line of the ledger, each once, by time',
          }),
      })
      .optional(),
  })
  .meta({ id: 'Obligation' });

export const decided = z
  .object({
    id: z.string(),
    status: z.enum(statuses),
    version: count,
    lastDay: date.optional(),
    dueBefore: instant.optional(),
    receivedAt: instant.optional(),
    event: historyEvent,
  })
  .meta({ id: 'Decided' });
