import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { log } from '../../lib/log/log.ts';
import { openTable } from '../../lib/store/client.ts';
import { createCognitoSignIn } from '../../lib/store/sign-in.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { accountSettings, identitySettings, readSettings, registerSettings } from '../environment.ts';
import { composeCallers } from '../shared/callers.ts';
import { createManageAccountsHandler } from './handler.ts';

const settings = readSettings(registerSettings.extend({ ...identitySettings.shape, ...accountSettings.shape }));
const table = openTable(settings);

export const handler = createManageAccountsHandler({
  ...composeCallers(table, settings),
  units: createUnitStore(table),
  signIn: createCognitoSignIn(new CognitoIdentityProviderClient({}), settings.USER_POOL_ID),
  log,
});
