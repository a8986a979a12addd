import type { FunctionResource } from '../template/functions.ts';
import { type Access, compilePolicies } from './policy.ts';

/** Says what functions may do, by the roles of the template. */
export interface Guard {
  /** What of all this a function may not do; undefined when it may do all of it. */
  refusal(caller: string, accesses: readonly Access[]): string | undefined;
  /** Every refusal so far: what a test that wants none looks at. */
  readonly denials: readonly string[];
}

/** A guard over the functions of a template; one that lets everything pass when roles are not to be enforced. */
export function createGuard(functions: readonly FunctionResource[], enforce: boolean): Guard {
  const judgements = new Map(functions.map(({ name, policies }) => [name, compilePolicies(policies)]));
  const denials: string[] = [];
  return {
    denials,
    refusal(caller, accesses) {
      if (!enforce) return undefined;
      const denied = accesses.find((access) => !judgements.get(caller)?.(access));
      if (!denied) return undefined;
      const conditions = Object.keys(denied.context).length > 0 ? ` with ${JSON.stringify(denied.context)}` : '';
      const refusal = `${caller} is not authorized to perform ${denied.action} on ${denied.resource}${conditions}`;
      denials.push(refusal);
      return refusal;
    },
  };
}
