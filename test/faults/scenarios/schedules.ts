import { createCheckRegisterHandler } from '../../../functions/check-register/handler.ts';
import { createSealHistoriesHandler } from '../../../functions/seal-histories/handler.ts';
import type { Instant } from '../../../lib/calendar/dates.ts';
import { createCheckStore } from '../../../lib/store/checks.ts';
import { createSealStore, type SealStore } from '../../../lib/store/seals.ts';
import { startSealBucket } from '../../support/seal-bucket.ts';
import { aUnit } from '../../support/units.ts';
import type { Process } from '../support/functions.ts';
import type { Ground } from '../support/ground.ts';
import { FRIDAY, LATE, OPENED, REMINDED, SO_TU_PHAP, settle, settleInOctober, UNIT } from '../support/people.ts';
import type { Scenario } from '../support/scenario.ts';

const open: Scenario = {
  function: 'open-obligations',
  does: 'opens what is owed, and withdraws what is owed no more',
  at: OPENED,
  prepare: async (process) => {
    await settle(process);
    await process.world.open('2026-10-01T01:00:00Z');
    // Since then one unit is known to end before its last acceptable day, and another has come.
    await process.world.units.put({ ...SO_TU_PHAP, validTo: '2026-10-15' });
    await process.world.units.put(aUnit({ id: 'so-noi-vu', contactEmail: 'snv@x.example' }));
  },
  run: (process, at) => process.world.open(at),
};

export const sweep: Scenario = {
  function: 'sweep-deadlines',
  does: 'reminds two units',
  letters: 2,
  at: REMINDED,
  prepare: async (process) => {
    await settle(process);
    await process.world.open(OPENED);
  },
  run: (process, at) => process.world.sweep(at),
};

const digest: Scenario = {
  function: 'send-digest',
  does: 'tells the Office what is late',
  letters: 1,
  at: LATE,
  prepare: async (process) => {
    await settleInOctober(process);
    await process.world.sweep(LATE);
  },
  run: (process, at) => process.world.digest(at),
};

const buckets = new Map<Ground, ReturnType<typeof startSealBucket>>();
/** The one bucket of a ground, whoever asks for it first. */
function bucketOf(ground: Ground): ReturnType<typeof startSealBucket> {
  const bucket = buckets.get(ground) ?? startSealBucket();
  buckets.set(ground, bucket);
  return bucket;
}
export async function closeBuckets(): Promise<void> {
  for (const bucket of buckets.values()) await (await bucket).stop();
  buckets.clear();
}
/** The function that seals, and the bucket's seals as they lie there; the bucket's clock shows the given time. */
export async function sealingOf({ fuse, world: { units, obligations } }: Process, ground: Ground, at: Instant) {
  const bucket = await bucketOf(ground);
  bucket.setClock(at);
  const store = createSealStore(bucket.client, bucket.bucket);
  const seals: SealStore = {
    list: () => fuse.around('store', 'reads', store.list),
    read: (stored) => fuse.around('store', 'reads', () => store.read(stored)),
    put: (made) => fuse.around('store', 'changes', () => store.put(made)),
  };
  return { store, sealHistories: createSealHistoriesHandler({ units, obligations, seals, log: () => {} }) };
}
const sealed = new WeakMap<Ground, { date: string; heads: number; covers: number }[]>();
const seal: Scenario = {
  function: 'seal-histories',
  does: 'seals the heads of all histories',
  at: FRIDAY,
  prepare: settleInOctober,
  run: async (process, at, ground) => {
    const { store, sealHistories } = await sealingOf(process, ground, at);
    await sealHistories({ scheduledTime: at });
    const stored = await store.list();
    const read = await Promise.all(stored.map((one) => store.read(one)));
    sealed.set(
      ground,
      stored.map(({ date, covers }, i) => ({ date, covers, heads: read[i]?.heads.length ?? 0 })),
    );
  },
  shown: (ground) => sealed.get(ground),
};

/** The function that checks the register, of a store without files. */
export function checkOf({ fuse, table, world: { units, obligations, submissions, notices, planFor } }: Process) {
  const checks = createCheckStore(table);
  const listObjects = () => fuse.around('store', 'reads', async () => new Map());
  const deps = { units, obligations, submissions, notices, planFor, checks, listObjects, log: () => {} };
  return createCheckRegisterHandler(deps);
}
const checked = new WeakMap<Ground, unknown>();
const checkRegister: Scenario = {
  function: 'check-register',
  does: 'looks for what should not be',
  at: FRIDAY,
  prepare: settleInOctober,
  run: async (process, at, ground) => {
    await checkOf(process)({ scheduledTime: at });
    checked.set(ground, (await createCheckStore(process.table).latest())?.counts);
  },
  shown: (ground) => checked.get(ground),
};

const mail = { messageId: 'message-1', tags: { unit: [UNIT] } };
export const BOUNCE = {
  eventType: 'Bounce',
  mail,
  bounce: {
    bounceType: 'Permanent',
    bouncedRecipients: [{ emailAddress: 'tuangiao@dienbien.example', diagnosticCode: '550' }],
    timestamp: FRIDAY,
  },
};
export const COMPLAINT = {
  eventType: 'Complaint',
  mail,
  complaint: { complainedRecipients: [{ emailAddress: 'thutruong.tuangiao@dienbien.example' }], timestamp: FRIDAY },
};
const undelivered = (order: readonly object[]): Scenario => ({
  function: 'record-delivery',
  does: 'notes a bounce and a complaint',
  at: FRIDAY,
  prepare: settleInOctober,
  run: async (process) => {
    for (const detail of order) await process.recordDelivery({ detail });
  },
});
export const bounce = undelivered([BOUNCE, COMPLAINT]);
export const bounceReordered = undelivered([COMPLAINT, COMPLAINT, BOUNCE]);

export const PUBLISHING = {
  RequestType: 'Create',
  ResponseURL: 'https://cloudformation.example/answer',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'files',
  ResourceProperties: { Archive: { Bucket: 'assets', Key: 'archive' }, Config: { clientId: 'x' } },
};
/** Puts the built portal where a deployment finds it. */
export function storeArchive({ files }: Ground): void {
  const file = (path: string) => ({ path, type: 'text/html', cacheControl: 'no-cache', base64: 'PGh0bWw+' });
  files.set('archive', new TextEncoder().encode(JSON.stringify({ files: ['a.js', 'index.html'].map(file) })));
}
const publish: Scenario = {
  function: 'publish-portal',
  does: 'puts the portal’s files in place',
  at: FRIDAY,
  prepare: async (process, ground) => {
    await settle(process);
    storeArchive(ground);
  },
  // CloudFormation runs the whole of it again when the deployment is repeated.
  run: (process) => process.publishPortal(PUBLISHING),
  shown: ({ kept, answers }) => ({ kept: [...kept].sort(), told: answers.at(-1) }),
};

export const schedules: readonly Scenario[] = [open, sweep, digest, seal, checkRegister, bounce, publish];
