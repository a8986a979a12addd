import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { toInstant } from '../../lib/calendar/dates.ts';
import { type AccessKeys, ADMINISTRATOR } from './access-keys.ts';
import type { Clock } from './clock.ts';
import type { Closers } from './closing.ts';
import { writeCommandLineAccess } from './command-line.ts';
import type { BusEvent } from './events/bus.ts';
import type { Endpoints } from './function-environment.ts';
import { listenAgain } from './http/listen-again.ts';
import { openCognito } from './identity/cognito.ts';
import { openCognitoFront } from './identity/front.ts';
import { createTokenIssuer, type TokenIssuer } from './identity/tokens.ts';
import { openPostOffice, type PostOffice, type PostOfficeOptions } from './mail/post-office.ts';
import type { Database } from './register/dynoxide.ts';
import { createTables, dropTables } from './register/tables.ts';
import { openDatabaseFront } from './roles/database-front.ts';
import type { Guard } from './roles/guard.ts';
import { createLocalS3 } from './s3/server.ts';
import { isInfected, scanResult } from './scanning/scan.ts';
import type { Surroundings } from './template/resolve.ts';
import type { System } from './template/system.ts';

/** The services that the functions call. */
export interface Services {
  endpoints: Endpoints;
  mail: PostOffice;
  tokens: TokenIssuer;
}

export interface ServicesOptions {
  dataDir: string;
  system: System;
  surroundings: Surroundings;
  clock: Clock;
  keys: AccessKeys;
  guard: Guard;
  /** Whether the functions' requests to the database are looked at as well, which takes time. */
  enforceRoles: boolean;
  database: Database;
  /** Whether tables that are there already are to go. */
  fresh: boolean;
  maxSendRate: number | undefined;
  closers: Closers;
  /** An address on AWS or in the settings as it is on this machine. */
  here: (address: string) => string;
  /** Functions and events, which are made once the addresses are known. */
  events: PostOfficeOptions['events'];
  log: (line: string) => void;
}

/** How long a service waits for requests at hand; by then the functions have ended. */
const GRACE_MS = 500;

async function startS3(options: ServicesOptions): Promise<string> {
  const { dataDir, system, surroundings, clock, keys, guard, closers, events, log } = options;
  const announcing = new Set(system.buckets.filter(({ announces }) => announces).map(({ name }) => name));
  const scansOf = (bucket: string) => system.buckets.find(({ name }) => name === bucket)?.scans ?? [];
  const s3 = createLocalS3({
    dataDir: join(dataDir, 's3'),
    now: () => new Date(clock.now()),
    credentials(accessKeyId) {
      const key = keys.find(accessKeyId);
      // The administrator's commands sign by the machine's clock, wherever the simulated one stands.
      return key && { ...key, atAnyTime: keys.ownerOf(accessKeyId) === ADMINISTRATOR };
    },
    region: surroundings.region,
    authorize({ accessKeyId, action, bucket, key }) {
      const resource = `arn:aws:s3:::${bucket}${key === undefined ? '' : `/${key}`}`;
      if (keys.ownerOf(accessKeyId) === ADMINISTRATOR) return true;
      return guard.refusal(keys.ownerOf(accessKeyId) ?? 'nobody', [{ action, resource, context: {} }]) === undefined;
    },
    onObjectCreated(created) {
      const { bucket, key, size, etag, versionId, sequencer, reason, eventTime } = created;
      if (!announcing.has(bucket)) return;
      const event: BusEvent = {
        source: 'aws.s3',
        detailType: 'Object Created',
        time: toInstant(eventTime),
        resources: [`arn:aws:s3:::${bucket}`],
        detail: {
          version: '0',
          bucket: { name: bucket },
          object: { key, size, etag, 'version-id': versionId, sequencer },
          reason,
        },
      };
      const { bus, host } = events();
      bus.put(event);
      if (size === 0 || !scansOf(bucket).some((prefix) => key.startsWith(prefix))) return;
      // A verdict comes seconds after the file, when whatever the file set going has long finished.
      const scan = async () => {
        const infected = await isInfected(await s3.read(created));
        await Promise.all(system.functions.map(({ name }) => host.idle(name)));
        bus.put(scanResult(created, infected, clock.instant()));
      };
      host.track(scan().catch((error: unknown) => log(`the scan of ${key} failed: ${String(error)}`)));
    },
    log: (level, code, fields) => {
      if (level === 'error') log(`S3: ${code} ${JSON.stringify(fields)}`);
    },
  });
  for (const { name, versioned, lockDays, cors } of system.buckets)
    await s3.createBucket(name, {
      versioned,
      lockDays,
      cors: cors.map((rule) => ({ ...rule, allowedOrigins: rule.allowedOrigins.map(options.here) })),
    });
  const port = join(dataDir, 's3-port');
  const listening = await listenAgain((request, response) => void s3.handle(request, response), port);
  closers.add(async () => {
    await listening.close(GRACE_MS);
    await s3.close();
  });
  return listening.url;
}

async function startSignIn({ dataDir, system, surroundings, keys, guard, closers }: ServicesOptions) {
  const cognito = await openCognito(dataDir, system.userPool);
  const { region, account } = surroundings;
  const resource = `arn:aws:cognito-idp:${region}:${account}:userpool/${system.userPool.id}`;
  const front = await openCognitoFront(cognito, (action, request) =>
    guard.refusal(keys.callerOf(request) ?? 'nobody', [{ action: `cognito-idp:${action}`, resource, context: {} }]),
  );
  closers.add(() => front.close(GRACE_MS));
  return { endpoint: front.url, tokens: await createTokenIssuer(cognito) };
}

async function startMail(options: ServicesOptions): Promise<PostOffice> {
  const { dataDir, system, surroundings, clock, keys, guard, maxSendRate, closers, events } = options;
  const mail = await openPostOffice({
    dataDir,
    spec: system.mail,
    surroundings,
    clock,
    callerOf: keys.callerOf,
    guard,
    maxSendRate,
    events,
  });
  closers.add(() => mail.close(GRACE_MS));
  return mail;
}

async function makeTables({ database, fresh, system, surroundings }: ServicesOptions): Promise<void> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint: database.endpoint, region: surroundings.region, credentials });
  if (fresh) await dropTables(client, system.tables);
  await createTables(client, system.tables);
  client.destroy();
}

/** Where the functions reach the database: directly, or through the guard. */
async function databaseEndpoint(options: ServicesOptions): Promise<string> {
  const { database, enforceRoles, system, surroundings, keys, guard, closers } = options;
  if (!enforceRoles) return database.endpoint;
  const { tables } = system;
  const { endpoint } = database;
  const front = await openDatabaseFront({ endpoint, tables, surroundings, callerOf: keys.callerOf, guard });
  closers.add(() => front.close(GRACE_MS));
  return front.url;
}

/** Starts S3, SES and Cognito, and makes the tables, buckets and accounts of the template. */
export async function startServices(options: ServicesOptions): Promise<Services> {
  await makeTables(options);
  const s3 = await startS3(options);
  const { endpoint: cognito, tokens } = await startSignIn(options);
  const mail = await startMail(options);
  const endpoints = { dynamodb: await databaseEndpoint(options), s3, ses: mail.front.endpoint, cognito };
  const { dataDir, database, keys, system, surroundings } = options;
  writeCommandLineAccess(join(dataDir, 'aws.env'), {
    key: keys.of(ADMINISTRATOR),
    region: surroundings.region,
    endpoints: { dynamodb: database.endpoint, s3 },
    tables: system.tables.map(({ name }) => name),
  });
  return { endpoints, mail, tokens };
}
