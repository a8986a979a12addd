import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { log } from '../../lib/log/log.ts';
import { regimeByVersion } from '../../lib/regime/index.ts';
import { openTable } from '../../lib/store/client.ts';
import { createRequestStore } from '../../lib/store/requests.ts';
import { identitySettings, mailSettings, readSettings, registerSettings } from '../environment.ts';
import { composeAnswering } from '../shared/answering.ts';
import { composeCallers } from '../shared/callers.ts';
import { createPlans } from '../shared/plans.ts';
import { createDecideObligationHandler } from './handler.ts';

const settings = readSettings(registerSettings.extend({ ...identitySettings.shape, ...mailSettings.shape }));
const table = openTable(settings);

export const handler = createDecideObligationHandler({
  ...composeAnswering(table, settings, log),
  ...composeCallers(table, settings),
  requests: createRequestStore(table),
  planFor: createPlans(regimeByVersion, vietnamCalendar),
  calendar: vietnamCalendar,
  log,
});
