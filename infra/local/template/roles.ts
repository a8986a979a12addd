import * as z from 'zod';
import { type Policy, policySchema } from '../roles/policy.ts';
import type { Inventory } from './inventory.ts';

const roleSchema = z.object({
  Policies: z.array(z.object({ PolicyDocument: policySchema })).default([]),
  // AWS's own policies are not in the template, and none of the system's functions needs one.
  ManagedPolicyArns: z.array(z.string()).default([]),
});

const attachedSchema = z.object({ PolicyDocument: policySchema, Roles: z.array(z.string()).default([]) });

/** The policies of each role, by its ARN. */
export function policiesByRole(inventory: Inventory): ReadonlyMap<string, readonly Policy[]> {
  const attached = inventory.of('AWS::IAM::Policy', attachedSchema);
  return new Map(
    inventory
      .of('AWS::IAM::Role', roleSchema)
      .map(({ id, ref, properties }) => [
        inventory.attribute(id, 'Arn'),
        [
          ...properties.Policies.map(({ PolicyDocument }) => PolicyDocument),
          ...attached
            .filter(({ properties: { Roles } }) => Roles.includes(ref))
            .map((policy) => policy.properties.PolicyDocument),
        ],
      ]),
  );
}
