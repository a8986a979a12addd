import { addSeconds, type Instant } from '../calendar/dates.ts';
import type { Notice } from '../notices/ledger.ts';
import { firstPlannedFrom, type Plan } from '../notices/plan.ts';
import { awaiting, type Obligation } from '../obligations/obligation.ts';
import { assess, type FileRecord, objectKey, parseObjectKey, type Submission } from '../submissions/submission.ts';

/** What should not be, and yet is when something went wrong that nobody noticed. */
export const discrepancyKinds = [
  'file-unknown',
  'file-unrecorded',
  'file-lost',
  'file-unscanned',
  'receipt-unsettled',
  'answer-unsent',
  'notice-overdue',
  'never-noticed',
  'claim-stale',
] as const;
export type DiscrepancyKind = (typeof discrepancyKinds)[number];

/** One thing that should not be; `about` is an id, never anything that a person wrote. */
export interface Discrepancy {
  kind: DiscrepancyKind;
  about: string;
}

/** One version of a file in the store. */
export interface StoredObject {
  key: string;
  versionId: string;
  /** By the store's clock. */
  storedAt: Instant;
}

/** An obligation with all that belongs to it. */
export interface Affairs {
  obligation: Obligation;
  submissions: readonly Submission[];
  notices: readonly Notice[];
  /** When it was opened. */
  openedAt: Instant;
  /** What its plan says; undefined when this release does not know its rule. */
  plan: Plan | undefined;
}

/** What is not settled after this long is not settled by a repetition any more. */
const SETTLED_AFTER_SECONDS = 6 * 60 * 60;
/** Two mornings: a notice may wait for sending hours. */
const SAID_AFTER_SECONDS = 24 * 60 * 60;

const older = (at: Instant, seconds: number, now: Instant): boolean => addSeconds(at, seconds) <= now;

/** A file is given out of which the malware scan has said nothing for so long that it is not under way any more. */
export const isUnscanned = ({ stored, scannedAt }: Pick<FileRecord, 'stored' | 'scannedAt'>, now: Instant): boolean =>
  stored?.refused.length === 0 && scannedAt === undefined && older(stored.at, SETTLED_AFTER_SECONDS, now);

function inSubmission({ obligation }: Affairs, submission: Submission, objects: Objects, now: Instant): Discrepancy[] {
  const { number, files, status } = submission;
  const about = `${submission.obligation}.${number}`;
  const stored = Object.values(files).flatMap((file) => file.stored?.at ?? []);
  const lastStored = stored.sort().at(-1);
  const unsettled = status === 'pending' && assess(files).status !== 'pending';
  return [
    ...(unsettled && lastStored !== undefined && older(lastStored, SETTLED_AFTER_SECONDS, now)
      ? [{ kind: 'receipt-unsettled' as const, about }]
      : []),
    ...Object.entries(files).flatMap(([file, record]): Discrepancy[] => {
      const versions = objects.get(objectKey(obligation, number, file)) ?? [];
      if (record.stored) {
        const { objectVersion } = record.stored;
        if (!versions.some(({ versionId }) => versionId === objectVersion))
          return [{ kind: 'file-lost', about: `${about}.${file}` }];
        return isUnscanned(record, now) ? [{ kind: 'file-unscanned', about: `${about}.${file}` }] : [];
      }
      const waiting = versions.some(({ storedAt }) => older(storedAt, SETTLED_AFTER_SECONDS, now));
      return waiting ? [{ kind: 'file-unrecorded', about: `${about}.${file}` }] : [];
    }),
  ];
}

function inNotices({ obligation, notices, openedAt, plan }: Affairs, now: Instant): Discrepancy[] {
  const { id: about, status, outbox, nextNoticeAt } = obligation;
  const first = plan && firstPlannedFrom(plan, openedAt)?.at;
  const waiting = awaiting.includes(status);
  const found: [DiscrepancyKind, boolean][] = [
    ['answer-unsent', outbox.some(({ scheduledFor }) => older(scheduledFor, SETTLED_AFTER_SECONDS, now))],
    ['notice-overdue', waiting && nextNoticeAt !== undefined && older(nextNoticeAt, SAID_AFTER_SECONDS, now)],
    ['never-noticed', waiting && notices.length === 0 && first !== undefined && older(first, SAID_AFTER_SECONDS, now)],
    [
      'claim-stale',
      notices.some(
        (notice) => notice.status === 'claimed' && older(notice.leaseUntil ?? '', SETTLED_AFTER_SECONDS, now),
      ),
    ],
  ];
  return found.filter(([, is]) => is).map(([kind]) => ({ kind, about }));
}

/** The versions of stored files, by key. */
export type Objects = ReadonlyMap<string, readonly StoredObject[]>;

/** What should not be about one obligation, its submissions, files and notices (R23: nothing may be lost unseen). */
export const discrepanciesOf = (affairs: Affairs, objects: Objects, now: Instant): Discrepancy[] => [
  ...affairs.submissions.flatMap((submission) => inSubmission(affairs, submission, objects, now)),
  ...inNotices(affairs, now),
];

/** Files in the store that no submission declared: `declared` are the keys of all that were. */
export function unknownFiles(objects: Objects, declared: ReadonlySet<string>, now: Instant): Discrepancy[] {
  return [...objects]
    .filter(
      ([key, versions]) =>
        !declared.has(key) && versions.some(({ storedAt }) => older(storedAt, SETTLED_AFTER_SECONDS, now)),
    )
    .map(([key]) => {
      const place = parseObjectKey(key);
      return { kind: 'file-unknown', about: place ? key : 'a key that is not of ours' };
    });
}

/** The keys of all files that a submission declares. */
export const keysOf = (obligation: Obligation, { number, files }: Submission): string[] =>
  Object.keys(files).map((file) => objectKey(obligation, number, file));
