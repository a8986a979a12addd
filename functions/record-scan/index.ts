import { toInstant } from '../../lib/calendar/dates.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { log } from '../../lib/log/log.ts';
import { regimeByVersion } from '../../lib/regime/index.ts';
import { openTable } from '../../lib/store/client.ts';
import { createRequestStore } from '../../lib/store/requests.ts';
import { mailSettings, readSettings, registerSettings } from '../environment.ts';
import { composeAnswering } from '../shared/answering.ts';
import { fromQueue } from '../shared/from-queue.ts';
import { createPlans } from '../shared/plans.ts';
import { createRecordScanHandler } from './handler.ts';

const settings = readSettings(registerSettings.extend(mailSettings.shape));
const table = openTable(settings);

export const handler = fromQueue(
  createRecordScanHandler({
    ...composeAnswering(table, settings, log),
    requests: createRequestStore(table),
    planFor: createPlans(regimeByVersion, vietnamCalendar),
    clock: () => toInstant(Date.now()),
    log,
  }),
  log,
);
