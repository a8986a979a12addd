import * as z from 'zod';

const recipients = z.array(z.object({ emailAddress: z.string(), diagnosticCode: z.string().optional() }));
const mail = z.object({
  messageId: z.string(),
  tags: z.record(z.string(), z.array(z.string())).default({}),
});

/** What Amazon SES publishes through EventBridge of a letter that did not arrive or was not welcome. */
export const deliveryEventSchema = z.object({
  detail: z.discriminatedUnion('eventType', [
    z.object({
      eventType: z.literal('Bounce'),
      mail,
      bounce: z.object({ bounceType: z.string(), bouncedRecipients: recipients, timestamp: z.string() }),
    }),
    z.object({
      eventType: z.literal('Complaint'),
      mail,
      complaint: z.object({ complainedRecipients: recipients, timestamp: z.string() }),
    }),
  ]),
});
export type DeliveryEvent = z.infer<typeof deliveryEventSchema>;
