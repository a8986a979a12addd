import { S3Client } from '@aws-sdk/client-s3';
import { log } from '../../lib/log/log.ts';
import { regimes } from '../../lib/regime/index.ts';
import { openTable } from '../../lib/store/client.ts';
import { createDownloadLinks } from '../../lib/store/downloads.ts';
import { createPaperFiles } from '../../lib/store/paper-files.ts';
import { createPaperStore } from '../../lib/store/papers.ts';
import { s3Options } from '../../lib/store/s3-options.ts';
import { identitySettings, mailSettings, papersSettings, readSettings, registerSettings } from '../environment.ts';
import { composeCallers } from '../shared/callers.ts';
import { createSending } from '../shared/sending.ts';
import { createManagePapersHandler } from './handler.ts';

const settings = readSettings(
  registerSettings.extend({ ...identitySettings.shape, ...mailSettings.shape, ...papersSettings.shape }),
);
const table = openTable(settings);
const s3 = new S3Client(s3Options());

export const handler = createManagePapersHandler({
  ...composeCallers(table, settings),
  papers: createPaperStore(table),
  files: createPaperFiles(s3, settings.PAPERS_BUCKET_NAME),
  downloadUrl: createDownloadLinks(s3, settings.PAPERS_BUCKET_NAME),
  sending: createSending(table, settings, log),
  portalUrl: settings.PORTAL_URL,
  regimes,
  log,
});
