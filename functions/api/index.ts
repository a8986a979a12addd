import { S3Client } from '@aws-sdk/client-s3';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { log } from '../../lib/log/log.ts';
import { regimes } from '../../lib/regime/index.ts';
import { openTable } from '../../lib/store/client.ts';
import { createDownloadLinks } from '../../lib/store/downloads.ts';
import { createMailStore } from '../../lib/store/mails.ts';
import { createNoticeStore } from '../../lib/store/notices.ts';
import { createObligationStore } from '../../lib/store/obligations.ts';
import { createRequestStore } from '../../lib/store/requests.ts';
import { s3Options } from '../../lib/store/s3-options.ts';
import { createSealStore, sealKey, sealName } from '../../lib/store/seals.ts';
import { createSubmissionStore } from '../../lib/store/submissions.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import {
  documentsSettings,
  identitySettings,
  openingSettings,
  readSettings,
  registerSettings,
  sealsSettings,
} from '../environment.ts';
import { composeCallers } from '../shared/callers.ts';
import { createApiHandler } from './handler.ts';

const settings = readSettings(
  registerSettings.extend({
    ...documentsSettings.shape,
    ...sealsSettings.shape,
    ...identitySettings.shape,
    ...openingSettings.shape,
  }),
);
const table = openTable(settings);
const s3 = new S3Client(s3Options());
const sealLink = createDownloadLinks(s3, settings.SEALS_BUCKET_NAME);

export const handler = createApiHandler({
  ...composeCallers(table, settings),
  obligations: createObligationStore(table),
  requests: createRequestStore(table),
  submissions: createSubmissionStore(table),
  notices: createNoticeStore(table),
  mails: createMailStore(table),
  units: createUnitStore(table),
  seals: createSealStore(s3, settings.SEALS_BUCKET_NAME),
  sealUrl: ({ date, versionId }) => sealLink(sealKey(date), versionId, sealName(date)),
  downloadUrl: createDownloadLinks(s3, settings.BUCKET_NAME),
  regimes,
  goLive: settings.GO_LIVE,
  calendar: vietnamCalendar,
  log,
});
