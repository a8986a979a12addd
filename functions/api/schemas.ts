import * as z from 'zod';
import { problems } from '../../lib/http/problem.ts';
import { noticeOutcomes } from '../../lib/notices/fate.ts';
import { noticeReasons, noticeStatuses } from '../../lib/notices/ledger.ts';
import { steps } from '../../lib/obligations/deciding.ts';
import { eventTypes } from '../../lib/obligations/events.ts';
import { statuses } from '../../lib/obligations/obligation.ts';
import { verdicts } from '../../lib/obligations/verdict.ts';
import { requestDeadlineSchema, requestKinds } from '../../lib/requests/request.ts';
import { roles } from '../../lib/store/accounts.ts';
import { categories, tags } from '../../lib/units/unit.ts';
import { contentsCheck } from './papers-schemas.ts';

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
  .object({
    user: z.string(),
    role: z.enum(roles),
    unit: z.object({ id: z.string(), name: z.string() }).optional(),
    at: instant.meta({ description: 'The time by which reports are judged; the caller’s own clock may be wrong' }),
  })
  .meta({ id: 'Me' });

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
      lastDay: date.optional(),
      dueBefore: instant.optional(),
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
export const submission = z
  .object({ ...submissionFields, contents: contentsCheck.optional(), receipt: receipt.optional() })
  .meta({ id: 'Submission' });

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

const counts = { expected: count, onTime: count, late: count, missing: count, notYetDue: count, waived: count };
export const compliance = z
  .object({
    at: instant,
    along: z.enum(['unit', 'successors']),
    ...counts,
    units: z.array(z.object({ unit: z.string(), predecessors: z.array(z.string()).optional(), ...counts })),
  })
  .meta({
    id: 'Compliance',
    description:
      'The totals are those of the obligations, each counted once. Lines per unit add up to them. Lines along successors ' +
      'do not: a unit that several succeeded is a predecessor in the line of each',
  });

const uploads = z.array(
  z.object({ name: z.string(), url: z.url(), fields: z.record(z.string(), z.string()), expiresAt: instant }),
);
export const declared = z.object({ id: z.string(), uploads }).meta({ id: 'DeclaredSubmission' });

const requestFields = {
  id: z.string().meta({ examples: ['r-2026-125-cv-tu'] }),
  documentNumber: z.string(),
  documentDate: date,
  subject: z.string(),
  kind: z.enum(requestKinds),
  restricted: z.literal(true).optional(),
  deadline: requestDeadlineSchema,
  lastDay: date.optional().meta({ description: 'Last acceptable day, where the request sets one' }),
  openedAt: instant,
  closedAt: instant.optional(),
};
export const openedRequest = z
  .object({ id: z.string(), obligations: count, lastDay: date.optional(), uploads })
  .meta({ id: 'OpenedRequest' });
export const requestList = z.object({ items: z.array(z.object(requestFields)) }).meta({ id: 'RequestList' });
export const request = z
  .object({
    ...requestFields,
    sections: z.array(z.string()),
    regimeVersion: z.string(),
    openedBy: z.string(),
    closedBy: z.string().optional(),
    targets: z.array(z.object({ unit: z.string(), official: z.string().optional() })),
    attachments: z.array(
      z.object({
        file: z.string(),
        name: z.string(),
        size: count,
        type: z.string(),
        sha256: z.string(),
        storedAt: instant.optional(),
        refused: z.array(refusal).optional(),
      }),
    ),
    obligations: z.array(obligationItem),
    compliance: z.object(counts),
  })
  .meta({ id: 'Request' });
export const closedRequest = z.object({ id: z.string(), closedAt: instant }).meta({ id: 'ClosedRequest' });
export const openedReport = z.object({ id: z.string() }).meta({ id: 'OpenedReport' });

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

export const download = z.object({ url: z.url(), expiresInSeconds: count }).meta({ id: 'Download' });

const sealFields = {
  date: date.meta({ description: 'The day in Asia/Ho_Chi_Minh that the seal stands for' }),
  storedAt: instant.meta({ description: 'When the store had it, by its own clock' }),
  bytes: count,
  covers: count.meta({ description: 'Versions laid over the first, which alone counts: none unless somebody meddled' }),
};
export const seals = z.object({ items: z.array(z.object(sealFields)) }).meta({ id: 'Seals' });
export const seal = z
  .object({ ...sealFields, url: z.url(), expiresInSeconds: count })
  .meta({ id: 'Seal', description: 'The file is gzip of JSON lines: a header, then `[obligation, seq, hash]` each' });

const heldFields = {
  name: z.string(),
  category: z.enum(categories),
  tags: z.array(z.enum(tags)),
  contactEmail: z.string(),
  headName: z.string().optional(),
  headEmail: z.string().optional(),
};
const unitFields = {
  id: z.string(),
  ...heldFields,
  validFrom: date,
  validTo: date.optional(),
  successors: z.array(z.string()),
  deadAddresses: z.array(
    z.object({ address: z.string(), kind: z.enum(['bounce', 'complaint']), since: instant, detail: z.string() }),
  ),
};
export const units = z.object({ items: z.array(z.object(unitFields)) }).meta({ id: 'Units' });

export const unit = z
  .object({
    ...unitFields,
    versions: z.array(
      z.object({
        from: date,
        to: date.optional().meta({ description: 'The last day on which it holds; absent in the newest' }),
        ...heldFields,
      }),
    ),
    changes: z
      .array(z.object({ from: date, at: instant, by: z.string(), said: z.record(z.string(), z.unknown()) }))
      .meta({ description: 'What each load said of the unit, who loaded it and when, and from which day on it holds' }),
  })
  .meta({ id: 'Unit' });

const fieldValue = z.union([z.string(), z.array(z.string())]).nullable();
const affected = z.object({
  count: count.meta({ description: 'Of all; `items` holds the first thousand' }),
  items: z.array(z.object({ id: z.string(), unit: z.string(), rule: z.string(), period: z.string(), lastDay: date })),
});
export const registryChange = z
  .object({
    dryRun: z.boolean(),
    basis: z.string().meta({ description: 'Names the stored registry that the list was compared with' }),
    added: z.array(z.string()),
    changed: z.array(z.string()),
    unchanged: count,
    absent: z.array(z.string()).meta({ description: 'Units that the list leaves out; they stay as they are' }),
    changes: z.array(
      z.object({
        unit: z.string(),
        name: z.string(),
        from: date.meta({ description: 'The local date from which the change holds' }),
        fields: z.array(
          z.object({
            field: z.string(),
            before: fieldValue,
            after: fieldValue,
            replacedOn: date.optional().meta({ description: 'When a change loaded before takes its place' }),
          }),
        ),
      }),
    ),
    consequences: z
      .object({ opened: affected, withdrawn: affected, reinstated: affected })
      .optional()
      .meta({ description: 'In a dry run: what the next nightly opening would do because of this list' }),
  })
  .meta({ id: 'RegistryChange' });

export const account = z
  .object({
    user: z.string(),
    role: z.enum(roles),
    unit: z.string().optional(),
    active: z.boolean(),
    email: z.string().optional(),
  })
  .meta({ id: 'Account' });
export const accounts = z.object({ items: z.array(account) }).meta({ id: 'Accounts' });

export const urged = z
  .object({
    dryRun: z.boolean(),
    urged: z.array(z.string()).meta({ description: 'Reports whose unit is urged with the next sweep' }),
    letters: z
      .array(
        z.object({
          unit: z.string(),
          obligations: z.array(z.string()),
          to: z.array(z.string()),
          cc: z.array(z.string()),
          subject: z.string(),
          text: z.string(),
          html: z.string(),
        }),
      )
      .meta({ description: 'What would be sent; of a dry run only' }),
  })
  .meta({ id: 'Urged' });

export const calendarState = z.object({ active: z.boolean(), changedAt: instant.optional() }).meta({
  id: 'CalendarState',
  description: 'Whether an address works; the address itself is told once, when it is made',
});
export const calendarAddress = z.object({ url: z.url() }).meta({ id: 'CalendarAddress' });

export const complianceSeries = z
  .object({
    at: instant,
    year: z.int(),
    items: z
      .array(z.object({ month: z.string(), category: z.string(), ...counts }))
      .meta({ description: 'By month of the last acceptable day, and category; all lines add up to the figures' }),
  })
  .meta({ id: 'ComplianceSeries' });

export const board = z
  .object({
    at: instant,
    year: z.int(),
    verdicts: z.array(z.enum(verdicts)),
    statuses: z.array(z.enum(statuses)),
    units: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        category: z.enum(categories),
        tags: z.array(z.enum(tags)),
        validFrom: date,
        validTo: date.optional(),
      }),
    ),
    columns: z.array(
      z.object({
        rule: z.string(),
        period: z.string(),
        lastDay: date.meta({ description: 'Without a deadline, the day from which days are counted' }),
        name: z.string(),
        request: z.string().optional(),
        folds: z.array(z.string()).optional().meta({ description: 'The months whose reports this one holds' }),
        cells: z.array(z.array(z.int())).meta({
          description: '`[unit, verdict, days late, status]`, the first, second and fourth by place in their lists',
        }),
      }),
    ),
  })
  .meta({ id: 'Board' });

const workItem = { id: z.string(), unit: z.string(), unitName: z.string(), name: z.string() };
const lateItem = z.object({
  ...workItem,
  lastDay: date.meta({ description: 'Of the report, or of its supplement' }),
  daysLate: count.meta({ description: 'Days past `lastDay`, today' }),
  supplement: z.literal(true).optional().meta({ description: 'The report is there; what it was returned for is not' }),
});
export const worklist = z
  .object({
    at: instant,
    toReview: z.array(z.object({ ...workItem, receivedAt: instant })),
    newlyLate: z.array(lateItem).meta({ description: 'Late for seven days at most' }),
    overdue: z.array(lateItem),
    deadAddresses: z.array(
      z.object({
        unit: z.string(),
        unitName: z.string(),
        address: z.string(),
        kind: z.enum(['bounce', 'complaint']),
        since: instant,
      }),
    ),
    requestsToClose: z.array(
      z.object({ id: z.string(), documentNumber: z.string(), documentDate: date, subject: z.string() }),
    ),
  })
  .meta({ id: 'Worklist' });

export * from './papers-schemas.ts';
