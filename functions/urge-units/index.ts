import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { log } from '../../lib/log/log.ts';
import { regimeByVersion } from '../../lib/regime/index.ts';
import { openTable } from '../../lib/store/client.ts';
import { createObligationStore } from '../../lib/store/obligations.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { addressSettings, identitySettings, readSettings, registerSettings } from '../environment.ts';
import { COSTLY, composeCallers } from '../shared/callers.ts';
import { createPlans } from '../shared/plans.ts';
import { createUrgeUnitsHandler } from './handler.ts';

const settings = readSettings(registerSettings.extend({ ...identitySettings.shape, ...addressSettings.shape }));
const table = openTable(settings);

export const handler = createUrgeUnitsHandler({
  ...composeCallers(table, settings, COSTLY),
  obligations: createObligationStore(table),
  units: createUnitStore(table),
  planFor: createPlans(regimeByVersion, vietnamCalendar),
  calendar: vietnamCalendar,
  officeAddress: settings.OFFICE_ADDRESS,
  portalUrl: settings.PORTAL_URL,
  log,
});
