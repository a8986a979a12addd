import { S3Client } from '@aws-sdk/client-s3';
import { log } from '../../lib/log/log.ts';
import { openTable } from '../../lib/store/client.ts';
import { createObligationStore } from '../../lib/store/obligations.ts';
import { s3Options } from '../../lib/store/s3-options.ts';
import { createSealStore } from '../../lib/store/seals.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { readSettings, registerSettings, sealsSettings } from '../environment.ts';
import { createSealHistoriesHandler } from './handler.ts';

const settings = readSettings(registerSettings.extend(sealsSettings.shape));
const table = openTable(settings);

export const handler = createSealHistoriesHandler({
  units: createUnitStore(table),
  obligations: createObligationStore(table),
  seals: createSealStore(new S3Client(s3Options()), settings.SEALS_BUCKET_NAME),
  log,
});
