import type { Log } from '../../lib/log/log.ts';
import { CONFIG_FILE, portalArchiveSchema } from './archive.ts';
import { type PublishingEvent, publishingEventSchema } from './event.ts';

/** A file of the portal with the headers under which it is kept. */
export interface PortalFile {
  path: string;
  type: string;
  cacheControl: string;
  body: Uint8Array;
}

export interface Deps {
  /** The bytes of an object. */
  read: (bucket: string, key: string) => Promise<Uint8Array>;
  /** Keeps a file where the site serves it from. */
  keep: (file: PortalFile) => Promise<void>;
  /** Tells CloudFormation how it went. */
  answer: (url: string, body: string) => Promise<void>;
  log: Log;
}

/** One thing per deployment, whatever changes: a new one would make CloudFormation delete the old. */
const PHYSICAL_ID = 'portal-files';

/**
 * Puts the built portal in place at a deployment, and what it must know beside it. What a page that is open just now may
 * still ask for stays: names with a hash never clash, so nothing is ever deleted.
 */
export function createPublishPortalHandler({ read, keep, answer, log }: Deps) {
  async function publish({ Archive, Config }: PublishingEvent['ResourceProperties']): Promise<number> {
    const bytes = await read(Archive.Bucket, Archive.Key);
    const { files } = portalArchiveSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    await keep({ ...CONFIG_FILE, body: new TextEncoder().encode(JSON.stringify(Config)) });
    // One after the other: the page comes last, when all that it names is there.
    for (const { base64, ...file } of files) await keep({ ...file, body: Buffer.from(base64, 'base64') });
    return files.length;
  }

  return async (input: unknown): Promise<void> => {
    const event = publishingEventSchema.parse(input);
    const { StackId, RequestId, LogicalResourceId } = event;
    const about = { StackId, RequestId, LogicalResourceId, PhysicalResourceId: PHYSICAL_ID };
    try {
      const files = event.RequestType === 'Delete' ? 0 : await publish(event.ResourceProperties);
      log('info', 'portal-published', { change: event.RequestType, files });
      await answer(event.ResponseURL, JSON.stringify({ ...about, Status: 'SUCCESS' }));
    } catch (error) {
      log('error', 'portal-not-published', { error });
      // Told here, or CloudFormation would wait in vain for an hour.
      const Reason = error instanceof Error ? error.message : String(error);
      await answer(event.ResponseURL, JSON.stringify({ ...about, Status: 'FAILED', Reason }));
    }
  };
}
