import type { AlarmSpec } from '../alarms/alarm.ts';
import type { Rule } from '../events/bus.ts';
import type { QueueSpec } from '../events/queues.ts';
import type { Schedule } from '../schedules/schedule.ts';
import { type AccessLog, accessLogOf, type Route, routesOf } from './access.ts';
import { alarmsOf } from './alarms.ts';
import { type FunctionResource, functionsOf } from './functions.ts';
import { rulesOf, schedulesOf } from './happenings.ts';
import { type Listed, takeStock } from './inventory.ts';
import { type UserPoolSpec, userPoolOf } from './people.ts';
import { type PortalSpec, portalOf } from './portal.ts';
import { type MailSpec, mailOf } from './post.ts';
import { queuesOf } from './queues.ts';
import type { Surroundings } from './resolve.ts';
import { type BucketSpec, bucketsOf, type TableSpec, tablesOf } from './storage.ts';
import { readTemplate, TemplateError } from './template.ts';

/** What a template asks to run, resolved for this machine. */
export interface System {
  resources: readonly Listed[];
  tables: readonly TableSpec[];
  buckets: readonly BucketSpec[];
  functions: readonly FunctionResource[];
  routes: readonly Route[];
  /** What the API writes to its access log for each request; undefined for no log. */
  accessLog: AccessLog | undefined;
  schedules: readonly Schedule[];
  rules: readonly Rule[];
  queues: readonly QueueSpec[];
  alarms: readonly AlarmSpec[];
  userPool: UserPoolSpec;
  mail: MailSpec;
  /** Undefined: the API is all there is. */
  portal: PortalSpec | undefined;
}

/** Reads a synthesised template. Throws a TemplateError on anything in it that the local cloud cannot run. */
export function readSystem(json: unknown, surroundings: Surroundings): System {
  const inventory = takeStock(readTemplate(json), surroundings);
  const functions = functionsOf(inventory);
  const queues = queuesOf(inventory, functions);
  const userPool = userPoolOf(inventory);
  if (!userPool) throw new TemplateError('the template has no user pool');
  return {
    resources: inventory.list(),
    tables: tablesOf(inventory),
    buckets: bucketsOf(inventory),
    functions,
    routes: routesOf(inventory, functions),
    accessLog: accessLogOf(inventory),
    schedules: schedulesOf(inventory, functions),
    rules: rulesOf(inventory, functions, queues),
    queues,
    alarms: alarmsOf(inventory),
    userPool,
    mail: mailOf(inventory),
    portal: portalOf(inventory),
  };
}
