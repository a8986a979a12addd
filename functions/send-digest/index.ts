import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { log } from '../../lib/log/log.ts';
import { createCheckStore } from '../../lib/store/checks.ts';
import { openTable } from '../../lib/store/client.ts';
import { createObligationStore } from '../../lib/store/obligations.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { mailSettings, readSettings, registerSettings } from '../environment.ts';
import { createSending } from '../shared/sending.ts';
import { createSendDigestHandler } from './handler.ts';

const settings = readSettings(registerSettings.extend(mailSettings.shape));
const table = openTable(settings);

export const handler = createSendDigestHandler({
  obligations: createObligationStore(table),
  units: createUnitStore(table),
  checks: createCheckStore(table),
  sending: createSending(table, settings, log),
  calendar: vietnamCalendar,
  officeAddress: settings.OFFICE_ADDRESS,
  portalUrl: settings.PORTAL_URL,
  log,
});
