import * as z from 'zod';

/** What CloudFormation asks of a custom resource, as far as it is used here. */
export const publishingEventSchema = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.url({ protocol: /^https?$/ }),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  ResourceProperties: z.object({
    Archive: z.object({ Bucket: z.string(), Key: z.string() }),
    Config: z.record(z.string(), z.unknown()),
  }),
});
export type PublishingEvent = z.infer<typeof publishingEventSchema>;
