import type { Instant } from '../../lib/calendar/dates.ts';
import type { Log } from '../../lib/log/log.ts';
import { obligationId } from '../../lib/obligations/obligation.ts';
import { parseAttachmentKey } from '../../lib/requests/request.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';
import type { RequestStore } from '../../lib/store/requests.ts';
import type { SubmissionStore } from '../../lib/store/submissions.ts';
import { Conflict } from '../../lib/store/table.ts';
import { type Settled, settleSubmission, voidReceipt } from '../../lib/submissions/settling.ts';
import { parseObjectKey, type Refused, submissionId } from '../../lib/submissions/submission.ts';
import { firstNotice } from '../shared/first-notice.ts';
import type { Planned, RulePlan } from '../shared/plans.ts';
import { type ScanResult, scanResultSchema } from './event.ts';

export interface Deps {
  obligations: Pick<ObligationStore, 'get' | 'commit'>;
  submissions: Pick<SubmissionStore, 'get' | 'noteRefused' | 'noteScanned'>;
  requests: Pick<RequestStore, 'noteRefused' | 'noteScanned'>;
  planFor: (obligation: Planned) => RulePlan | undefined;
  /** Sends the mail that a refusal causes; what fails stays in the outbox for the sweep. */
  sendAnswer: (settled: Settled, now: Instant) => Promise<void>;
  /** The function's own: a verdict may come an hour after the scan, and a letter's lease begins when it is sent. */
  clock: () => Instant;
  log: Log;
}

/** Other files of the same submission may be settled at the same time. */
const ATTEMPTS = 25;

const refusals: Partial<Record<ScanResult, Refused>> = {
  THREATS_FOUND: { code: 'malware', detail: 'Tệp có mã độc.' },
  UNSUPPORTED: {
    code: 'not-scannable',
    detail: 'Không kiểm tra được mã độc trong tệp (tệp đặt mật khẩu hoặc có cấu trúc quá phức tạp).',
  },
};

/** The verdict came before the file is on record. Thrown so that the event comes again. */
export class NotRecordedYet extends Error {
  override readonly name = 'NotRecordedYet';
}

/** The scan failed, which is no fault of the unit's: a person has to have the file scanned again. */
export class NotScanned extends Error {
  override readonly name = 'NotScanned';
}

/**
 * Notes each file that the malware scan found clean, so that one of which no verdict ever comes is seen (check-register). Refuses
 * one in which it found something, as inspection does: the submission is quarantined, and if it has been received meanwhile its
 * receipt is void and the report is owed again. Runs at least once, in any order.
 */
export function createRecordScanHandler({ obligations, submissions, requests, planFor, sendAnswer, clock, log }: Deps) {
  async function refuseFile(place: NonNullable<ReturnType<typeof parseObjectKey>>, reason: Refused, at: Instant) {
    const id = obligationId(place.obligation);
    for (let attempt = 1; ; attempt += 1)
      try {
        // The obligation first: what is committed after that makes this run conflict, and is not drawn on an older submission.
        const obligation = await obligations.get(place.obligation);
        const submission = await submissions.noteRefused(id, place.number, place.file, reason);
        if (!submission || !obligation) return false;
        const next = (facts: Planned) => firstNotice(planFor, facts, at);
        const settled = settleSubmission(obligation, submission, at) ?? voidReceipt(obligation, submission, at, next);
        if (!settled) return true;
        await obligations.commit(settled);
        log('warn', 'submission-quarantined', { submission: submissionId(submission), cause: submission.cause });
        await sendAnswer(settled, clock());
        return true;
      } catch (error) {
        if (!(error instanceof Conflict) || attempt === ATTEMPTS) throw error;
      }
  }

  return async (event: unknown): Promise<void> => {
    const { time, detail } = scanResultSchema.parse(event);
    const key = detail.s3ObjectDetails.objectKey;
    const result = detail.scanResultDetails.scanResultStatus;
    const attachment = parseAttachmentKey(key);
    const place = parseObjectKey(key);
    if (result === 'NO_THREATS_FOUND') {
      if (attachment) await requests.noteScanned(attachment.id, attachment.file, time);
      if (place) await submissions.noteScanned(obligationId(place.obligation), place.number, place.file, time);
      return;
    }
    const reason = refusals[result];
    if (!reason) {
      log('error', 'file-not-scanned', { key, result });
      throw new NotScanned(`the scan of ${key} ended in ${result}`);
    }
    const refused = attachment
      ? await requests.noteRefused(attachment.id, attachment.file, reason)
      : place && (await refuseFile(place, reason, time));
    if (!refused) throw new NotRecordedYet(`${key} is not on record`);
    log('warn', 'file-infected', { key, result });
  };
}
