import type { Log } from '../../lib/log/log.ts';
import { UNIT_TAG } from '../../lib/store/mailer.ts';
import type { Delivery, MailStore } from '../../lib/store/mails.ts';
import type { UnitStore } from '../../lib/store/units.ts';
import { type DeliveryEvent, deliveryEventSchema } from './event.ts';

export interface Deps {
  mails: Pick<MailStore, 'noteDelivery'>;
  units: Pick<UnitStore, 'noteAddressProblem'>;
  log: Log;
}

interface Report extends Delivery {
  address: string;
  /** Whether the address is not to be written to again: a full mailbox passes, a missing one does not. */
  dead: boolean;
}

function reportsOf({ detail }: DeliveryEvent): Report[] {
  if (detail.eventType === 'Bounce') {
    const { bounceType, bouncedRecipients, timestamp } = detail.bounce;
    return bouncedRecipients.map(({ emailAddress, diagnosticCode }) => ({
      kind: 'bounce',
      at: timestamp,
      address: emailAddress.toLowerCase(),
      // A cut may fall into the middle of a character.
      detail: `${bounceType}${diagnosticCode ? `: ${diagnosticCode.slice(0, 300)}` : ''}`.toWellFormed(),
      dead: bounceType === 'Permanent',
    }));
  }
  const { complainedRecipients, timestamp } = detail.complaint;
  return complainedRecipients.map(({ emailAddress }) => ({
    kind: 'complaint',
    at: timestamp,
    address: emailAddress.toLowerCase(),
    detail: 'complaint',
    dead: true,
  }));
}

/** Notes bounces and complaints on the letter and, when they are for good, on the unit: the Office must see them. */
export function createRecordDeliveryHandler(deps: Deps) {
  return async (event: unknown): Promise<void> => {
    const parsed = deliveryEventSchema.parse(event);
    const { messageId, tags } = parsed.detail.mail;
    const [unit] = tags[UNIT_TAG] ?? [];
    for (const { address, dead, kind, at, detail } of reportsOf(parsed)) {
      await deps.mails.noteDelivery(messageId, address, { kind, at, detail });
      if (dead && unit) await deps.units.noteAddressProblem(unit, address, { kind, since: at, detail });
      deps.log('warn', 'delivery-noted', { messageId, unit, kind, dead });
    }
  };
}
