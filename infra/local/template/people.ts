import * as z from 'zod';
import type { Inventory } from './inventory.ts';
import { TemplateError } from './template.ts';

const poolSchema = z.object({
  UsernameAttributes: z.array(z.string()).optional(),
  AliasAttributes: z.array(z.string()).optional(),
  MfaConfiguration: z.string().optional(),
});

const clientSchema = z.object({
  UserPoolId: z.string(),
  ClientName: z.string().optional(),
  AllowedOAuthScopes: z.array(z.string()).default([]),
  AllowedOAuthFlows: z.array(z.string()).default([]),
  CallbackURLs: z.array(z.string()).default([]),
  LogoutURLs: z.array(z.string()).default([]),
  AccessTokenValidity: z.number().optional(),
  IdTokenValidity: z.number().optional(),
  RefreshTokenValidity: z.number().optional(),
  TokenValidityUnits: z
    .object({
      AccessToken: z.string().default('hours'),
      IdToken: z.string().default('hours'),
      RefreshToken: z.string().default('days'),
    })
    .optional(),
});

const userSchema = z.object({
  UserPoolId: z.string(),
  Username: z.string(),
  UserAttributes: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
});

const domainSchema = z.object({ Domain: z.string(), UserPoolId: z.string() });

/** The user pool with the one application that people sign in to. */
export interface UserPoolSpec {
  id: string;
  /** The `iss` of its tokens. */
  issuer: string;
  /** Attributes that are the name at sign-in. */
  usernameAttributes: readonly string[];
  /** Attributes that stand for the name besides it. */
  aliasAttributes: readonly string[];
  client: z.infer<typeof clientSchema> & { id: string };
  /** Address of its sign-in pages on AWS; undefined when it has none. */
  signInUrl?: string | undefined;
  /** Accounts that the template itself makes. */
  users: readonly { name: string; attributes: { Name: string; Value: string }[] }[];
}

/** The template's user pool; undefined when it has none. */
export function userPoolOf(inventory: Inventory): UserPoolSpec | undefined {
  const [pool, ...more] = inventory.of('AWS::Cognito::UserPool', poolSchema);
  if (!pool) return undefined;
  const [client, ...moreClients] = inventory.of('AWS::Cognito::UserPoolClient', clientSchema);
  if (more.length > 0 || moreClients.length > 0 || !client)
    throw new TemplateError(`${pool.id}: one user pool with one client is what the local cloud can run`);
  const [domain] = inventory.of('AWS::Cognito::UserPoolDomain', domainSchema);
  return {
    id: pool.ref,
    issuer: inventory.attribute(pool.id, 'ProviderURL'),
    usernameAttributes: pool.properties.UsernameAttributes ?? [],
    aliasAttributes: pool.properties.AliasAttributes ?? [],
    client: { ...client.properties, id: client.ref },
    signInUrl: domain && `https://${domain.properties.Domain}.auth.${inventory.surroundings.region}.amazoncognito.com`,
    users: inventory.of('AWS::Cognito::UserPoolUser', userSchema).map(({ properties }) => ({
      name: properties.Username,
      attributes: properties.UserAttributes,
    })),
  };
}
