import * as z from 'zod';
import { problems } from '../../lib/http/problem.ts';
import { noticeStatuses } from '../../lib/notices/ledger.ts';
import { eventTypes } from '../../lib/obligations/events.ts';
import { statuses } from '../../lib/obligations/obligation.ts';
import { verdicts } from '../../lib/obligations/verdict.ts';
import { roles } from '../../lib/store/accounts.ts';

/** What the API answers, as outsiders may rely on it; the OpenAPI document is made of these. */
const date = z.string().meta({ format: 'date', description: 'Local date in Asia/Ho_Chi_Minh' });
const instant = z.string().meta({ format: 'date-time', description: 'UTC, whole seconds' });
const count = z.int().nonnegative();

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(problems) as [keyof typeof problems]),
    errors: z.array(z.object({ field: z.string(), message: z.string(), line: z.int().optional() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457; `code` is stable, `title` and `detail` are for people' });

export const me = z
  .object({ user: z.string(), role: z.enum(roles), unit: z.object({ id: z.string(), name: z.string() }).optional() })
  .meta({ id: 'Me' });

const obligationFields = {
  id: z.string().meta({ examples: ['huyen-uy-tuan-giao.monthly.2022-01'] }),
  unit: z.string(),
  rule: z.string(),
  period: z.string(),
  from: date,
  to: date,
  lastDay: date.meta({ description: 'Last acceptable day' }),
  dueBefore: instant.meta({ description: 'The first instant that is late' }),
  regimeVersion: z.string(),
  status: z.enum(statuses),
  verdict: z.enum(verdicts),
  daysLate: count.optional(),
  receivedAt: instant.optional(),
  waivedAt: instant.optional(),
  extension: z
    .object({ grantedAt: instant, afterDeadline: z.boolean(), originalLastDay: date })
    .optional()
    .meta({ description: 'The deadline shown is the extended one' }),
  supplement: z.object({ lastDay: date, dueBefore: instant }).optional(),
  workingDaysLeft: z.int().nonnegative().optional().meta({
    description:
      'Working days after today up to the last acceptable day, or the supplement’s; absent when nothing is awaited or it is late',
  }),
  holds: z
    .array(z.string())
    .optional()
    .meta({ description: 'Months whose reports are folded into this one', examples: [['2026-03']] }),
  version: count.meta({ description: 'What a decision must name, so that none is taken about an older state' }),
};
export const obligationItem = z.object(obligationFields).meta({ id: 'ObligationItem' });
export const obligationList = z
  .object({ at: instant, items: z.array(obligationItem), next: z.string().optional() })
  .meta({ id: 'ObligationList' });

const refusal = z.object({ code: z.string(), detail: z.string() });
const submissionFields = {
  id: z.string(),
  obligation: z.string(),
  number: count,
  version: count.optional(),
  status: z.enum(['pending', 'received', 'quarantined', 'abandoned', 'accepted', 'returned', 'rejected']),
  channel: z.enum(['cipher', 'in-person', 'post', 'telephone']).optional(),
  declaredAt: instant,
  documentNumber: z.string(),
  documentDate: date,
  signedBy: z.string(),
  early: z.boolean().meta({ description: 'Declared before the period had ended' }),
  files: z.array(
    z.object({
      file: z.string(),
      name: z.string(),
      size: count,
      type: z.string(),
      role: z.enum(['main', 'annex']),
      sha256: z.string(),
      storedAt: instant.optional(),
      refused: z.array(refusal).optional(),
    }),
  ),
  receivedAt: instant.optional(),
};
export const receipt = z
  .object({
    number: z.string(),
    submission: z.string(),
    obligation: z.string(),
    unit: z.object({ id: z.string(), name: z.string() }),
    report: z.object({
      rule: z.string(),
      name: z.string(),
      period: z.string(),
      from: date,
      to: date,
      lastDay: date,
      dueBefore: instant,
    }),
    version: count,
    documentNumber: z.string(),
    documentDate: date,
    signedBy: z.string(),
    files: z.array(
      z.object({
        name: z.string(),
        size: count,
        type: z.string(),
        role: z.enum(['main', 'annex']),
        sha256: z.string(),
      }),
    ),
    receivedAt: instant,
    early: z.boolean(),
    verdict: z.enum(verdicts),
    daysLate: count.optional(),
    regimeVersion: z.string(),
    historyHash: z.string(),
  })
  .meta({ id: 'Receipt' });
export const submission = z.object({ ...submissionFields, receipt: receipt.optional() }).meta({ id: 'Submission' });

const historyEvent = z.object({
  obligation: z.string(),
  seq: count,
  type: z.enum(eventTypes),
  at: instant,
  by: z.string(),
  data: z.record(z.string(), z.unknown()),
  previous: z.string(),
  hash: z.string(),
});
const delivery = z.object({ kind: z.enum(['bounce', 'complaint']), at: instant, detail: z.string() });
export const obligation = z
  .object({
    ...obligationFields,
    unitName: z.string(),
    openedAt: instant,
    history: z.array(historyEvent),
    submissions: z.array(z.object(submissionFields)),
    notices: z.array(
      z.object({
        kind: z.string(),
        scheduledFor: instant,
        status: z.enum(noticeStatuses),
        sentAt: instant.optional(),
        messageId: z.string().optional(),
        reason: z.string().optional(),
        deliveries: z.record(z.string(), delivery).optional(),
      }),
    ),
    why: z
      .object({
        source: z.object({ number: z.string(), date, issuer: z.string(), clause: z.string() }),
        quote: z.string(),
        regimeVersion: z.string(),
        bound: z.enum(['before', 'within']),
        nonWorkingDayPolicy: z.string(),
        calendar: z.object({
          timeZone: z.string(),
          nominalLastDay: date,
          nominalIsWorkingDay: z.boolean(),
          lastWorkingDay: date,
        }),
        formula: z.array(z.string()),
      })
      .optional(),
  })
  .meta({ id: 'Obligation' });

const counts = { expected: count, onTime: count, late: count, missing: count, notYetDue: count, waived: count };
export const compliance = z
  .object({ at: instant, ...counts, units: z.array(z.object({ unit: z.string(), ...counts })) })
  .meta({ id: 'Compliance' });

export const declared = z
  .object({
    id: z.string(),
    uploads: z.array(
      z.object({ name: z.string(), url: z.url(), fields: z.record(z.string(), z.string()), expiresAt: instant }),
    ),
  })
  .meta({ id: 'DeclaredSubmission' });

export const decided = z
  .object({
    id: z.string(),
    status: z.enum(statuses),
    version: count,
    lastDay: date,
    dueBefore: instant,
    receivedAt: instant.optional(),
    event: historyEvent,
  })
  .meta({ id: 'Decided' });

export const download = z.object({ url: z.url(), expiresInSeconds: count }).meta({ id: 'Download' });

export const units = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        category: z.string(),
        tags: z.array(z.string()),
        validFrom: date,
        validTo: date.optional(),
        successors: z.array(z.string()),
        contactEmail: z.string(),
        headEmail: z.string().optional(),
        deadAddresses: z.array(
          z.object({ address: z.string(), kind: z.enum(['bounce', 'complaint']), since: instant, detail: z.string() }),
        ),
      }),
    ),
  })
  .meta({ id: 'Units' });

export const registryChange = z
  .object({
    dryRun: z.boolean(),
    added: z.array(z.string()),
    changed: z.array(z.string()),
    unchanged: count,
    absent: z.array(z.string()),
  })
  .meta({ id: 'RegistryChange' });

export const account = z
  .object({ user: z.string(), role: z.enum(roles), unit: z.string().optional(), active: z.boolean() })
  .meta({ id: 'Account' });
