import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { log } from '../../lib/log/log.ts';
import { officeOf } from '../../lib/papers/issuer.ts';
import { regimes } from '../../lib/regime/index.ts';
import { openTable } from '../../lib/store/client.ts';
import { createObligationStore } from '../../lib/store/obligations.ts';
import { createRequestStore } from '../../lib/store/requests.ts';
import { createSubmissionStore } from '../../lib/store/submissions.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { identitySettings, issuerSettings, readSettings, registerSettings } from '../environment.ts';
import { COSTLY, composeCallers } from '../shared/callers.ts';
import { createWritePapersHandler } from './handler.ts';

const settings = readSettings(registerSettings.extend({ ...identitySettings.shape, ...issuerSettings.shape }));
const table = openTable(settings);

export const handler = createWritePapersHandler({
  ...composeCallers(table, settings, COSTLY),
  obligations: createObligationStore(table),
  requests: createRequestStore(table),
  submissions: createSubmissionStore(table),
  units: createUnitStore(table),
  regimes,
  calendar: vietnamCalendar,
  issuer: officeOf(settings.PROVINCE_NAME),
  log,
});
