import { S3Client } from '@aws-sdk/client-s3';
import { log } from '../../lib/log/log.ts';
import { openTable } from '../../lib/store/client.ts';
import { createObligationStore } from '../../lib/store/obligations.ts';
import { s3Options } from '../../lib/store/s3-options.ts';
import { createUploadForms } from '../../lib/store/upload-forms.ts';
import { documentsSettings, identitySettings, readSettings, registerSettings, uploadSettings } from '../environment.ts';
import { composeCallers } from '../shared/callers.ts';
import { createRequestUploadHandler } from './handler.ts';

const settings = readSettings(
  registerSettings.extend({ ...documentsSettings.shape, ...identitySettings.shape, ...uploadSettings.shape }),
);
const table = openTable(settings);

export const handler = createRequestUploadHandler({
  ...composeCallers(table, settings),
  obligations: createObligationStore(table),
  uploadForm: createUploadForms(new S3Client(s3Options()), settings.BUCKET_NAME, settings.UPLOAD_URL_TTL_SECONDS),
  uploadTtlSeconds: settings.UPLOAD_URL_TTL_SECONDS,
  log,
});
