import { S3Client } from '@aws-sdk/client-s3';
import { toInstant } from '../../lib/calendar/dates.ts';
import { log } from '../../lib/log/log.ts';
import { openTable } from '../../lib/store/client.ts';
import { createFileReader } from '../../lib/store/file-reader.ts';
import { createNoticeStore } from '../../lib/store/notices.ts';
import { createObligationStore } from '../../lib/store/obligations.ts';
import { s3Options } from '../../lib/store/s3-options.ts';
import { createSubmissionStore } from '../../lib/store/submissions.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { inspectFile } from '../../lib/submissions/inspection/inspect.ts';
import { documentsSettings, mailSettings, readSettings, registerSettings } from '../environment.ts';
import { createAnswerSender } from '../shared/answer-sender.ts';
import { createAnswerWriter } from '../shared/answers.ts';
import { createSending } from '../shared/sending.ts';
import { createRecordUploadHandler } from './handler.ts';

const settings = readSettings(registerSettings.extend({ ...documentsSettings.shape, ...mailSettings.shape }));
const table = openTable(settings);
const obligations = createObligationStore(table);
const submissions = createSubmissionStore(table);
const writeAnswer = createAnswerWriter({
  units: createUnitStore(table),
  obligations,
  submissions,
  officeAddress: settings.OFFICE_ADDRESS,
  portalUrl: settings.PORTAL_URL,
});

export const handler = createRecordUploadHandler({
  obligations,
  submissions,
  readFile: createFileReader(new S3Client(s3Options()), settings.BUCKET_NAME),
  inspect: (bytes, declared) => inspectFile({ bytes, declared }),
  sendAnswer: createAnswerSender(createSending(table, settings, log), createNoticeStore(table), writeAnswer),
  clock: () => toInstant(Date.now()),
  log,
});
