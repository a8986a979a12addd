import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { AccessKeys } from './access-keys.ts';
import { type Alarms, countedFigures, createAlarms } from './alarms/alarms.ts';
import { openCounts } from './alarms/counts.ts';
import type { Clock } from './clock.ts';
import type { Closers } from './closing.ts';
import type { DeadLetters } from './dead-letters.ts';
import { type Bus, createBus } from './events/bus.ts';
import type { Delivery } from './events/delivery.ts';
import type { Journal } from './events/journal.ts';
import { type Message, openQueues, type Queues } from './events/queues.ts';
import { type Endpoints, functionEnvironment, type Overrides } from './function-environment.ts';
import { openFunctionLogs } from './function-logs.ts';
import { createFunctionHost, type DeadLetter, type FunctionHost, type HostedFunction } from './functions/host.ts';
import type { Guard } from './roles/guard.ts';
import { RUN_BY_SCHEDULE } from './roles/outages.ts';
import { type Due, inputOf } from './schedules/schedule.ts';
import type { Surroundings } from './template/resolve.ts';
import type { System } from './template/system.ts';

/** The functions, and what sets them going. */
export interface Runtime {
  host: FunctionHost;
  bus: Bus;
  queues: Queues;
  alarms: Alarms;
  /** Writes a line that belongs to no function into a log of its own. */
  note(log: string, line: string): void;
  /** Runs a schedule's function to its end, with everything that it causes; gives whether it succeeded. */
  run(due: Due): Promise<boolean>;
}

export interface RuntimeOptions {
  system: System;
  surroundings: Surroundings;
  clock: Clock;
  keys: AccessKeys;
  endpoints: Endpoints;
  overrides: Overrides;
  assetsDir: string;
  logsDir: string;
  /** Where is kept how often what the alarms watch has happened. */
  countsFile: string;
  deadLetters: DeadLetters;
  guard: Guard;
  journal: Journal<Delivery>;
  messages: Journal<Message>;
  closers: Closers;
  log: (line: string) => void;
}

/** How long functions at work may go on when the local cloud stops. */
const GRACE_MS = 10_000;

/** The file of a bundle's handler, `index.handler`, and the name under which it is exported. */
function entryOf(assetsDir: string, assetKey: string, handler: string): { entry: string; handler: string } {
  const [file = '', exported = ''] = handler.split('.');
  return { entry: join(assetsDir, `asset.${assetKey.replace(/\.zip$/, '')}`, `${file}.mjs`), handler: exported };
}

/** Gets the functions of the system ready to run. */
export function startRuntime(options: RuntimeOptions): Runtime {
  const { system, surroundings, clock, keys, endpoints, overrides, assetsDir, deadLetters, closers, log } = options;
  const logs = openFunctionLogs(options.logsDir, log);
  closers.add(() => logs.close());
  const functions = system.functions.map((resource): HostedFunction => {
    const { name, arn, timeoutMs, memoryMb, retry } = resource;
    const { entry, handler } = entryOf(assetsDir, resource.assetKey, resource.handler);
    const { region } = surroundings;
    const environment = functionEnvironment(resource, { key: keys.of(name), region, endpoints, overrides });
    return { spec: { name, arn, entry, handler, environment, timeoutMs, memoryMb }, retry };
  });
  const idOf = new Map(system.functions.map(({ name, arn }) => [name, arn.split(':').at(-1) ?? name]));
  const alarms = createAlarms({
    specs: system.alarms,
    counts: openCounts(options.countsFile, countedFigures(system.alarms), clock.now()),
    now: clock.now,
    queues: {
      visible: (queue) => deadLetters.items.filter((letter) => letter.queue === queue).length,
      oldest(queue) {
        const since = queues.untakenSince(queue);
        return since === undefined ? undefined : (clock.now() - since) / 1000;
      },
    },
    tell(change) {
      logs.write('alarms', JSON.stringify(change));
      log(`${change.state} ${change.description}`);
    },
  });
  function onDeadLetter(letter: DeadLetter): void {
    deadLetters.add(letter, clock.instant());
    alarms.look();
    log(`${letter.function} failed on an event for good; it is in ${letter.queue ?? 'no queue'} (dead-letters.jsonl)`);
  }
  const host = createFunctionHost({
    functions,
    clock: clock.shared,
    onLine: logs.write,
    onFailure(name, { errorType, errorMessage, trace }) {
      logs.write(name, JSON.stringify({ errorType, errorMessage, trace }));
      log(`${name} failed: ${errorType}: ${errorMessage}`);
    },
    onRun: (name, ok) => alarms.ran(idOf.get(name) ?? name, ok),
    onDeadLetter,
  });
  closers.add(() => host.stop(GRACE_MS));
  function deliver(delivery: Delivery): void {
    host.send(delivery.function, delivery.event).then(
      () => {
        // What the end of the local cloud cut off is taken up at its next start.
        if (!host.stopped) options.journal.done(delivery);
      },
      (error: unknown) => log(`${delivery.function} could not be run: ${String(error)}`),
    );
  }
  const queues = openQueues({
    queues: system.queues,
    clock,
    host,
    guard: options.guard,
    journal: options.messages,
    onDeadLetter,
  });
  const bus = createBus({
    rules: system.rules,
    account: surroundings.account,
    region: surroundings.region,
    deliver(target, event) {
      if ('queue' in target) return queues.send(target.queue, event);
      const delivery = { id: randomUUID(), function: target.function, event };
      options.journal.note(delivery);
      deliver(delivery);
    },
  });
  for (const left of options.journal.left) deliver(left);
  queues.deliver();
  return {
    host,
    bus,
    queues,
    alarms,
    note: logs.write,
    async run({ schedule, at }) {
      const event = inputOf(schedule, at, randomUUID());
      if (options.guard.faults.unreachable?.(schedule.function, RUN_BY_SCHEDULE)) {
        const { retry } = system.functions.find(({ name }) => name === schedule.function) ?? {};
        const error = { errorType: 'AccessDenied', errorMessage: 'the schedule may not run the function', trace: [] };
        onDeadLetter({ function: schedule.function, queue: retry?.deadLetterQueue, event, error });
        return false;
      }
      const ok = await host.send(schedule.function, event);
      await host.settled();
      return ok;
    },
  };
}
