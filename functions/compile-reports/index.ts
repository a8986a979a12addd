import { S3Client } from '@aws-sdk/client-s3';
import { toInstant } from '../../lib/calendar/dates.ts';
import { log } from '../../lib/log/log.ts';
import { VOLUME_BYTES } from '../../lib/papers/compiling/plan.ts';
import { officeOf } from '../../lib/papers/issuer.ts';
import { regimes } from '../../lib/regime/index.ts';
import { openTable } from '../../lib/store/client.ts';
import { createFileOpener, createFileReader } from '../../lib/store/file-reader.ts';
import { createObligationStore } from '../../lib/store/obligations.ts';
import { createPaperFiles } from '../../lib/store/paper-files.ts';
import { createPaperStore } from '../../lib/store/papers.ts';
import { s3Options } from '../../lib/store/s3-options.ts';
import { createSubmissionStore } from '../../lib/store/submissions.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { documentsSettings, issuerSettings, papersSettings, readSettings, registerSettings } from '../environment.ts';
import { createCompileReportsHandler } from './handler.ts';

const settings = readSettings(
  registerSettings.extend({ ...documentsSettings.shape, ...papersSettings.shape, ...issuerSettings.shape }),
);
const table = openTable(settings);
const s3 = new S3Client(s3Options());

export const handler = createCompileReportsHandler({
  obligations: createObligationStore(table),
  submissions: createSubmissionStore(table),
  units: createUnitStore(table),
  papers: createPaperStore(table),
  files: createPaperFiles(s3, settings.PAPERS_BUCKET_NAME),
  readDocument: createFileReader(s3, settings.BUCKET_NAME),
  openDocument: createFileOpener(s3, settings.BUCKET_NAME),
  regimes,
  issuer: officeOf(settings.PROVINCE_NAME),
  volumeBytes: VOLUME_BYTES,
  clock: () => toInstant(Date.now()),
  log,
});
