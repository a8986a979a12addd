import type { FunctionResource } from '../template/functions.ts';
import { type Access, compilePolicies, grantsOf, neededFor } from './policy.ts';

/** Says what functions may do, by the roles of the template. */
export interface Guard {
  /** What of all this a function may not do; undefined when it may do all of it. */
  refusal(caller: string, accesses: readonly Access[]): string | undefined;
  /** Every refusal so far: what a test that wants none looks at. */
  readonly denials: readonly string[];
  readonly grants: UsedGrants;
  /** Lets services fail, for tests of outages. */
  readonly faults: { unreachable?: (caller: string, action: string) => boolean };
}

/** What the roles of functions grant, one line each, and what of it was needed so far. */
export interface UsedGrants {
  readonly granted: readonly string[];
  readonly used: ReadonlySet<string>;
}

/** A guard over the functions of a template; one that lets everything pass when roles are not to be enforced. */
export function createGuard(functions: readonly FunctionResource[], enforce: boolean): Guard {
  const judgements = new Map(functions.map(({ name, policies }) => [name, compilePolicies(policies)]));
  const denials: string[] = [];
  const grants = new Map(functions.map(({ name, policies }) => [name, grantsOf(policies)]));
  const used = new Set<string>();
  const faults: Guard['faults'] = {};
  const lineOf = (caller: string, grant: string) => `${caller}: ${grant}`;
  return {
    denials,
    faults,
    grants: { granted: [...grants].flatMap(([name, all]) => all.map((grant) => lineOf(name, grant.name))), used },
    refusal(caller, accesses) {
      const cutOff = accesses.find(({ action }) => faults.unreachable?.(caller, action));
      if (cutOff) return `${cutOff.action} cannot be reached`;
      if (!enforce) return undefined;
      const denied = accesses.find((access) => !judgements.get(caller)?.(access));
      if (!denied) {
        for (const access of accesses)
          for (const { name } of neededFor(access, grants.get(caller) ?? [])) used.add(lineOf(caller, name));
        return undefined;
      }
      const conditions = Object.keys(denied.context).length > 0 ? ` with ${JSON.stringify(denied.context)}` : '';
      const refusal = `${caller} is not authorized to perform ${denied.action} on ${denied.resource}${conditions}`;
      denials.push(refusal);
      return refusal;
    },
  };
}
