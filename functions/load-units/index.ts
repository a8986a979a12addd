import { log } from '../../lib/log/log.ts';
import { regimes } from '../../lib/regime/index.ts';
import { openTable } from '../../lib/store/client.ts';
import { createObligationStore } from '../../lib/store/obligations.ts';
import { createRequestStore } from '../../lib/store/requests.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { identitySettings, openingSettings, readSettings, registerSettings } from '../environment.ts';
import { composeCallers } from '../shared/callers.ts';
import { createLoadUnitsHandler } from './handler.ts';

const settings = readSettings(registerSettings.extend({ ...identitySettings.shape, ...openingSettings.shape }));
const table = openTable(settings);

export const handler = createLoadUnitsHandler({
  ...composeCallers(table, settings),
  units: createUnitStore(table),
  obligations: createObligationStore(table),
  requests: createRequestStore(table),
  regimes,
  goLive: settings.GO_LIVE,
  log,
});
