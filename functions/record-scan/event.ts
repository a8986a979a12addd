import * as z from 'zod';
import { eventText } from '../shared/event-text.ts';
import { eventTime } from '../shared/event-time.ts';

/** What GuardDuty's malware scan of an object reports through EventBridge. */
export const scanResultSchema = z.object({
  time: eventTime,
  detail: z.object({
    s3ObjectDetails: z.object({ objectKey: eventText }),
    scanResultDetails: z.object({
      scanResultStatus: z.enum(['NO_THREATS_FOUND', 'THREATS_FOUND', 'UNSUPPORTED', 'ACCESS_DENIED', 'FAILED']),
    }),
  }),
});
export type ScanResult = z.infer<typeof scanResultSchema>['detail']['scanResultDetails']['scanResultStatus'];
