import type { Instant } from '../../lib/calendar/dates.ts';
import type { Log } from '../../lib/log/log.ts';
import type { Obligation } from '../../lib/obligations/obligation.ts';
import type { Section } from '../../lib/regime/schema.ts';
import { askedSections } from '../../lib/requests/asked-sections.ts';
import { parseAttachmentKey } from '../../lib/requests/request.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';
import type { RequestStore } from '../../lib/store/requests.ts';
import type { SubmissionStore } from '../../lib/store/submissions.ts';
import { Conflict } from '../../lib/store/table.ts';
import type { Inspection } from '../../lib/submissions/inspection/inspect.ts';
import { type Settled, settleSubmission } from '../../lib/submissions/settling.ts';
import {
  type FileContents,
  type FileRecord,
  parseObjectKey,
  type Submission,
  submissionId,
} from '../../lib/submissions/submission.ts';
import { objectCreatedSchema } from './event.ts';

export interface Deps {
  obligations: Pick<ObligationStore, 'get' | 'commit'>;
  submissions: Pick<SubmissionStore, 'get' | 'noteStored' | 'noteContents'>;
  requests: Pick<RequestStore, 'get' | 'noteStored'>;
  readFile: (key: string, versionId: string) => Promise<Uint8Array>;
  inspect: (bytes: Uint8Array, declared: FileRecord) => Promise<Inspection>;
  /** Reads a file's text, and looks in it for what the report is to hold. */
  checkContents: (
    bytes: Uint8Array,
    declared: FileRecord,
    owed: Pick<Obligation, 'rule' | 'regimeVersion'>,
    asked: readonly Section[],
  ) => Promise<FileContents>;
  /** Sends the mail that a settled submission causes; what fails stays in the outbox for the sweep. */
  sendAnswer: (settled: Settled, now: Instant) => Promise<void>;
  clock: () => Instant;
  log: Log;
}

type Place = NonNullable<ReturnType<typeof parseObjectKey>>;
type Attachment = NonNullable<ReturnType<typeof parseAttachmentKey>>;

/** All twenty files of a manifest may end in the same second. */
const ATTEMPTS = 25;

/**
 * Runs once per stored object, at least once and in any order: inspects the file, notes it, and draws the
 * consequence when it was the last one missing. The receipt's time is the store's (R11), never this function's.
 */
export function createRecordUploadHandler(deps: Deps) {
  async function settle(obligation: Obligation['id'], place: Place) {
    for (let attempt = 1; ; attempt += 1) {
      // The obligation first: what another copy commits after that makes this one conflict, and is not drawn twice.
      const state = await deps.obligations.get(place.obligation);
      const submission = await deps.submissions.get(obligation, place.number);
      const settled = state && submission ? settleSubmission(state, submission, deps.clock()) : undefined;
      if (!settled) return undefined;
      try {
        await deps.obligations.commit(settled);
        return settled;
      } catch (error) {
        if (!(error instanceof Conflict) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  function report(submission: Submission) {
    const { status, receivedAt, cause } = submission;
    const id = submissionId(submission);
    if (status === 'received') deps.log('info', 'submission-received', { submission: id, receivedAt, cause });
    else deps.log('warn', 'submission-quarantined', { submission: id, cause });
  }

  /** A file that goes with a request: inspected like any other, and shown only when nothing is wrong with it. */
  async function recordAttachment({ id, file }: Attachment, key: string, objectVersion: string, at: Instant) {
    const declared = (await deps.requests.get(id))?.attachments[file];
    if (!declared) return deps.log('error', 'file-unknown', { key });
    const refused = await refusalsOf(await deps.readFile(key, objectVersion), declared);
    await deps.requests.noteStored(id, file, { at, objectVersion, refused });
    deps.log('info', 'file-stored', { key, at, refused: refused.map(({ code }) => code) });
  }

  async function refusalsOf(bytes: Uint8Array, declared: FileRecord) {
    const inspection = await deps.inspect(bytes, declared);
    return inspection.ok ? [] : inspection.reasons.map(({ code, detail }) => ({ code, detail }));
  }

  /** Advice to whoever wrote it. Last of all, so that nothing in a report can stand in the way of its receipt. */
  async function advise(place: Place, key: string, bytes: Uint8Array, file: FileRecord) {
    try {
      const obligation = await deps.obligations.get(place.obligation);
      if (!obligation) return;
      const { request } = obligation;
      const asked = askedSections(request === undefined ? undefined : await deps.requests.get(request));
      const contents = await deps.checkContents(bytes, file, obligation, asked);
      await deps.submissions.noteContents(obligation.id, place.number, place.file, contents);
    } catch (error) {
      deps.log('warn', 'contents-not-checked', { key, error });
    }
  }

  return async (event: unknown): Promise<void> => {
    const { time: at, detail } = objectCreatedSchema.parse(event);
    const { key, 'version-id': objectVersion } = detail.object;
    const attachment = parseAttachmentKey(key);
    if (attachment) return recordAttachment(attachment, key, objectVersion, at);
    const place = parseObjectKey(key);
    const { unit, rule, period } = place?.obligation ?? {};
    const obligation = `${unit}.${rule}.${period}`;
    const submission = place && (await deps.submissions.get(obligation, place.number));
    const file = place && submission?.files[place.file];
    if (!place || !file) {
      deps.log('error', 'file-unknown', { key });
      return;
    }
    const bytes = await deps.readFile(key, objectVersion);
    const refused = await refusalsOf(bytes, file);
    await deps.submissions.noteStored(obligation, place.number, place.file, { at, objectVersion, refused });
    deps.log('info', 'file-stored', { key, at, refused: refused.map(({ code }) => code) });
    const settled = await settle(obligation, place);
    if (settled) {
      report(settled.submission);
      await deps.sendAnswer(settled, deps.clock());
    }
    if (refused.length === 0) await advise(place, key, bytes, file);
  };
}
