import * as z from 'zod';
import type { Guard } from './guard.ts';
import { matcher } from './policy.ts';

/** Something that a function cannot do for now, as when a service is down or a right was taken by hand; `*` stands for any text. */
export const outageSchema = z.strictObject({ function: z.string().min(1), action: z.string().min(1) });
export type Outage = z.infer<typeof outageSchema>;

/** What a schedule does to its function, by a role of its own. */
export const RUN_BY_SCHEDULE = 'lambda:InvokeFunction';

/** Lets exactly these outages be, and ends all others. */
export function setOutages(faults: Guard['faults'], outages: readonly Outage[]): void {
  const tests = outages.map(({ function: name, action }) => {
    const [isFunction, isAction] = [matcher(name), matcher(action)];
    return (caller: string, wanted: string) => isFunction(caller) && isAction(wanted);
  });
  faults.unreachable = (caller, action) => tests.some((test) => test(caller, action));
}
