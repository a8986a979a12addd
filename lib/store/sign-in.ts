import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';

/** Who can sign in; what they may do then is the register's business. */
export interface SignIn {
  /** Makes the sign-in exist and work; the invitation goes by mail the first time. */
  invite(user: string, email: string): Promise<void>;
  /** Stops new sign-ins and ends those that are open. */
  disable(user: string): Promise<void>;
}

/** Another sign-in has the address already: an address belongs to one account, so that it can sign in by it. */
export class AddressTaken extends Error {
  override readonly name = 'AddressTaken';
}

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

export function createCognitoSignIn(cognito: CognitoIdentityProviderClient, pool: string): SignIn {
  const of = (Username: string) => ({ UserPoolId: pool, Username });
  return {
    async invite(user, email) {
      const UserAttributes = [
        { Name: 'email', Value: email },
        { Name: 'email_verified', Value: 'true' },
      ];
      try {
        const DesiredDeliveryMediums: 'EMAIL'[] = ['EMAIL'];
        await cognito.send(new AdminCreateUserCommand({ ...of(user), UserAttributes, DesiredDeliveryMediums }));
      } catch (error) {
        if (isNamed(error, 'AliasExistsException')) throw new AddressTaken(email);
        if (!isNamed(error, 'UsernameExistsException')) throw error;
        await cognito.send(new AdminUpdateUserAttributesCommand({ ...of(user), UserAttributes }));
        await cognito.send(new AdminEnableUserCommand(of(user)));
      }
    },
    async disable(user) {
      await cognito.send(new AdminDisableUserCommand(of(user)));
      await cognito.send(new AdminUserGlobalSignOutCommand(of(user)));
    },
  };
}
