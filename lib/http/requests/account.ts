import * as z from 'zod';
import { roles } from '../../store/accounts.ts';
import { unitId } from '../../units/unit.ts';

/** What the Office says of an account: a unit's account names its unit, no other does. */
export const accountRequestSchema = z
  .strictObject({
    role: z.enum(roles),
    unit: unitId.optional(),
    email: z.email().max(254),
  })
  .refine((account) => (account.role === 'unit') === (account.unit !== undefined), {
    path: ['unit'],
    message: 'chỉ tài khoản của đơn vị (role: unit) mới có và phải có đơn vị',
  });
