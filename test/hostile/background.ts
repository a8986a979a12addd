import { fromQueue } from '../../functions/shared/from-queue.ts';
import type { Instant } from '../../lib/calendar/dates.ts';
import { jobKey } from '../../lib/papers/compilation.ts';
import { objectKey } from '../../lib/submissions/submission.ts';
import { askForCompilation, PLENTY } from '../faults/scenarios/papers.ts';
import { BOUNCE, COMPLAINT, checkOf, PUBLISHING, sealingOf, storeArchive } from '../faults/scenarios/schedules.ts';
import { declare, store } from '../faults/scenarios/uploads.ts';
import type { Process } from '../faults/support/functions.ts';
import type { Ground } from '../faults/support/ground.ts';
import { FRIDAY, keyOf, LATE, OPENED, REMINDED, settle, settleInOctober, UNIT } from '../faults/support/people.ts';

/** A function that no person calls, on a ground where an event is awaited. */
export interface Background {
  /** The function's folder, and which of its events. */
  title: string;
  prepare: (calm: Process, ground: Ground) => Promise<unknown>;
  /** An event in order. */
  event: (ground: Ground) => unknown;
  run: (process: Process, ground: Ground, event: unknown) => Promise<unknown>;
  /** What its own code throws on purpose, by the error's name. @default nothing */
  throws?: readonly string[];
}

/** A batch of one, as a queue hands it over; the event itself when there is no text for it. */
const queued = (handle: (event: unknown) => Promise<unknown>, event: unknown) =>
  fromQueue(handle, () => {})({ Records: [{ messageId: 'message', body: JSON.stringify(event) }] });

const uploaded: Background = {
  title: 'record-upload',
  prepare: async (process, ground) => {
    await declare(process);
    store(ground, '1');
  },
  event: (ground) => store(ground, '1'),
  run: (process, _ground, event) => queued(process.recordUpload(FRIDAY), event),
};

const scanned: Background = {
  title: 'record-scan',
  prepare: async (process, ground) => {
    await declare(process);
    await process.recordUpload(FRIDAY)(store(ground, '1'));
  },
  event: () => ({
    time: FRIDAY,
    detail: {
      s3ObjectDetails: { objectKey: objectKey(keyOf(UNIT), 1, '1') },
      scanResultDetails: { scanResultStatus: 'THREATS_FOUND' },
    },
  }),
  run: (process, _ground, event) => queued(process.recordScan(FRIDAY), event),
  throws: ['NotRecordedYet', 'NotScanned'],
};

const undelivered = (what: string, detail: object): Background => ({
  title: `record-delivery of a ${what}`,
  prepare: settleInOctober,
  event: () => ({ detail }),
  run: (process, _ground, event) => queued(process.recordDelivery, event),
});

/** What a queue hands over is spoilt itself. */
const batch: Background = {
  ...uploaded,
  title: 'a batch of record-upload',
  event: (ground) => ({ Records: [{ messageId: 'message', body: JSON.stringify(store(ground, '1')) }] }),
  run: (process, _ground, event) => fromQueue(process.recordUpload(FRIDAY), () => {})(event),
};

const compiled: Background = {
  title: 'compile-reports',
  prepare: async (process, ground) => {
    await settleInOctober(process);
    await askForCompilation.run(process, FRIDAY, ground);
  },
  event: () => ({ detail: { object: { key: jobKey('monthly.2026-10.20261023020000', 0) } } }),
  run: (process, _ground, event) => process.compileReports(FRIDAY)(event, PLENTY),
};

const published: Background = {
  title: 'publish-portal',
  prepare: async (_process, ground) => storeArchive(ground),
  event: () => PUBLISHING,
  run: (process, _ground, event) => process.publishPortal(event),
};

const scheduled = (title: string, at: Instant, run: Background['run'], more: Partial<Background> = {}): Background => ({
  ...{ title, run },
  prepare: settleInOctober,
  event: () => ({ scheduledTime: at }),
  ...more,
});
const openedOnly = async (process: Process) => {
  await settle(process);
  await process.world.open(OPENED);
};

/** Every function that runs by an event, and not because somebody asks the API. */
export const background: readonly Background[] = [
  ...[uploaded, batch, scanned, undelivered('bounce', BOUNCE), undelivered('complaint', COMPLAINT)],
  ...[compiled, published],
  scheduled('open-obligations', OPENED, ({ world }, _ground, event) => world.scheduled.open(event), {
    prepare: settle,
  }),
  scheduled('sweep-deadlines', REMINDED, ({ world }, _ground, event) => world.scheduled.sweep(event), {
    prepare: openedOnly,
  }),
  scheduled('send-digest', LATE, ({ world }, _ground, event) => world.scheduled.digest(event)),
  scheduled('send-compliance-report', LATE, (process, _ground, event) => process.sendComplianceReport(event)),
  scheduled('check-register', FRIDAY, (process, _ground, event) => checkOf(process)(event), {
    throws: ['DiscrepanciesFound'],
  }),
  scheduled('seal-histories', FRIDAY, async (process, ground, event) => {
    const { sealHistories } = await sealingOf(process, ground, FRIDAY);
    return sealHistories(event);
  }),
];
