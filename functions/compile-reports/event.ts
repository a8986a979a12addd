import * as z from 'zod';

/** What of EventBridge's "Object Created" is needed. */
export const jobStoredSchema = z.object({
  detail: z.object({ object: z.object({ key: z.string() }) }),
});
