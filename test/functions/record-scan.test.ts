import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScanResult } from '../../functions/record-scan/event.ts';
import { createRecordScanHandler } from '../../functions/record-scan/handler.ts';
import { createAnswerSender } from '../../functions/shared/answer-sender.ts';
import type { LogCode } from '../../lib/log/catalogue.ts';
import { attachmentKey, type Request } from '../../lib/requests/request.ts';
import { objectKey } from '../../lib/submissions/submission.ts';
import { fileReport } from '../support/filing.ts';
import { aManifest } from '../support/manifest.ts';
import { startRegister } from '../support/register.ts';
import { aUnit } from '../support/units.ts';
import { createWorld, type World } from '../support/world.ts';

const KEY = { unit: 'huyen-uy-tuan-giao', rule: 'monthly', period: '2026-10' };
const ID = 'huyen-uy-tuan-giao.monthly.2026-10';
const FILE = objectKey(KEY, 1, '1');
const STORED = '2026-10-26T02:00:00Z';
const SCANNED = '2026-10-26T02:01:00Z';
const SCANNED_AGAIN = '2026-10-26T04:00:00Z';
const REQUEST = 'r-2026-125-cv-tu';

let register: Awaited<ReturnType<typeof startRegister>>;
let world: World;
let logged: LogCode[];
beforeEach(async () => {
  register = await startRegister();
  world = createWorld(register.table, '2026-10-01');
  logged = [];
  await world.units.put(aUnit());
  await world.open('2026-10-01T00:00:00Z');
  await fileReport(world, KEY, STORED);
});
afterEach(() => register.stop());

function tell(scanResultStatus: ScanResult, { key = FILE, at = SCANNED } = {}): Promise<void> {
  const { obligations, submissions, requests, planFor, sending, notices, writeAnswer } = world;
  const handler = createRecordScanHandler({
    ...{ obligations, submissions, requests, planFor },
    sendAnswer: createAnswerSender(sending, notices, writeAnswer),
    clock: () => at,
    log: (_level, code) => void logged.push(code),
  });
  return handler({
    time: at,
    detail: { s3ObjectDetails: { objectKey: key }, scanResultDetails: { scanResultStatus } },
  });
}
const file = async () => {
  const found = (await world.submissions.get(ID, 1))?.files['1'];
  return { scannedAt: found?.scannedAt, refused: found?.stored?.refused.map(({ code }) => code) };
};
const events = async () => (await world.obligations.history(ID)).map(({ type }) => type);

describe('a verdict of the malware scan', () => {
  it('NO_THREATS_FOUND is noted on the file, and changes nothing else', async () => {
    const [submission, obligation, history] = [
      await world.submissions.get(ID, 1),
      await world.obligations.get(KEY),
      await events(),
    ];
    await tell('NO_THREATS_FOUND');
    expect(await file()).toEqual({ scannedAt: SCANNED, refused: [] });
    const { files, ...rest } = submission ?? {};
    expect(await world.submissions.get(ID, 1)).toMatchObject(rest);
    expect([await world.obligations.get(KEY), await events()]).toEqual([obligation, history]);
    expect([world.postbox.letters, logged]).toEqual([[], []]);
  });

  it.each([
    ['THREATS_FOUND', 'malware', 'Tệp có mã độc.'],
    ['UNSUPPORTED', 'not-scannable', 'Không kiểm tra được mã độc trong tệp'],
  ] as const)('%s voids the receipt, and the unit is told why', async (verdict, code, why) => {
    await tell(verdict);
    expect(await file()).toEqual({ scannedAt: undefined, refused: [code] });
    expect((await world.submissions.get(ID, 1))?.status).toBe('quarantined');
    expect((await world.obligations.get(KEY))?.status).toBe('open');
    expect((await events()).at(-1)).toBe('submission-quarantined');
    expect(world.postbox.letters.map(({ text }) => text)).toEqual([expect.stringContaining(why)]);
    expect(logged).toEqual(['submission-quarantined', 'file-infected']);
  });

  it.each(['FAILED', 'ACCESS_DENIED'] as const)(
    '%s says nothing of the file: it stays in the queue, and a person is called',
    async (verdict) => {
      await expect(tell(verdict)).rejects.toThrow(`the scan of ${FILE} ended in ${verdict}`);
      expect(logged).toEqual(['file-not-scanned']);
      expect(await file()).toEqual({ scannedAt: undefined, refused: [] });
      expect((await world.obligations.get(KEY))?.status).toBe('received');
      // Scanned again by hand, the file has its verdict.
      await tell('NO_THREATS_FOUND', { at: SCANNED_AGAIN });
      expect(await file()).toEqual({ scannedAt: SCANNED_AGAIN, refused: [] });
    },
  );
});

describe('verdicts on one file', () => {
  it('count from the first that found it clean, whichever is told first', async () => {
    for (const at of [SCANNED_AGAIN, SCANNED, SCANNED_AGAIN]) await tell('NO_THREATS_FOUND', { at });
    expect(await file()).toEqual({ scannedAt: SCANNED, refused: [] });
  });

  it.each([
    ['after', ['THREATS_FOUND', 'NO_THREATS_FOUND']],
    ['before', ['NO_THREATS_FOUND', 'THREATS_FOUND']],
  ] as const)('keep what was found, when another finds it clean %s', async (_, verdicts) => {
    for (const verdict of verdicts) await tell(verdict);
    expect(await file()).toEqual({ scannedAt: SCANNED, refused: ['malware'] });
    expect((await world.submissions.get(ID, 1))?.status).toBe('quarantined');
    expect(world.postbox.letters).toHaveLength(1);
  });

  it('are waited for when the file is infected and not on record yet, and not when it is clean', async () => {
    const unknown = { key: objectKey(KEY, 7, '1') };
    await expect(tell('THREATS_FOUND', unknown)).rejects.toThrow('is not on record');
    await tell('NO_THREATS_FOUND', unknown);
    await tell('NO_THREATS_FOUND', { key: 'malware-protection-resource-validation-object' });
    expect(await world.submissions.list(ID)).toHaveLength(1);
  });
});

describe('a clean verdict on an attachment of a request', () => {
  it('is noted on the attachment', async () => {
    const [declared] = aManifest().files;
    if (!declared) throw new Error('a manifest has a file');
    const asked: Request = {
      ...{
        id: REQUEST,
        documentNumber: '125-CV/TU',
        documentDate: '2026-10-22',
        subject: 'Kết quả',
        kind: 'inspection',
      },
      ...{ deadline: { kind: 'at-once' }, sections: [], targets: [{ unit: KEY.unit }], attachments: { 1: declared } },
      ...{ regimeVersion: '353-CV/TU@2021-08-24', openedAt: STORED, openedBy: 'office' },
    };
    await world.requests.create(asked, { ...asked, periods: [REQUEST], targets: 1 });
    await tell('NO_THREATS_FOUND', { key: attachmentKey(REQUEST, '1') });
    await world.requests.noteStored(REQUEST, '1', { at: STORED, objectVersion: 'v1', refused: [] });
    expect((await world.requests.get(REQUEST))?.attachments['1']).toMatchObject({
      scannedAt: SCANNED,
      stored: { at: STORED, refused: [] },
    });
  });
});
