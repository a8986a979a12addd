import { S3Client } from '@aws-sdk/client-s3';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { log } from '../../lib/log/log.ts';
import { regimeByVersion, regimes } from '../../lib/regime/index.ts';
import { openTable } from '../../lib/store/client.ts';
import { createObligationStore } from '../../lib/store/obligations.ts';
import { createRequestStore } from '../../lib/store/requests.ts';
import { s3Options } from '../../lib/store/s3-options.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { createUploadForms } from '../../lib/store/upload-forms.ts';
import { documentsSettings, identitySettings, readSettings, registerSettings, uploadSettings } from '../environment.ts';
import { composeCallers } from '../shared/callers.ts';
import { createPlans } from '../shared/plans.ts';
import { createOpenRequestHandler } from './handler.ts';

const settings = readSettings(
  registerSettings.extend({ ...documentsSettings.shape, ...identitySettings.shape, ...uploadSettings.shape }),
);
const table = openTable(settings);

export const handler = createOpenRequestHandler({
  ...composeCallers(table, settings),
  requests: createRequestStore(table),
  units: createUnitStore(table),
  obligations: createObligationStore(table),
  uploadForm: createUploadForms(new S3Client(s3Options()), settings.BUCKET_NAME, settings.UPLOAD_URL_TTL_SECONDS),
  uploadTtlSeconds: settings.UPLOAD_URL_TTL_SECONDS,
  planFor: createPlans(regimeByVersion, vietnamCalendar),
  regimes,
  calendar: vietnamCalendar,
  log,
});
