import type { ScanResult } from '../../../functions/record-scan/event.ts';
import { addSeconds, type Instant } from '../../../lib/calendar/dates.ts';
import { declareSubmission } from '../../../lib/submissions/declaring.ts';
import { objectKey } from '../../../lib/submissions/submission.ts';
import type { Process } from '../support/functions.ts';
import type { Ground } from '../support/ground.ts';
import { ask } from '../support/http.ts';
import { FRIDAY, idOf, keyOf, manifest, pdf, settleInOctober, UNIT } from '../support/people.ts';
import type { Scenario } from '../support/scenario.ts';
import { REQUEST, requestBody } from './office.ts';

const STORED_AT = '2026-10-23T01:59:58Z';
/** When the store has two copies of one file, one before the other file of the manifest and one after it. */
const [EARLIER, LATER] = ['2026-10-23T01:59:57Z', '2026-10-23T01:59:59Z'];
/** A report with an annex. */
export const twoFiles = {
  ...manifest,
  files: [
    ...manifest.files,
    ...manifest.files.map((file) => ({ ...file, name: 'phu-luc.pdf', role: 'annex' as const })),
  ],
};

/** Puts a file in the store at a time, and gives the store's event of it. */
export function store(ground: Ground, file: string, bytes = pdf, time: Instant = STORED_AT) {
  const key = objectKey(keyOf(UNIT), 1, file);
  ground.files.set(key, bytes);
  return { time, detail: { object: { key, 'version-id': `v${file}` } } };
}

/** October's report of a unit, declared. */
export async function declare(
  process: Process,
  declared = manifest,
  at: Instant = '2026-10-23T01:55:00Z',
): Promise<void> {
  await settleInOctober(process);
  const obligation = await process.world.obligations.get(keyOf(UNIT));
  if (!obligation) throw new Error('not open');
  await process.world.obligations.commit(declareSubmission(obligation, declared, UNIT, at));
}

const declareFirst: Scenario = {
  function: 'request-upload',
  does: 'declares a submission',
  at: FRIDAY,
  askedByPerson: true,
  prepare: settleInOctober,
  run: (process, at) =>
    ask(process.requestUpload, at, 'POST', `/v1/obligations/${idOf(UNIT)}/submissions`, manifest, UNIT),
  // The unit sees in the portal whether its submission is there, and declares it again only if not.
  again: async (process, at, ground) => {
    if (!(await process.world.submissions.get(idOf(UNIT), 1))) await declareFirst.run(process, at, ground);
  },
};

export const recordLast: Scenario = {
  function: 'record-upload',
  does: 'records the last file, and sends the receipt',
  letters: 1,
  at: FRIDAY,
  prepare: (process) => declare(process),
  run: (process, at, ground) => process.recordUpload(at)(store(ground, '1')),
};

const recordRefused: Scenario = {
  function: 'record-upload',
  does: 'refuses a file that is not what was declared',
  letters: 1,
  at: FRIDAY,
  prepare: (process) => declare(process),
  run: (process, at, ground) => process.recordUpload(at)(store(ground, '1', new TextEncoder().encode('MZ'))),
};

/** Two files of one manifest, and the events of both, in an order or another. */
const recordIn = (order: readonly string[]): Scenario => ({
  function: 'record-upload',
  does: 'records two files of a manifest, one after the other',
  letters: 1,
  at: FRIDAY,
  prepare: (process) => declare(process, twoFiles),
  run: async (process, at, ground) => {
    for (const file of order) await process.recordUpload(at)(store(ground, file));
  },
});
export const recordBoth = recordIn(['1', '2']);
export const recordBothReordered = recordIn(['2', '1', '2']);

/** A copy of a file, as the store tells of it. */
type Copy = readonly [file: string, storedAt: string];
const recordCopies = async (process: Process, at: Instant, ground: Ground, copies: readonly Copy[]): Promise<void> => {
  for (const [i, [file, time]] of copies.entries())
    await process.recordUpload(addSeconds(at, i))({ ...store(ground, file), time });
};

const recordCorrection: Scenario = {
  function: 'record-upload',
  does: 'corrects a receipt by an earlier copy of a file',
  letters: 1,
  at: '2026-10-23T02:05:00Z',
  prepare: async (process, ground) => {
    await declare(process, twoFiles);
    await recordCopies(process, FRIDAY, ground, [
      ['1', LATER],
      ['2', STORED_AT],
    ]);
  },
  run: (process, at, ground) => recordCopies(process, at, ground, [['1', EARLIER]]),
};

/** The same from the beginning: first the receipt as it seems, then as it is. */
const correctIn = (order: readonly Copy[]): Scenario => ({
  function: 'record-upload',
  does: 'records two copies of a file, the later one first',
  letters: 2,
  at: FRIDAY,
  prepare: (process) => declare(process, twoFiles),
  run: (process, at, ground) => recordCopies(process, at, ground, order),
});
export const correct = correctIn([
  ['1', LATER],
  ['2', STORED_AT],
  ['1', EARLIER],
]);
export const correctReordered = correctIn([
  ['2', STORED_AT],
  ['1', LATER],
  ['1', EARLIER],
  ['2', STORED_AT],
]);

const recordAttachment: Scenario = {
  function: 'record-upload',
  does: 'records an attachment of a request',
  letters: 2,
  at: FRIDAY,
  prepare: async (process) => {
    await settleInOctober(process);
    const attachments = manifest.files.map(({ role: _role, ...file }) => file);
    await ask(process.openRequest, FRIDAY, 'POST', '/v1/requests', { ...requestBody, attachments });
  },
  run: async (process, at, ground) => {
    const key = `requests/${REQUEST}/1`;
    ground.files.set(key, pdf);
    await process.recordUpload(at)({ time: STORED_AT, detail: { object: { key, 'version-id': 'v1' } } });
  },
};

/** What GuardDuty says of the report's file. */
export const verdict = (scanResultStatus: ScanResult) => ({
  time: FRIDAY,
  detail: {
    s3ObjectDetails: { objectKey: objectKey(keyOf(UNIT), 1, '1') },
    scanResultDetails: { scanResultStatus },
  },
});

const voidAfterScan: Scenario = {
  function: 'record-scan',
  does: 'voids the receipt of an infected file',
  letters: 1,
  at: FRIDAY,
  prepare: async (process, ground) => {
    await declare(process);
    await process.recordUpload(FRIDAY)(store(ground, '1'));
  },
  run: (process, at) => process.recordScan(at)(verdict('THREATS_FOUND')),
};

const noteClean: Scenario = {
  function: 'record-scan',
  does: 'notes that a file is clean',
  at: FRIDAY,
  prepare: async (process, ground) => {
    await declare(process);
    await process.recordUpload(FRIDAY)(store(ground, '1'));
  },
  run: (process, at) => process.recordScan(at)(verdict('NO_THREATS_FOUND')),
};

/** A file is stored and scanned twice, once by a scanner that knows better; what is told of it in an order or another. */
const scanIn = (order: readonly ('stored' | ScanResult)[]): Scenario => ({
  function: 'record-scan',
  does: 'is told twice of a file, once that it is clean',
  letters: 2,
  at: FRIDAY,
  prepare: (process) => declare(process),
  run: async (process, at, ground) => {
    for (const told of order)
      await (told === 'stored' ? process.recordUpload(at)(store(ground, '1')) : process.recordScan(at)(verdict(told)));
  },
});
export const scanBoth = scanIn(['stored', 'NO_THREATS_FOUND', 'THREATS_FOUND']);
export const scanBothReordered = scanIn(['NO_THREATS_FOUND', 'stored', 'THREATS_FOUND', 'NO_THREATS_FOUND']);

export const uploads: readonly Scenario[] = [
  ...[declareFirst, recordLast, recordRefused, recordBoth, recordCorrection, recordAttachment],
  ...[voidAfterScan, noteClean],
];
