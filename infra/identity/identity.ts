import { Aws, CfnOutput, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolUser,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  UserPool,
  type UserPoolClient,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { accountSettings, identitySettings } from '../../functions/environment.ts';
import type { Handler } from '../functions/handler.ts';
import type { Settings } from '../settings.ts';
import { invitation, passwordCode } from './letters.ts';

export interface IdentityProps {
  /** Part of the sign-in pages' address. */
  readonly stage: string;
  /** Where people return after they signed in. */
  readonly portalUrl: string;
  /** Where the invitation of the Office's first account goes. */
  readonly bootstrapAddress: string;
  /** Whether a second factor is everybody's duty. Cognito's pages let nobody enrol one where it is not. */
  readonly mfa: Settings['mfa'];
}

/** The account that is the Office's before any other exists; it invites the others. */
export const BOOTSTRAP_OFFICE_USER = 'office';

const RESOURCE_SERVER = 'dung-han';
const USE = new ResourceServerScope({ scopeName: 'use', scopeDescription: 'Use Đúng hạn in your name' });

/** The scope that a token needs: only tokens made for this application have it, and no ID token has any. */
export const USE_SCOPE = `${RESOURCE_SERVER}/${USE.scopeName}`;

/** Who can sign in. What they may do then is the register's business. */
export class Identity extends Construct {
  readonly userPool: UserPool;
  readonly client: UserPoolClient;
  /** The address of the sign-in pages, without a slash at its end. */
  readonly signInUrl: string;

  constructor(scope: Construct, id: string, { stage, portalUrl, bootstrapAddress, mfa }: IdentityProps) {
    super(scope, id);
    this.userPool = new UserPool(this, 'UserPool', {
      selfSignUpEnabled: false,
      signInAliases: { username: true, email: true },
      signInCaseSensitive: false,
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
      },
      mfa: mfa === 'required' ? Mfa.REQUIRED : Mfa.OPTIONAL,
      // A code from an application on the telephone: SMS costs, is intercepted, and leaves the region.
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      userInvitation: invitation(portalUrl),
      userVerification: passwordCode,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const resourceServer = this.userPool.addResourceServer('Api', { identifier: RESOURCE_SERVER, scopes: [USE] });
    const pages = this.userPool.addDomain('SignIn', {
      // Unique in the region, as the prefix must be.
      cognitoDomain: { domainPrefix: `dung-han-${stage}-${Aws.ACCOUNT_ID}` },
    });
    this.client = this.userPool.addClient('Portal', {
      // A page in a browser keeps no secret; the code flow's proof key (PKCE) stands in for one.
      generateSecret: false,
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.resourceServer(resourceServer, USE)],
        callbackUrls: [portalUrl],
        logoutUrls: [portalUrl],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      // A working day: people sign in once each morning.
      refreshTokenValidity: Duration.hours(12),
    });
    new CfnUserPoolUser(this, 'Bootstrap', {
      userPoolId: this.userPool.userPoolId,
      username: BOOTSTRAP_OFFICE_USER,
      desiredDeliveryMediums: ['EMAIL'],
      userAttributes: [
        { name: 'email', value: bootstrapAddress },
        { name: 'email_verified', value: 'true' },
      ],
    });
    this.signInUrl = pages.baseUrl();
    new CfnOutput(this, 'SignInUrl', { description: 'The sign-in pages', value: this.signInUrl });
    new CfnOutput(this, 'ClientId', { description: 'The portal’s client id', value: this.client.userPoolClientId });
    Validations.of(this.userPool).acknowledge({
      id: 'AwsSolutions-COG8',
      reason: 'The Plus plan is a fee per user and month for threat protection; accounts exist by invitation only.',
    });
    if (mfa === 'optional')
      Validations.of(this.userPool).acknowledge({
        id: 'AwsSolutions-COG2',
        reason: 'The operator has set mfa to optional (docs/operations.md), until every unit has a telephone for it.',
      });
  }

  /** Lets a function tell the callers apart; reading their accounts is the register's grant. */
  grantIdentify(handler: Handler): void {
    const variables: Record<keyof typeof identitySettings.shape, string> = { BOOTSTRAP_OFFICE_USER };
    handler.configure(variables);
  }

  /** Lets a function invite people and remove their sign-in. */
  grantManageUsers(handler: Handler): void {
    const variables: Record<keyof typeof accountSettings.shape, string> = { USER_POOL_ID: this.userPool.userPoolId };
    handler.configure(variables);
    const actions = ['AdminCreateUser', 'AdminUpdateUserAttributes', 'AdminUserGlobalSignOut', 'AdminDeleteUser'];
    handler.allow(
      actions.map((action) => `cognito-idp:${action}`),
      [this.userPool.userPoolArn],
    );
  }
}
