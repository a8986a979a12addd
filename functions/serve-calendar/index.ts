import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { log } from '../../lib/log/log.ts';
import { regimes } from '../../lib/regime/index.ts';
import { createCalendarStore } from '../../lib/store/calendars.ts';
import { openTable } from '../../lib/store/client.ts';
import { createObligationStore } from '../../lib/store/obligations.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { addressSettings, identitySettings, openingSettings, readSettings, registerSettings } from '../environment.ts';
import { composeCallers } from '../shared/callers.ts';
import { createServeCalendarHandler } from './handler.ts';

const settings = readSettings(
  registerSettings.extend({ ...identitySettings.shape, ...addressSettings.shape, ...openingSettings.shape }),
);
const table = openTable(settings);

export const handler = createServeCalendarHandler({
  ...composeCallers(table, settings),
  calendars: createCalendarStore(table),
  units: createUnitStore(table),
  obligations: createObligationStore(table),
  regimes,
  goLive: settings.GO_LIVE,
  calendar: vietnamCalendar,
  portalUrl: settings.PORTAL_URL,
  log,
});
