import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Stack } from 'aws-cdk-lib/core';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Identity } from '../../../infra/identity/identity.ts';
import { LOCAL_SETTINGS } from '../../../infra/local/settings.ts';
import { all } from './synthesis.ts';

const poolSchema = z.object({
  MfaConfiguration: z.string(),
  EnabledMfas: z.array(z.string()),
  AdminCreateUserConfig: z.object({ AllowAdminCreateUserOnly: z.boolean() }),
});

/** The user pool of a deployment that says so. */
function poolWith(mfa: 'required' | 'optional') {
  const stack = new Stack(new App(), 'stack');
  const where = { stage: 'x', portalUrl: 'https://x.example/', bootstrapAddress: 'office@x.example' };
  new Identity(stack, 'Identity', { ...where, mfa });
  const [pool] = Object.values(Template.fromStack(stack).findResources('AWS::Cognito::UserPool'));
  return poolSchema.parse(pool?.Properties);
}

describe('signing in', () => {
  it.each(all('AWS::Cognito::UserPool', poolSchema))(
    'takes a second factor of everybody by default, from an application and never by SMS, and nobody who was not invited',
    ({ props }) => {
      expect(props.MfaConfiguration).toBe('ON');
      expect(props.EnabledMfas).toEqual(['SOFTWARE_TOKEN_MFA']);
      expect(props.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true);
    },
  );

  const validity = z.object({ AccessToken: z.literal('minutes'), RefreshToken: z.literal('minutes') });
  const clientSchema = z.object({
    AccessTokenValidity: z.number(),
    RefreshTokenValidity: z.number(),
    EnableTokenRevocation: z.boolean(),
    TokenValidityUnits: validity,
  });
  it.each(all('AWS::Cognito::UserPoolClient', clientSchema))(
    'gives a token that lives an hour, in a session that lives a working day and can be ended',
    ({ props }) => {
      expect(props.AccessTokenValidity).toBe(60);
      expect(props.RefreshTokenValidity).toBe(12 * 60);
      expect(props.EnableTokenRevocation).toBe(true);
    },
  );

  it('leaves the second factor to each when the operator says so', () => {
    expect(poolWith('optional')).toMatchObject({ MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] });
    expect(poolWith('required').MfaConfiguration).toBe('ON');
  });

  it('stays one click on this machine', () => {
    expect(LOCAL_SETTINGS.mfa).toBe('optional');
  });
});
