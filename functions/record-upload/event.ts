import * as z from 'zod';

/** What the store reports through EventBridge when an object is complete; `time` is the store's own clock. */
export const objectCreatedSchema = z.object({
  time: z.iso.datetime(),
  detail: z.object({
    object: z.object({ key: z.string(), 'version-id': z.string().default('null') }),
  }),
});
