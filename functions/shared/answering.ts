import type { Log } from '../../lib/log/log.ts';
import { createNoticeStore } from '../../lib/store/notices.ts';
import { createObligationStore } from '../../lib/store/obligations.ts';
import { createSubmissionStore } from '../../lib/store/submissions.ts';
import type { Table } from '../../lib/store/table.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { createAnswerSender } from './answer-sender.ts';
import { createAnswerWriter } from './answers.ts';
import { createSending, type SendingSettings } from './sending.ts';

/** The stores and the post of a function that answers units: composed in one way wherever it is needed. */
export function composeAnswering(table: Table, settings: SendingSettings & { PORTAL_URL: string }, log: Log) {
  const units = createUnitStore(table);
  const notices = createNoticeStore(table);
  const obligations = createObligationStore(table);
  const submissions = createSubmissionStore(table);
  const addresses = { officeAddress: settings.OFFICE_ADDRESS, portalUrl: settings.PORTAL_URL };
  const sending = createSending(table, settings, log);
  const writeAnswer = createAnswerWriter({ units, obligations, submissions, ...addresses });
  const sendAnswer = createAnswerSender(sending, notices, writeAnswer);
  return { units, notices, obligations, submissions, sending, writeAnswer, sendAnswer, ...addresses };
}
