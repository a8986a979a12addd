import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { authenticate } from './auth/authenticate.ts';
import type { Credentials } from './auth/credential.ts';
import { answerPreflight, type CorsRule, corsHeaders } from './cors.ts';
import { S3Error } from './errors.ts';
import { createEvents, type LocalS3Log, type ObjectCreated } from './events.ts';
import { type Answer, allow, type Deps } from './operations/operation.ts';
import { postObject } from './operations/post-object.ts';
import { chooseOperation, refuseUnknownHeaders } from './operations/router.ts';
import { parseRequest, type S3Request } from './request.ts';
import { errorAnswer, newRequestId, respond } from './respond.ts';
import { openStorage } from './storage/storage.ts';
import { openUploads } from './storage/uploads.ts';

export type { CorsRule, LocalS3Log, ObjectCreated };

export interface LocalS3Options {
  /** Holds everything, and is all that a restart needs. One process at a time. */
  readonly dataDir: string;
  /** The clock by which signatures, links and policies expire and objects are dated. */
  readonly now: () => Date;
  /** The secret of an access key, or `undefined` for one that does not exist. */
  readonly credentials: (accessKeyId: string) => Credentials | undefined;
  /** The one region for which requests may be signed. */
  readonly region: string;
  /**
   * Whether an access key may do something: `action` is an IAM action, `key` is missing for actions on a bucket.
   * @default every known access key may do everything
   */
  readonly authorize?: Deps['authorize'];
  /**
   * Told of each object once it is durable; no request waits for it, and a failure is only logged.
   * @default nobody is told
   */
  readonly onObjectCreated?: (event: ObjectCreated) => void | Promise<void>;
  /** @default silence */
  readonly log?: LocalS3Log;
}

export interface BucketOptions {
  readonly versioned: boolean;
  /**
   * For how many days each new version is locked in compliance mode; needs versions, and can never be switched off.
   * @default no object lock
   */
  readonly lockDays?: number | undefined;
  /** @default pages of other origins may send what a form can, and read no answer */
  readonly cors?: readonly CorsRule[];
}

export interface LocalS3 {
  /** Serves on a port of its own; 0 takes a free one. */
  listen(port?: number, host?: string): Promise<{ port: number; url: string }>;
  /** Answers one request, for a server that someone else listens with; never rejects. */
  handle(message: IncomingMessage, response: ServerResponse): Promise<void>;
  /** The bytes of one version of an object, as they lie there. */
  read(object: Pick<ObjectCreated, 'bucket' | 'key' | 'versionId'>): Promise<AsyncIterable<Uint8Array>>;
  /** Makes a bucket unless it is there; versions can be switched on later, never off. Rules for pages hold until the next call. */
  createBucket(name: string, options: BucketOptions): Promise<void>;
  /** Stops listening, once requests and listeners have finished. */
  close(): Promise<void>;
}

/**
 * An S3 for this machine, strict where it matters: it verifies signatures, policies, sizes and checksums as S3 does,
 * and answers NotImplemented to whatever it does not know. Addresses are `/<bucket>/<key>`.
 */
export function createLocalS3(options: LocalS3Options): LocalS3 {
  const { dataDir, now, credentials, region, onObjectCreated } = options;
  const log: LocalS3Log = options.log ?? (() => undefined);
  const events = createEvents(onObjectCreated, log);
  const deps: Deps = {
    storage: openStorage(dataDir, now),
    uploads: openUploads(join(dataDir, 'tmp')),
    now,
    credentials,
    region,
    authorize: options.authorize ?? (() => true),
    created: events.created,
  };

  const pageRules = new Map<string, readonly CorsRule[]>();

  function requireBucket(name: string) {
    const bucket = deps.storage.bucket(name);
    if (!bucket) throw new S3Error('NoSuchBucket', 'The specified bucket does not exist', { BucketName: name });
    return bucket;
  }

  async function answer(request: S3Request, message: AsyncIterable<Buffer>): Promise<Answer> {
    if (request.method === 'OPTIONS')
      return answerPreflight(pageRules.get(requireBucket(request.bucket).name) ?? [], request);
    // A form proves itself by its fields; everything else by its headers or its address.
    const isForm = request.method === 'POST' && request.key === '' && !request.headers.has('authorization');
    if (isForm && request.query.entries.length === 0) {
      refuseUnknownHeaders(request, []);
      return postObject({ request, message, bucket: requireBucket(request.bucket) }, deps);
    }
    const caller = authenticate(request, deps);
    const operation = chooseOperation(request);
    const bucket = requireBucket(request.bucket);
    allow(deps, caller.accessKeyId, operation.action(request), bucket.name, request.key);
    return operation.run({ request, message, bucket, caller }, deps);
  }

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = newRequestId();
    const fields = { requestId, method: message.method, path: message.url?.split('?')[0] ?? '' };
    // Leaving the iteration must not cut the connection on which a refusal is to be sent.
    const body: AsyncIterableIterator<Buffer> = message.iterator({ destroyOnReturn: false });
    let forPages: Record<string, string> = {};
    async function answerOrRefuse(): Promise<Answer> {
      try {
        const request = parseRequest(message);
        forPages = corsHeaders(pageRules.get(request.bucket) ?? [], request);
        return await answer(request, body);
      } catch (error) {
        // The sender has gone: nothing was stored, and nobody is left to be told.
        if (message.errored) throw error;
        const known = error instanceof S3Error ? error : undefined;
        log(known ? 'warn' : 'error', 's3-refused', { ...fields, error: known?.code ?? error });
        const shown = known ?? new S3Error('InternalError', 'We encountered an internal error. Please try again.');
        return errorAnswer(shown, fields.path, requestId);
      }
    }
    try {
      const given = await answerOrRefuse();
      await body.return?.();
      await respond(
        message,
        response,
        { ...given, headers: { ...forPages, ...given.headers } },
        { now: now(), requestId },
      );
      log('info', 's3-answered', { ...fields, status: given.status });
    } catch (error) {
      log('warn', 's3-cut-short', { ...fields, error });
      response.destroy();
    }
  }

  const handling = new Set<Promise<void>>();
  const server = createServer((message, response) => void tracked(message, response));

  function tracked(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const handled = handle(message, response).finally(() => handling.delete(handled));
    handling.add(handled);
    return handled;
  }

  return {
    handle: tracked,
    async createBucket(name, { versioned, lockDays, cors = [] }) {
      const lock = lockDays === undefined ? undefined : ({ mode: 'COMPLIANCE', days: lockDays } as const);
      await deps.storage.createBucket(name, { versioned, lock });
      pageRules.set(name, cors);
    },
    async read({ bucket: name, key, versionId }) {
      const bucket = deps.storage.bucket(name);
      const version = bucket?.objects.get(key)?.find((stored) => stored.versionId === versionId);
      if (!bucket || !version) throw new Error(`there is no version ${versionId} of ${key}`);
      return deps.storage.read(bucket, version, { start: 0, end: version.size - 1 });
    },
    async listen(port = 0, host = '127.0.0.1') {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(port, host, resolve);
      });
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('the server has no port');
      return { port: address.port, url: `http://${host}:${address.port}` };
    },
    async close() {
      // Listeners may still want to read from here.
      await events.settled();
      const closed = server.listening ? new Promise((resolve) => server.close(resolve)) : undefined;
      await Promise.all(handling);
      // What is left has been answered: idle connections, and refused bodies that are still being sent.
      server.closeAllConnections();
      await closed;
      await events.settled();
    },
  };
}
