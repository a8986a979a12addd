import { log } from '../../lib/log/log.ts';
import { regimes } from '../../lib/regime/index.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import { openTable } from '../../lib/store/client.ts';
import { createObligationStore } from '../../lib/store/obligations.ts';
import { createRequestStore } from '../../lib/store/requests.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { identitySettings, openingSettings, readSettings, registerSettings } from '../environment.ts';
import { createLoadUnitsHandler } from './handler.ts';

const settings = readSettings(registerSettings.extend({ ...identitySettings.shape, ...openingSettings.shape }));
const table = openTable(settings);

export const handler = createLoadUnitsHandler({
  accounts: createAccountStore(table),
  bootstrapOfficeUser: settings.BOOTSTRAP_OFFICE_USER,
  units: createUnitStore(table),
  obligations: createObligationStore(table),
  requests: createRequestStore(table),
  regimes,
  goLive: settings.GO_LIVE,
  log,
});
