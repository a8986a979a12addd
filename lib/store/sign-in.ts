import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';

/** Who can sign in; what they may do then is the register's business. */
export interface SignIn {
  /**
   * Makes the sign-in exist and work; the invitation goes by mail the first time. Throws `AddressTaken`, and has then
   * changed nothing.
   */
  invite(user: string, email: string): Promise<void>;
  /** Ends the sign-ins that are open and forgets name, address and password. Done already is done. */
  remove(user: string): Promise<void>;
}

/** Another sign-in has the address already: an address belongs to one account, so that it can sign in by it. */
export class AddressTaken extends Error {
  override readonly name = 'AddressTaken';
}

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

export function createCognitoSignIn(cognito: CognitoIdentityProviderClient, pool: string): SignIn {
  const of = (Username: string) => ({ UserPoolId: pool, Username });

  async function createOrUpdate(user: string, email: string): Promise<void> {
    const UserAttributes = [
      { Name: 'email', Value: email },
      { Name: 'email_verified', Value: 'true' },
    ];
    try {
      const DesiredDeliveryMediums: 'EMAIL'[] = ['EMAIL'];
      await cognito.send(new AdminCreateUserCommand({ ...of(user), UserAttributes, DesiredDeliveryMediums }));
    } catch (error) {
      if (!isNamed(error, 'UsernameExistsException')) throw error;
      await cognito.send(new AdminUpdateUserAttributesCommand({ ...of(user), UserAttributes }));
    }
  }

  return {
    async invite(user, email) {
      try {
        await createOrUpdate(user, email);
      } catch (error) {
        throw isNamed(error, 'AliasExistsException') ? new AddressTaken('the address has a sign-in') : error;
      }
    },
    async remove(user) {
      try {
        await cognito.send(new AdminUserGlobalSignOutCommand(of(user)));
        await cognito.send(new AdminDeleteUserCommand(of(user)));
      } catch (error) {
        if (!isNamed(error, 'UserNotFoundException')) throw error;
      }
    },
  };
}
