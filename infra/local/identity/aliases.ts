import * as z from 'zod';
import type { Cognito } from './cognito.ts';

const attributesSchema = z.object({
  Username: z.string(),
  UserAttributes: z.array(z.object({ Name: z.string(), Value: z.string().optional() })).default([]),
});

/** The actions by which a user comes to an attribute. */
const GIVING = new Set(['AdminCreateUser', 'AdminUpdateUserAttributes']);

/**
 * Refuses, as Cognito does and cognito-local does not, to give a user an attribute that may stand for the name at
 * sign-in while another user has it.
 */
export async function refuseTakenAlias(
  { pool, context, aliases }: Cognito,
  action: string,
  body: unknown,
): Promise<void> {
  if (!GIVING.has(action) || aliases.length === 0) return;
  const { Username, UserAttributes } = attributesSchema.parse(body);
  const given = UserAttributes.filter(({ Name, Value }) => aliases.includes(Name) && Value !== undefined);
  const others = (await pool.listUsers(context)).filter((user) => user.Username !== Username);
  const isTaken = given.some(({ Name, Value = '' }) =>
    others.some(({ Attributes }) =>
      Attributes.some((one) => one.Name === Name && one.Value?.toLowerCase() === Value.toLowerCase()),
    ),
  );
  if (isTaken) throw Object.assign(new Error('Already found an entry for the alias'), { code: 'AliasExistsException' });
}
