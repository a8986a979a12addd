import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSeal } from '../../../lib/obligations/seal-file.ts';
import { sealHeads } from '../../../lib/obligations/sealing.ts';
import { sealKey } from '../../../lib/store/seals.ts';
import type { Submission } from '../../../lib/submissions/submission.ts';
import { FILED, ID, inTime, NIGHT_1, NIGHT_2, openSealedWorld, type SealedWorld } from '../../support/sealed-world.ts';

let sealed: SealedWorld;
beforeEach(async () => {
  sealed = await openSealedWorld();
});
afterEach(() => sealed.stop());

describe('verifying against the seals', () => {
  it('finds nothing where nobody meddled, histories that have grown since included', async () => {
    await sealed.seal(NIGHT_1);
    await sealed.file('2026-10-29T02:00:00Z');
    await sealed.seal(NIGHT_2);
    await sealed.file('2026-10-30T02:00:00Z');
    const { exitCode, stdout } = await sealed.verifyAll();
    expect(stdout).toMatch(/^2 seals verified: all hold\.\n\d+ histories verified: all hold\.\n$/);
    expect(exitCode).toBe(0);
  });

  it('finds a history that was rewritten with all its hashes and its state, which the chain alone does not', async () => {
    await sealed.rewrite(inTime);
    expect(await sealed.verifyAll()).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('No day is sealed yet.'),
    });
    await sealed.rewrite({ from: inTime.to, to: inTime.from });
    await sealed.seal(NIGHT_1);
    expect((await sealed.verifyAll()).exitCode).toBe(0);

    await sealed.rewrite(inTime);
    const { exitCode, stdout } = await sealed.verifyAll();
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`${ID}, event 3: is not the event that was sealed on 2026-10-29`);
    expect(stdout).toContain('1 seals verified: all hold.');
    expect(stdout).toContain(': 1 do not hold.');
  });

  it('still finds it when the history has grown and was sealed again since', async () => {
    await sealed.seal(NIGHT_1);
    await sealed.rewrite(inTime);
    await sealed.file('2026-10-29T02:00:00Z');
    await sealed.seal(NIGHT_2);
    const { exitCode, stdout } = await sealed.verifyAll();
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`${ID}, event 3: is not the event that was sealed on 2026-10-29`);
  });

  it('finds a history whose end was cut off together with the state', async () => {
    await sealed.truncate();
    expect((await sealed.verifyAll()).exitCode).toBe(0);
    await sealed.file(FILED);
    await sealed.seal(NIGHT_1);
    await sealed.truncate();
    const { exitCode, stdout } = await sealed.verifyAll();
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(new RegExp(`${ID}, event \\d: had \\d events in the seal of 2026-10-29, has \\d`));
  });

  it('finds an obligation that is gone', async () => {
    await sealed.seal(NIGHT_1);
    await sealed.remove();
    expect(await sealed.verifyAll()).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining(`${ID}, event 1: is gone; it was sealed on 2026-10-29`),
    });
  });

  it('looks at the first version of a seal, and tells of what was laid over it', async () => {
    await sealed.seal(NIGHT_1);
    await sealed.rewrite(inTime);
    const { id, head } = await sealed.current();
    sealed.bucket.setClock();
    const at = { Bucket: sealed.bucket.bucket, Key: sealKey('2026-10-29') };
    const forged = sealHeads('2026-10-29', NIGHT_1, [{ obligation: id, ...head }], undefined);
    await sealed.bucket.client.send(
      new PutObjectCommand({ ...at, Body: writeSeal(forged), ChecksumAlgorithm: 'SHA256' }),
    );
    await sealed.bucket.client.send(new DeleteObjectCommand(at));
    const { exitCode, stdout } = await sealed.verifyAll();
    expect(exitCode).toBe(1);
    expect(stdout).toContain('seal of 2026-10-29: 2 other versions or markers were laid over it');
    expect(stdout).toContain(`${ID}, event 3: is not the event that was sealed on 2026-10-29`);
  });

  it('finds a day’s seal that somebody else made', async () => {
    await sealed.seal(NIGHT_1);
    const { id, head } = await sealed.current();
    sealed.bucket.setClock(NIGHT_2);
    await sealed.seals().put(sealHeads('2026-10-30', NIGHT_2, [{ obligation: id, ...head }], { root: 'f'.repeat(64) }));
    expect(await sealed.verifyAll()).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('seal of 2026-10-30: does not follow the seal of 2026-10-29'),
    });
  });
});

describe('verifying what is shown against the history', () => {
  const extension = { grantedAt: '2026-10-26T02:00:00Z', afterDeadline: false };
  const original = { lastDay: '2026-10-27', dueBefore: '2026-10-27T17:00:00Z' };
  it.each<[string, Parameters<SealedWorld['putState']>[0], string]>([
    ['the window', { from: '2026-09-01' }, 'from is 2026-09-01'],
    ['the end of the window', { to: '2026-10-31' }, 'to is 2026-10-31'],
    ['the regime', { regimeVersion: '353-CV/TU-khac' }, 'regimeVersion is'],
    ['the title', { title: 'Báo cáo khác' }, 'title is Báo cáo khác'],
    ['the subject', { subject: 'Việc khác' }, 'subject is Việc khác'],
    ['the kind', { kind: 'self-review' }, 'kind is self-review'],
    ['the official', { official: 'Lò Văn B' }, 'official is Lò Văn B'],
    ['the central agency', { agency: 'Ban Tổ chức Trung ương' }, 'agency is'],
    ['the end of the work', { since: '2026-10-20' }, 'since is 2026-10-20'],
    ['an extension', { extension, original }, 'the extension is not the one of the history'],
  ])('finds %s rewritten in the table', async (_title, change, reason) => {
    await sealed.putState(change);
    const { exitCode, stdout } = await sealed.verifyAll();
    expect(stdout).toContain(reason);
    expect(exitCode).toBe(1);
  });

  it.each<[string, (first: Submission) => Submission, string]>([
    ['the number of its document', (first) => ({ ...first, documentNumber: '1-BC/X' }), 'is not as it was declared'],
    ['its date', (first) => ({ ...first, documentDate: '2026-10-01' }), 'is not as it was declared'],
    ['its signer', (first) => ({ ...first, signedBy: 'Lò Văn B' }), 'is not as it was declared'],
    [
      'the checksum of a file',
      (first) => withFile(first, { sha256: `${'d'.repeat(43)}=` }),
      'is not as it was declared',
    ],
    ['the name of a file', (first) => withFile(first, { name: 'khac.pdf' }), 'is not as it was declared'],
    ['the size of a file', (first) => withFile(first, { size: 1 }), 'is not as it was declared'],
    ['the time of its receipt', (first) => ({ ...first, receivedAt: inTime.to }), 'was not received when it says'],
  ])('finds a submission with %s rewritten in the table', async (_title, change, reason) => {
    const [first] = await sealed.world.submissions.list(ID);
    if (!first) throw new Error('nothing filed');
    await sealed.putSubmission(change(first));
    const { exitCode, stdout } = await sealed.verifyAll();
    expect(stdout).toContain(`submission 1 ${reason}`);
    expect(exitCode).toBe(1);
  });
});

/** The submission with something else said of each of its files. */
const withFile = (submission: Submission, change: Partial<Submission['files'][string]>): Submission => ({
  ...submission,
  files: Object.fromEntries(Object.entries(submission.files).map(([n, file]) => [n, { ...file, ...change }])),
});
