import { S3Client } from '@aws-sdk/client-s3';
import { toInstant } from '../../lib/calendar/dates.ts';
import { log } from '../../lib/log/log.ts';
import { regimes } from '../../lib/regime/index.ts';
import { openTable } from '../../lib/store/client.ts';
import { createFileReader } from '../../lib/store/file-reader.ts';
import { createRequestStore } from '../../lib/store/requests.ts';
import { s3Options } from '../../lib/store/s3-options.ts';
import { inspectFile } from '../../lib/submissions/inspection/inspect.ts';
import { documentsSettings, mailSettings, readSettings, registerSettings } from '../environment.ts';
import { composeAnswering } from '../shared/answering.ts';
import { fromQueue } from '../shared/from-queue.ts';
import { createContentsCheck } from './contents.ts';
import { createRecordUploadHandler } from './handler.ts';

const settings = readSettings(registerSettings.extend({ ...documentsSettings.shape, ...mailSettings.shape }));
const s3 = new S3Client(s3Options());
const table = openTable(settings);

export const handler = fromQueue(
  createRecordUploadHandler({
    ...composeAnswering(table, settings, log),
    requests: createRequestStore(table),
    readFile: createFileReader(s3, settings.BUCKET_NAME),
    inspect: (bytes, declared) => inspectFile({ bytes, declared }),
    checkContents: createContentsCheck(regimes),
    clock: () => toInstant(Date.now()),
    log,
  }),
  log,
);
