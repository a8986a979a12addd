import { join, resolve } from 'node:path';
import type { JWTPayload } from 'jose';
import { type Instant, type LocalDate, localDateOf, toInstant } from '../../lib/calendar/dates.ts';
import { openAccessKeys } from './access-keys.ts';
import { type Clock, openClock } from './clock.ts';
import { type Closers, createClosers } from './closing.ts';
import { type DataDirectory, openDataDirectory } from './data-dir.ts';
import { type DeadLetters, openDeadLetters } from './dead-letters.ts';
import { loadDemo } from './demo.ts';
import type { FunctionHost } from './functions/host.ts';
import { type Listening, listen } from './http/listen.ts';
import type { Tokens } from './identity/tokens.ts';
import type { MailFront } from './mail/front.ts';
import type { KeptMail } from './mail/outbox.ts';
import { createTimeKeeper, type Ran } from './moving.ts';
import { openPeople } from './people.ts';
import { type Database, startDatabase } from './register/dynoxide.ts';
import { type Runtime, startRuntime } from './runtime.ts';
import { startServices } from './services.ts';
import { LOCAL_ACCOUNT, LOCAL_SETTINGS } from './settings.ts';
import { openSite, startingSite } from './site.ts';
import { type Synthesised, synthesise } from './synthesis.ts';
import { readSystem } from './template/system.ts';

export interface LocalCloudOptions {
  /** Keeps everything between runs; one local cloud at a time. */
  dataDir: string;
  /** @default 0, which picks a free one */
  port?: number;
  /** Starts empty. */
  fresh?: boolean;
  /** Lets the clock stand at this instant (milliseconds since 1970), unless it stood later already. */
  now?: number;
  /** @default the one kept, or else the local date of the clock */
  goLive?: LocalDate;
  /** Whether to load the demo's units and accounts. @default true */
  demo?: boolean;
  /** Letters a second that SES takes. @default unlimited */
  maxSendRate?: number;
  /** What to run instead of this project's own stack. */
  stack?: Synthesised;
  /** Told one line about each thing that went wrong. @default silence */
  log?: (line: string) => void;
  /** Told when something that the local cloud needs has ended. */
  onFatal?: (reason: string) => void;
}

export interface LocalCloud {
  /** `http://localhost:PORT` */
  url: string;
  clock: Clock;
  status(): object;
  /** Moves the clock forward and runs what falls in between. Throws BackwardMove. */
  moveTo(instant: Instant): Promise<{ now: Instant; ran: Ran[] }>;
  /** An access token; throws when the account cannot sign in. */
  token(user: string): Promise<string>;
  tokens(user: string): Promise<Tokens>;
  /** Signs claims with the user pool's key. */
  sign(claims: JWTPayload): Promise<string>;
  /** Letters sent, oldest first. */
  readonly mail: readonly KeptMail[];
  /** From now on letters to the address bounce. */
  killAddress(address: string): void;
  /** Makes SES fail, or stop at a chosen moment. */
  ses: Pick<MailFront, 'failNext' | 'hooks'>;
  functions: FunctionHost;
  deadLetters: DeadLetters;
  /** Finishes what is underway, within bounds, and ends everything. */
  stop(): Promise<void>;
}

const surroundings = {
  account: LOCAL_ACCOUNT,
  region: LOCAL_SETTINGS.region,
  stack: `dung-han-${LOCAL_SETTINGS.stage}`,
};

/** The function whose run at the start makes up for the nights on which this machine was off. */
const OPENING = 'open-obligations';

const SITE_GRACE_MS = 5000;

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
  if (database.status === 'fulfilled') closers.add(() => database.value.stop());
  if (database.status === 'rejected') throw database.reason;
  if (stack.status === 'rejected') throw stack.reason;
  return { database: database.value, stack: stack.value };
}

function openStandingClock(options: LocalCloudOptions, data: DataDirectory, log: (line: string) => void): Clock {
  const clock = openClock(data.file('clock.json'), options.now);
  if (options.now !== undefined && options.now < clock.now())
    log(
      `the clock stood at ${clock.instant()} already, and does not go back to ${toInstant(options.now)}; --fresh starts anew`,
    );
  return clock;
}

async function start(options: LocalCloudOptions, closers: Closers): Promise<LocalCloud> {
  const log = options.log ?? (() => undefined);
  const data = await openDataDirectory({
    path: resolve(options.dataDir),
    fresh: options.fresh ?? false,
    goLive: options.goLive,
    defaultGoLive: localDateOf(toInstant(options.now ?? Date.now())),
  });
  closers.add(() => data.lock.release());
  const clock = openStandingClock(options, data, log);
  let serve = startingSite(clock);
  const listening: Listening = await listen((request, response) => serve(request, response), options.port ?? 0);
  closers.add(() => listening.close(0));
  const url = `http://localhost:${listening.port}`;

  const { stack, database } = await startGround(options, data, closers);
  const system = readSystem(stack.template, surroundings);
  const keys = openAccessKeys(
    data.file('keys.json'),
    system.functions.map(({ name }) => name),
  );
  const deadLetters = openDeadLetters(data.file('dead-letters.jsonl'));
  const people = openPeople(data.file('people.jsonl'));
  let stopping = false;
  void database.ended.then((reason) => {
    if (!stopping) options.onFatal?.(reason);
  });

  let runtime: Runtime | undefined;
  const running = (): Runtime => {
    if (!runtime) throw new Error('the functions have not been started');
    return runtime;
  };
  const services = await startServices({
    dataDir: data.path,
    system,
    surroundings,
    clock,
    keys,
    database,
    fresh: options.fresh ?? false,
    maxSendRate: options.maxSendRate,
    closers,
    events: running,
    log,
  });
  runtime = startRuntime({
    system,
    surroundings,
    clock,
    keys,
    endpoints: services.endpoints,
    overrides: { PORTAL_URL: `${url}/`, GO_LIVE: data.goLive },
    assetsDir: stack.assetsDir,
    logsDir: join(data.path, 'logs'),
    deadLetters,
    closers,
    log,
  });
  const { host, run } = runtime;
  const keeper = createTimeKeeper({ clock, schedules: system.schedules, run });

  const tokens = async (user: string): Promise<Tokens> => {
    const issued = await services.tokens.signIn(user);
    if (!issued) throw new Error(`${user} cannot sign in`);
    return issued;
  };
  const ready = Promise.withResolvers<void>();
  let isReady = false;
  const cloud: LocalCloud = {
    url,
    clock,
    status: () => ({
      now: clock.instant(),
      ready: isReady,
      api: `${url}/v1`,
      mail: services.mail.viewer,
      users: people.list(),
      deadLetters: deadLetters.items.length,
    }),
    async moveTo(instant) {
      await ready.promise;
      const ran = await keeper.moveTo(Date.parse(toInstant(instant)));
      return { now: clock.instant(), ran };
    },
    token: async (user) => (await tokens(user)).access,
    tokens,
    sign: services.tokens.sign,
    mail: services.mail.items,
    killAddress: services.mail.kill,
    ses: services.mail.front,
    functions: host,
    deadLetters,
    async stop() {
      stopping = true;
      await closers.closeAll();
    },
  };
  const signIn = async (user: string) => (await services.tokens.signIn(user))?.access;
  serve = openSite({ cloud, system, people, viewer: services.mail.viewer, signIn, log });
  closers.add(() => listening.close(SITE_GRACE_MS));
  closers.add(() => keeper.stop());

  const officeUser = system.userPool.users[0]?.name;
  if ((options.demo ?? true) && officeUser !== undefined)
    await loadDemo({
      url,
      officeUser,
      officeAddress: LOCAL_SETTINGS.officeAddress,
      officeToken: await cloud.token(officeUser),
      now: clock.instant(),
      people,
      memory: data.file('demo-units.sha256'),
    });
  const opening = system.schedules.find((schedule) => schedule.function === OPENING);
  if (opening) await run({ schedule: opening, at: clock.now() });
  isReady = true;
  ready.resolve();
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
