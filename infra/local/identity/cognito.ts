import { join } from 'node:path';
import { Router } from 'cognito-local/lib/server/Router.js';
import type { AppClient } from 'cognito-local/lib/services/appClient.js';
import { CognitoServiceFactoryImpl } from 'cognito-local/lib/services/cognitoService.js';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { Services } from 'cognito-local/lib/services/index.js';
import { JwtTokenGenerator } from 'cognito-local/lib/services/tokenGenerator.js';
import { type UserPoolService, UserPoolServiceFactoryImpl } from 'cognito-local/lib/services/userPoolService.js';
import type { UserPoolSpec } from '../template/people.ts';
import { createFileStore } from './store.ts';

/** cognito-local, put together with a store of our own and without its triggers and messages, which nothing here uses. */
export interface Cognito {
  pool: UserPoolService;
  client: AppClient;
  services: Services;
  context: Context;
  /** Attributes that stand for the name at sign-in, so that no two users may have the same. */
  aliases: readonly string[];
  /** Carries out an action of the API by its name. */
  act(action: string, body: unknown): Promise<unknown>;
}

const silent = () => undefined;
const logger: Context['logger'] = {
  debug: silent,
  error: silent,
  info: silent,
  warn: silent,
  child: () => logger,
};

const unused = () => Promise.reject(new Error('the local user pool has no triggers'));

/** Sign-in is judged by real time: people sign in now, whatever the simulated clock says. */
const clock = { get: () => new Date() };

function clientOf({ id, client }: UserPoolSpec): AppClient {
  const { AccessTokenValidity, IdTokenValidity, RefreshTokenValidity, TokenValidityUnits } = client;
  return {
    UserPoolId: id,
    ClientId: client.id,
    ClientName: client.ClientName ?? client.id,
    CreationDate: clock.get(),
    LastModifiedDate: clock.get(),
    AllowedOAuthFlows: client.AllowedOAuthFlows,
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthScopes: client.AllowedOAuthScopes,
    CallbackURLs: client.CallbackURLs,
    LogoutURLs: client.LogoutURLs,
    ...(AccessTokenValidity === undefined ? {} : { AccessTokenValidity }),
    ...(IdTokenValidity === undefined ? {} : { IdTokenValidity }),
    ...(RefreshTokenValidity === undefined ? {} : { RefreshTokenValidity }),
    ...(TokenValidityUnits === undefined ? {} : { TokenValidityUnits }),
  };
}

/** Opens the template's user pool on files, with its client and the users that the template makes. */
export async function openCognito(dataDir: string, spec: UserPoolSpec): Promise<Cognito> {
  const context: Context = { logger };
  const directory = join(dataDir, 'cognito');
  const store = createFileStore(directory);
  const pools = new UserPoolServiceFactoryImpl(clock, store);
  const defaults = { UsernameAttributes: [...spec.usernameAttributes] };
  const cognito = await new CognitoServiceFactoryImpl(directory, store, pools).create(context, defaults);
  const known = (await cognito.listUserPools(context)).some(({ Id }) => Id === spec.id);
  if (!known) await cognito.createUserPool(context, { Id: spec.id, ...defaults });
  const pool = await cognito.getUserPool(context, spec.id);
  const client = clientOf(spec);
  await pool.saveAppClient(context, client);

  const triggers: Services['triggers'] = {
    enabled: () => false,
    customMessage: unused,
    customEmailSender: unused,
    postAuthentication: unused,
    postConfirmation: unused,
    preSignUp: unused,
    preTokenGeneration: unused,
    userMigration: unused,
  };
  const IssuerDomain = spec.issuer.slice(0, spec.issuer.lastIndexOf('/'));
  const services: Services = {
    clock,
    cognito,
    config: {
      LambdaClient: {},
      TriggerFunctions: {},
      UserPoolDefaults: defaults,
      ServerConfig: {},
      TokenConfig: { IssuerDomain },
    },
    // Invitations: here everyone gets in by /local/token.
    messages: { deliver: async () => undefined },
    otp: () => '000000',
    tokenGenerator: new JwtTokenGenerator(clock, triggers, { IssuerDomain }),
    triggers,
  };
  const route = Router(services);
  const act = (action: string, body: unknown): Promise<unknown> => route(action)(context, body);
  // CloudFormation makes them once: one that the Office removed stays away.
  if ((await pool.listUsers(context)).length === 0)
    for (const { name, attributes } of spec.users)
      await act('AdminCreateUser', {
        UserPoolId: spec.id,
        Username: name,
        UserAttributes: attributes,
        MessageAction: 'SUPPRESS',
      });
  return { pool, client, services, context, aliases: spec.aliasAttributes, act };
}
