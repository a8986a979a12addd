import * as z from 'zod';
import { addSeconds, type Instant } from '../calendar/dates.ts';
import { type ObligationKey, obligationId, parseObligationId } from '../obligations/obligation.ts';
import { type Unreadable, unreadableReasons } from './readability.ts';

/**
 * Whether the text of a file could be read, and which sections of its rule it was found to hold, and where. Advice, never a
 * refusal. `blankPages` are those of a PDF that hold no text, as scanned ones do, in a file that is read otherwise.
 */
const fileContentsSchema = z.object({
  found: z.array(z.object({ section: z.string(), place: z.string() })),
  unreadable: z.enum(unreadableReasons).optional(),
  blankPages: z.int().positive().optional(),
});
export type FileContents = z.infer<typeof fileContentsSchema>;

/** Why a file is refused: a code for programs, a sentence for its unit. */
const refusedSchema = z.object({ code: z.string(), detail: z.string() });
export type Refused = z.infer<typeof refusedSchema>;

const storedFileSchema = z.object({
  at: z.string(),
  objectVersion: z.string(),
  refused: z.array(refusedSchema),
  contents: fileContentsSchema.optional(),
});

export const fileRecordSchema = z.object({
  name: z.string(),
  size: z.number(),
  type: z.string(),
  sha256: z.string(),
  role: z.enum(['main', 'annex']),
  stored: storedFileSchema.optional(),
  /** When the malware scan found it clean. Of the file, not of one version: every version holds the bytes that were declared. */
  scannedAt: z.string().optional(),
});
export type FileRecord = z.infer<typeof fileRecordSchema>;
/** Why the text of a file is not known; undefined when it was read. */
export const whyUnread = ({ stored }: Pick<FileRecord, 'stored'>): Unreadable | undefined =>
  stored?.contents ? stored.contents.unreadable : 'unchecked';

/** What the store says of a file: when it was stored, as which version, and why it was refused if it was. */
export type StoredFile = z.infer<typeof storedFileSchema>;

export const submissionSchema = z.object({
  obligation: z.string(),
  number: z.int().positive(),
  declaredAt: z.string(),
  declaredBy: z.string(),
  /** The id of the request by which it was declared; the mails about it carry it on. */
  cause: z.string().optional(),
  documentNumber: z.string(),
  documentDate: z.string(),
  signedBy: z.string(),
  early: z.boolean(),
  files: z.record(z.string(), fileRecordSchema),
  /** How it came when not through the system; such a submission has no files. */
  channel: z.enum(['cipher', 'in-person', 'post', 'telephone']).optional(),
  status: z.enum(['pending', 'received', 'quarantined', 'accepted', 'returned', 'rejected']),
  receivedAt: z.string().optional(),
  version: z.int().positive().optional(),
  historyHash: z.string().optional(),
});

/** One filing (lần gửi): the manifest as declared, and file by file what the store has since received. */
export type Submission = z.infer<typeof submissionSchema>;

/** `<obligation>.<number>`, the id that outsiders know. */
export const submissionId = (s: Pick<Submission, 'obligation' | 'number'>): string => `${s.obligation}.${s.number}`;

/** Reads a submission's id; undefined when it is not one. */
export function parseSubmissionId(id: string): { obligation: ObligationKey; number: number } | undefined {
  const match = /^(.+)\.([1-9][0-9]{0,5})$/.exec(id);
  const obligation = match?.[1] ? parseObligationId(match[1]) : undefined;
  return obligation ? { obligation, number: Number(match?.[2]) } : undefined;
}

const KEY_PREFIX = 'submissions';

/** The object key of one file; it holds no text of the user's. */
export const objectKey = (key: ObligationKey, number: number, file: string): string =>
  `${KEY_PREFIX}/${key.unit}/${key.rule}/${key.period}/${number}/${file}`;

/** Reads an object key back; undefined when it is not the key of a submission's file. */
export function parseObjectKey(key: string): { obligation: ObligationKey; number: number; file: string } | undefined {
  const [prefix, unit, rule, period, number, file, ...rest] = key.split('/');
  if (prefix !== KEY_PREFIX || rest.length > 0 || !unit || !rule || !period || !number || !file) return undefined;
  const parsed = parseSubmissionId(`${obligationId({ unit, rule, period })}.${number}`);
  return parsed && /^[1-9][0-9]?$/.test(file) ? { ...parsed, file } : undefined;
}

/** How long a declared submission may stay incomplete before it counts as abandoned. */
export const ABANDONED_AFTER_SECONDS = 24 * 60 * 60;

export type SubmissionStatus = Submission['status'] | 'abandoned';

/** The status that people see: a draft nobody completed is abandoned, until a late event of the store completes it. */
export const statusAt = (s: Submission, now: Instant): SubmissionStatus =>
  s.status === 'pending' && addSeconds(s.declaredAt, ABANDONED_AFTER_SECONDS) <= now ? 'abandoned' : s.status;

/**
 * Where a submission stands by its files alone. Received means: every declared file is stored and clean, at the
 * latest of the files' own times; a file stored twice counts from the first time. One refused file quarantines all.
 */
export function assess(
  files: Submission['files'],
): { status: 'pending' } | { status: 'received'; receivedAt: Instant } | { status: 'quarantined'; at: Instant } {
  const stored = Object.values(files).map((file) => file.stored);
  const refused = stored.filter((s) => s !== undefined && s.refused.length > 0).map((s) => s?.at ?? '');
  if (refused.length > 0) return { status: 'quarantined', at: refused.sort()[0] ?? '' };
  if (stored.some((s) => s === undefined)) return { status: 'pending' };
  const times = stored.map((s) => s?.at ?? '').sort();
  return { status: 'received', receivedAt: times.at(-1) ?? '' };
}
