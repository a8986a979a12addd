import * as z from 'zod';
import { eventText } from '../shared/event-text.ts';
import { eventTime } from '../shared/event-time.ts';

/** S3 gives neither a key nor a version of more bytes. */
const objectName = eventText.min(1).max(1024);

/** What the store reports through EventBridge when an object is complete; `time` is the store's own clock. */
export const objectCreatedSchema = z.object({
  time: eventTime,
  detail: z.object({
    object: z.object({ key: objectName, 'version-id': objectName.default('null') }),
  }),
});
