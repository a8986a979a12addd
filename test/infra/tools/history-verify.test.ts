import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSeal } from '../../../lib/obligations/seal-file.ts';
import { sealHeads } from '../../../lib/obligations/sealing.ts';
import { sealKey } from '../../../lib/store/seals.ts';
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
