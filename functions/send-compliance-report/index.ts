import { S3Client } from '@aws-sdk/client-s3';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { log } from '../../lib/log/log.ts';
import { officeOf } from '../../lib/papers/issuer.ts';
import { regimes } from '../../lib/regime/index.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import { openTable } from '../../lib/store/client.ts';
import { createObligationStore } from '../../lib/store/obligations.ts';
import { createPaperFiles } from '../../lib/store/paper-files.ts';
import { createPaperStore } from '../../lib/store/papers.ts';
import { createRequestStore } from '../../lib/store/requests.ts';
import { s3Options } from '../../lib/store/s3-options.ts';
import { createSubmissionStore } from '../../lib/store/submissions.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { issuerSettings, mailSettings, papersSettings, readSettings, registerSettings } from '../environment.ts';
import { createSending } from '../shared/sending.ts';
import { createSendComplianceReportHandler } from './handler.ts';

const settings = readSettings(
  registerSettings.extend({ ...mailSettings.shape, ...papersSettings.shape, ...issuerSettings.shape }),
);
const table = openTable(settings);

export const handler = createSendComplianceReportHandler({
  accounts: createAccountStore(table),
  obligations: createObligationStore(table),
  requests: createRequestStore(table),
  submissions: createSubmissionStore(table),
  units: createUnitStore(table),
  papers: createPaperStore(table),
  files: createPaperFiles(new S3Client(s3Options()), settings.PAPERS_BUCKET_NAME),
  sending: createSending(table, settings, log),
  regimes,
  calendar: vietnamCalendar,
  issuer: officeOf(settings.PROVINCE_NAME),
  officeAddress: settings.OFFICE_ADDRESS,
  portalUrl: settings.PORTAL_URL,
  log,
});
