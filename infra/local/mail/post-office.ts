import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import type { Bus } from '../events/bus.ts';
import type { FunctionHost } from '../functions/host.ts';
import type { Guard } from '../roles/guard.ts';
import type { MailSpec } from '../template/post.ts';
import type { Surroundings } from '../template/resolve.ts';
import { feedbackOf } from './feedback.ts';
import { type MailFront, type MailFrontOptions, openMailFront } from './front.ts';
import { type KeptMail, openOutbox } from './outbox.ts';
import { createRateLimit } from './rate.ts';
import { accessesOf, bareAddress, faultOf } from './rules.ts';
import { openViewer } from './viewer.ts';

/** Mail as the local cloud has it: SES in front, the letters behind it, and a viewer. */
export interface PostOffice {
  front: MailFront;
  /** Address of the viewer. */
  viewer: string;
  /** Letters that were sent, oldest first. */
  readonly items: readonly KeptMail[];
  /** From now on letters to the address bounce. */
  kill(address: string): void;
  close(graceMs: number): Promise<void>;
}

export interface PostOfficeOptions {
  dataDir: string;
  spec: MailSpec;
  surroundings: Surroundings;
  clock: Clock;
  callerOf: MailFrontOptions['callerOf'];
  guard: Guard;
  /** Letters a second; unlimited when undefined. */
  maxSendRate: number | undefined;
  /** Functions and events, which are made after the post office whose address they need. */
  events: () => { host: Pick<FunctionHost, 'idle' | 'track'>; bus: Bus };
}

const addressesSchema = z.array(z.string());

export async function openPostOffice(options: PostOfficeOptions): Promise<PostOffice> {
  const { dataDir, spec, surroundings, clock, callerOf, guard, maxSendRate, events } = options;
  const outbox = openOutbox(join(dataDir, 'mail.jsonl'));
  const viewer = await openViewer(outbox.items);
  const deadFile = join(dataDir, 'dead-addresses.json');
  const dead = new Set(existsSync(deadFile) ? addressesSchema.parse(JSON.parse(readFileSync(deadFile, 'utf8'))) : []);

  const front = await openMailFront({
    callerOf,
    denialOf: (mail, caller) => guard.refusal(caller, accessesOf(mail, spec, surroundings)),
    faultOf: (mail) => faultOf(mail, spec, surroundings.region),
    admits: maxSendRate === undefined ? () => true : createRateLimit(maxSendRate, () => performance.now()),
    keep(mail, messageId, caller) {
      const at = clock.instant();
      const { source: from, to, cc, subject, text, html } = mail;
      const kept: KeptMail = { messageId, at, from, to, cc, subject, text, html };
      outbox.add(kept);
      viewer.show(kept);
      const published = spec.configurationSets.get(mail.configurationSet ?? '') ?? new Set();
      const sent = { mail, messageId, at, account: surroundings.account, region: surroundings.region };
      const feedback = feedbackOf(sent, dead, published);
      if (feedback.length === 0) return;
      // A bounce comes seconds after the letter, when whoever sent it has long finished.
      const { host, bus } = events();
      host.track(
        host.idle(caller).then(() => {
          for (const event of feedback) bus.put(event);
        }),
      );
    },
  });
  return {
    front,
    viewer: viewer.url,
    items: outbox.items,
    kill(address) {
      dead.add(bareAddress(address));
      writeFileSync(deadFile, JSON.stringify([...dead]));
    },
    async close(graceMs) {
      await front.close(graceMs);
      await viewer.close();
    },
  };
}
