import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { log } from '../../lib/log/log.ts';
import { regimeByVersion, regimes } from '../../lib/regime/index.ts';
import { openTable } from '../../lib/store/client.ts';
import { createObligationStore } from '../../lib/store/obligations.ts';
import { createRequestStore } from '../../lib/store/requests.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { openingSettings, readSettings, registerSettings } from '../environment.ts';
import { createPlans } from '../shared/plans.ts';
import { createOpenObligationsHandler } from './handler.ts';

const settings = readSettings(registerSettings.extend(openingSettings.shape));
const table = openTable(settings);

export const handler = createOpenObligationsHandler({
  units: createUnitStore(table),
  obligations: createObligationStore(table),
  requests: createRequestStore(table),
  planFor: createPlans(regimeByVersion, vietnamCalendar),
  regimes,
  calendar: vietnamCalendar,
  goLive: settings.GO_LIVE,
  log,
});
