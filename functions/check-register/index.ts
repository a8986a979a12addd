import { S3Client } from '@aws-sdk/client-s3';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { log } from '../../lib/log/log.ts';
import { regimeByVersion } from '../../lib/regime/index.ts';
import { createCheckStore } from '../../lib/store/checks.ts';
import { openTable } from '../../lib/store/client.ts';
import { createNoticeStore } from '../../lib/store/notices.ts';
import { createObjectList } from '../../lib/store/objects.ts';
import { createObligationStore } from '../../lib/store/obligations.ts';
import { s3Options } from '../../lib/store/s3-options.ts';
import { createSubmissionStore } from '../../lib/store/submissions.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { documentsSettings, readSettings, registerSettings } from '../environment.ts';
import { createPlans } from '../shared/plans.ts';
import { createCheckRegisterHandler } from './handler.ts';

const settings = readSettings(registerSettings.extend(documentsSettings.shape));
const table = openTable(settings);

export const handler = createCheckRegisterHandler({
  units: createUnitStore(table),
  obligations: createObligationStore(table),
  submissions: createSubmissionStore(table),
  notices: createNoticeStore(table),
  checks: createCheckStore(table),
  listObjects: createObjectList(new S3Client(s3Options()), settings.BUCKET_NAME),
  planFor: createPlans(regimeByVersion, vietnamCalendar),
  log,
});
