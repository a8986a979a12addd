import { resolve } from 'node:path';
import { localDateOf, toInstant } from '../../lib/calendar/dates.ts';
import { openAccessKeys } from './access-keys.ts';
import { relocating } from './addresses.ts';
import { type Clock, openClock } from './clock.ts';
import { type Closers, createClosers } from './closing.ts';
import { type DataDirectory, openDataDirectory } from './data-dir.ts';
import { type DeadLetters, openDeadLetters } from './dead-letters.ts';
import { loadDemo } from './demo.ts';
import { deliverySchema } from './events/delivery.ts';
import { openJournal } from './events/journal.ts';
import { messageSchema } from './events/queues.ts';
import { listen } from './http/listen.ts';
import type { Tokens } from './identity/tokens.ts';
import type { LocalCloud, LocalCloudOptions } from './local-cloud.ts';
import { createTimeKeeper, type TimeKeeper } from './moving.ts';
import { openPeople, type People } from './people.ts';
import { type Database, startDatabase } from './register/dynoxide.ts';
import { createGuard, type Guard } from './roles/guard.ts';
import { type Runtime, startRuntime } from './runtime.ts';
import { type Services, startServices } from './services.ts';
import { LOCAL_SETTINGS, LOCAL_SURROUNDINGS as surroundings } from './settings.ts';
import { SIGN_IN_PATH } from './sign-in/sign-in.ts';
import { openSite, startingSite } from './site.ts';
import { type Synthesised, synthesise } from './synthesis.ts';
import { readSystem, type System } from './template/system.ts';

export type { LocalCloud, LocalCloudOptions };

/** The function whose run at the start makes up for the nights on which this machine was off. */
const OPENING = 'open-obligations';

const SITE_GRACE_MS = 5000;
/** As often as CloudWatch looks. */
const ALARM_INTERVAL_MS = 60_000;

function openStandingClock({ now }: LocalCloudOptions, data: DataDirectory, log: (line: string) => void): Clock {
  const clock = openClock(data.file('clock.json'), now);
  if (now !== undefined && now < clock.now())
    log(`The clock stood at ${clock.instant()} and does not go back to ${toInstant(now)}; --fresh starts anew.`);
  return clock;
}

/** Synthesises the stack while the database starts. */
async function startGround(
  options: LocalCloudOptions,
  data: DataDirectory,
  closers: Closers,
): Promise<{ stack: Synthesised; database: Database }> {
  const [database, stack] = await Promise.allSettled([
    startDatabase(data.file('register.db'), process.env.DYNAMODB_ENDPOINT),
    options.stack ?? synthesise(LOCAL_SETTINGS, options.log),
  ]);
  if (database.status === 'rejected') throw database.reason;
  let stopping = false;
  closers.add(() => {
    stopping = true;
    return database.value.stop();
  });
  void database.value.ended.then((reason) => {
    if (!stopping) options.onFatal?.(reason);
  });
  if (stack.status === 'rejected') throw stack.reason;
  return { database: database.value, stack: stack.value };
}

interface Parts {
  url: string;
  clock: Clock;
  services: Services;
  runtime: Runtime;
  keeper: TimeKeeper;
  people: People;
  deadLetters: DeadLetters;
  guard: Guard;
  closers: Closers;
  ready: { readonly is: boolean; readonly when: Promise<void> };
}

function assemble({
  url,
  clock,
  services,
  runtime,
  keeper,
  people,
  deadLetters,
  guard,
  closers,
  ready,
}: Parts): LocalCloud {
  const tokens = async (user: string): Promise<Tokens> => {
    const issued = await services.tokens.signIn(user);
    if (!issued) throw new Error(`${user} cannot sign in`);
    return issued;
  };
  return {
    url,
    clock,
    status: () => ({
      now: clock.instant(),
      ready: ready.is,
      api: `${url}/v1`,
      mail: services.mail.viewer,
      users: people.list(),
      deadLetters: deadLetters.items.length,
    }),
    async moveTo(instant) {
      await ready.when;
      const ran = await keeper.moveTo(Date.parse(toInstant(instant)));
      runtime.alarms.look();
      return { now: clock.instant(), ran };
    },
    token: async (user) => (await tokens(user)).access,
    tokens,
    sign: services.tokens.sign,
    mail: services.mail.items,
    killAddress: services.mail.kill,
    ses: services.mail.front,
    functions: runtime.host,
    alarms: runtime.alarms,
    queues: runtime.queues,
    note: runtime.note,
    deadLetters,
    faults: guard.faults,
    denials: guard.denials,
    grants: guard.grants,
    stop: () => closers.closeAll(),
  };
}

/** Brings the register up to date: the demo's units and accounts, and what the units owe as of now. */
async function prepare(
  cloud: LocalCloud,
  {
    system,
    people,
    runtime,
    data,
    demo,
  }: { system: System; people: People; runtime: Runtime; data: DataDirectory; demo: boolean },
): Promise<void> {
  const officeUser = system.userPool.users[0]?.name;
  if (demo && officeUser !== undefined)
    await loadDemo({
      url: cloud.url,
      officeUser,
      officeAddress: LOCAL_SETTINGS.officeAddress,
      officeToken: await cloud.token(officeUser),
      now: cloud.clock.instant(),
      people,
      memory: data.file('demo-units.sha256'),
    });
  const opening = system.schedules.find((schedule) => schedule.function === OPENING);
  if (opening) await runtime.run({ schedule: opening, at: cloud.clock.now() });
}

async function start(options: LocalCloudOptions, closers: Closers): Promise<LocalCloud> {
  const { fresh = false, demo = true, enforceRoles = true, log = () => undefined, maxSendRate } = options;
  const data = await openDataDirectory({
    path: resolve(options.dataDir),
    fresh,
    goLive: options.goLive,
    defaultGoLive: localDateOf(toInstant(options.now ?? Date.now())),
  });
  closers.add(() => data.lock.release());
  const clock = openStandingClock(options, data, log);
  let serve = startingSite(clock);
  const listening = await listen((request, response) => serve(request, response), options.port ?? 0);
  closers.add(() => listening.close(0));
  const url = `http://localhost:${listening.port}`;

  const { stack, database } = await startGround(options, data, closers);
  const system = readSystem(stack.template, surroundings);
  const names = system.functions.map(({ name }) => name);
  const common = { system, surroundings, clock, keys: openAccessKeys(data.file('keys.json'), names), closers, log };
  const deadLetters = openDeadLetters(data.file('dead-letters.jsonl'));
  const people = openPeople(data.file('people.jsonl'));

  const atHome = relocating([[new URL(LOCAL_SETTINGS.portalUrl).origin, url]]);
  let running: Runtime | undefined;
  const events = (): Runtime => {
    if (!running) throw new Error('nothing can happen before the functions are there');
    return running;
  };
  const guard = createGuard(system.functions, enforceRoles);
  const services = await startServices({
    ...common,
    dataDir: data.path,
    database,
    fresh,
    guard,
    enforceRoles,
    maxSendRate,
    here: atHome,
    events,
  });
  const runtime = startRuntime({
    ...common,
    endpoints: services.endpoints,
    overrides: { PORTAL_URL: `${url}/`, GO_LIVE: data.goLive },
    assetsDir: stack.assetsDir,
    logsDir: data.file('logs'),
    guard,
    journal: openJournal(data.file('events.jsonl'), deliverySchema),
    messages: openJournal(data.file('queues.jsonl'), messageSchema),
    countsFile: data.file('counts.jsonl'),
    deadLetters,
  });
  running = runtime;
  const keeper = createTimeKeeper({
    clock,
    schedules: system.schedules,
    run: runtime.run,
    queues: runtime.queues,
    settled: runtime.host.settled,
  });
  const { promise: when, resolve: becomeReady } = Promise.withResolvers<void>();
  const ready = { is: false, when };
  const cloud = assemble({ url, clock, services, runtime, keeper, people, deadLetters, guard, closers, ready });
  const { signInUrl } = system.userPool;
  const elsewhere = relocating([
    ...system.buckets.map((bucket) => [bucket.url, services.endpoints.s3] as const),
    ...(signInUrl === undefined ? [] : [[signInUrl, `${url}${SIGN_IN_PATH}`] as const]),
  ]);
  serve = openSite({
    cloud,
    system,
    people,
    viewer: services.mail.viewer,
    tokens: services.tokens,
    assetsDir: stack.assetsDir,
    here: (text) => elsewhere(atHome(text)),
    log,
  });
  // Before the functions end: what they are asked is still answered.
  closers.add(() => listening.close(SITE_GRACE_MS));
  closers.add(() => keeper.stop());

  await prepare(cloud, { system, people, runtime, data, demo });
  runtime.alarms.look();
  const watch = setInterval(() => runtime.alarms.look(), ALARM_INTERVAL_MS);
  closers.add(async () => clearInterval(watch));
  ready.is = true;
  becomeReady();
  keeper.start();
  return cloud;
}

/** Starts the local cloud; resolves when all is up. Rejects, with nothing left behind, when anything cannot be started. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const closers = createClosers();
  try {
    return await start(options, closers);
  } catch (error) {
    await closers.closeAll().catch(() => undefined);
    throw error;
  }
}
