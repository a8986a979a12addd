import { log } from '../../lib/log/log.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import { openTable } from '../../lib/store/client.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { identitySettings, readSettings, registerSettings } from '../environment.ts';
import { createLoadUnitsHandler } from './handler.ts';

const settings = readSettings(registerSettings.extend(identitySettings.shape));
const table = openTable(settings);

export const handler = createLoadUnitsHandler({
  accounts: createAccountStore(table),
  bootstrapOfficeUser: settings.BOOTSTRAP_OFFICE_USER,
  units: createUnitStore(table),
  log,
});
