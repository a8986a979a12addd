import * as z from 'zod';
import { eventText } from '../shared/event-text.ts';
import { eventTime } from '../shared/event-time.ts';

/** Far longer than what Amazon SES gives for an id or a tag, and short enough for a key of the register. */
const name = eventText.min(1).max(256);
/** Laxer than the addresses that we write to: other mail services tell of them in their own way. */
const address = eventText.max(320).regex(/^[^\s@]+@[^\s@]+$/);
const recipients = z.array(z.object({ emailAddress: address, diagnosticCode: eventText.optional() }));
const mail = z.object({
  messageId: name,
  tags: z.record(z.string(), z.array(name)).default({}),
});

/** What Amazon SES publishes through EventBridge of a letter that did not arrive or was not welcome. */
export const deliveryEventSchema = z.object({
  detail: z.discriminatedUnion('eventType', [
    z.object({
      eventType: z.literal('Bounce'),
      mail,
      bounce: z.object({ bounceType: eventText, bouncedRecipients: recipients, timestamp: eventTime }),
    }),
    z.object({
      eventType: z.literal('Complaint'),
      mail,
      complaint: z.object({ complainedRecipients: recipients, timestamp: eventTime }),
    }),
  ]),
});
export type DeliveryEvent = z.infer<typeof deliveryEventSchema>;
