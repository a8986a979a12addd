import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { readSeal, writeSeal } from '../../lib/obligations/seal-file.ts';
import { sealHeads } from '../../lib/obligations/sealing.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import { sealKey } from '../../lib/store/seals.ts';
import { call } from '../support/api-event.ts';
import {
  ID,
  inTime,
  key,
  NIGHT_1,
  NIGHT_2,
  NIGHT_3,
  openSealedWorld,
  type SealedWorld,
} from '../support/sealed-world.ts';

let sealed: SealedWorld;
beforeEach(async () => {
  sealed = await openSealedWorld();
});
afterEach(() => sealed.stop());

describe('sealing', () => {
  it('sets down every head of a day, once, however often it runs', async () => {
    const first = await sealed.seal(NIGHT_1);
    const ids = (
      await Promise.all(['huyen-uy-tuan-giao', 'so-tu-phap'].map((u) => sealed.world.obligations.listByUnit(u)))
    ).flat();
    expect(first).toEqual({ date: '2026-10-29', sealed: true, count: ids.length });
    await sealed.file('2026-10-28T18:00:00Z');
    expect(await sealed.seal(NIGHT_1)).toMatchObject({ sealed: false });
    const [stored, ...others] = await sealed.seals().list();
    expect(others).toEqual([]);
    expect(stored).toMatchObject({ date: '2026-10-29', storedAt: NIGHT_1, covers: 0 });
    const read = stored && (await sealed.seals().read(stored));
    expect(read?.heads.find(({ obligation }) => obligation === ID)?.seq).toBe(3);
  });

  it('by several at once stores one seal', async () => {
    const results = await Promise.all([NIGHT_1, NIGHT_1, NIGHT_1].map((at) => sealed.seal(at)));
    expect(results.filter(({ sealed }) => sealed)).toHaveLength(1);
    expect(await sealed.seals().list()).toHaveLength(1);
  });

  it('of a day that a later seal has left behind changes nothing', async () => {
    await sealed.seal(NIGHT_2);
    expect(await sealed.seal(NIGHT_1, NIGHT_3)).toMatchObject({ sealed: false });
    expect((await sealed.seals().list()).map(({ date }) => date)).toEqual(['2026-10-30']);
  });

  it('chains each seal to the one before, also over a day that was missed', async () => {
    await sealed.seal(NIGHT_1);
    await sealed.seal(NIGHT_3);
    const [one, two] = await Promise.all((await sealed.seals().list()).map((stored) => sealed.seals().read(stored)));
    expect(two?.previous).toBe(one?.root);
  });

  it('cannot be undone', async () => {
    await sealed.seal(NIGHT_1);
    const [stored] = await sealed.seals().list();
    const at = { Bucket: sealed.bucket.bucket, Key: sealKey('2026-10-29'), VersionId: stored?.versionId };
    await expect(sealed.bucket.client.send(new DeleteObjectCommand(at))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  it.each<[string, () => Promise<void>]>([
    ['rewritten', () => sealed.rewrite(inTime)],
    ['cut short', () => sealed.truncate()],
    ['deleted', () => sealed.remove()],
  ])('alarms when a history was %s since the day before, once, and keeps what it found', async (_title, meddle) => {
    await sealed.seal(NIGHT_1);
    await meddle();
    await expect(sealed.seal(NIGHT_2)).rejects.toThrow('1 histories are not what was sealed of them');
    expect(sealed.logged).toContain('history-set-back');
    expect(await sealed.seals().list()).toHaveLength(2);
    // Lambda's repetition, and the next night.
    expect(await sealed.seal(NIGHT_2)).toMatchObject({ sealed: false });
    expect(await sealed.seal(NIGHT_3)).toMatchObject({ sealed: true });
  });

  it('compares with what was first stored for the day before, whatever was laid over it', async () => {
    await sealed.seal(NIGHT_1);
    await sealed.rewrite(inTime);
    const { id, head } = await sealed.current();
    const forged = sealHeads('2026-10-29', NIGHT_1, [{ obligation: id, ...head }], undefined);
    const at = { Bucket: sealed.bucket.bucket, Key: sealKey('2026-10-29') };
    await sealed.bucket.client.send(
      new PutObjectCommand({ ...at, Body: writeSeal(forged), ChecksumAlgorithm: 'SHA256' }),
    );
    await expect(sealed.seal(NIGHT_2)).rejects.toThrow('1 histories are not what was sealed of them');
  });

  it('goes on past what somebody stored for a day to come, and alarms on the day that is barred', async () => {
    const forged = sealHeads('2026-10-30', NIGHT_1, [], undefined);
    sealed.bucket.setClock(NIGHT_1);
    expect(await sealed.seals().put(forged)).toBe(true);
    expect(await sealed.seal(NIGHT_1)).toMatchObject({ sealed: true });
    await expect(sealed.seal(NIGHT_2)).rejects.toThrow('the seal of 2026-10-30 is not ours');
    expect(await sealed.seal(NIGHT_3)).toMatchObject({ sealed: true });
    expect((await sealed.verifyAll()).stdout).toContain('seal of 2026-10-30: was stored on');
  });
});

describe('the seals in the API', () => {
  const ask = async (user: string, path: string) => call(sealed.openApi(), { path, user, at: NIGHT_3 });

  it('are for the Office only, since they name every report, each with a link to the very bytes', async () => {
    await sealed.seal(NIGHT_1);
    const accounts = createAccountStore(sealed.register.table);
    await accounts.put({ user: key.unit, role: 'unit', unit: key.unit, active: true });
    await accounts.put({ user: 'leader', role: 'leader', active: true });
    for (const path of ['/v1/seals', '/v1/seals/2026-10-29'])
      for (const user of [key.unit, 'leader'])
        expect(await ask(user, path)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    const listed = schemas.seals.parse((await ask('office', '/v1/seals')).body);
    expect(listed.items.map(({ date, covers }) => [date, covers])).toEqual([['2026-10-29', 0]]);

    sealed.bucket.setClock();
    const { url } = schemas.seal.parse((await ask('office', '/v1/seals/2026-10-29')).body);
    const read = readSeal(new Uint8Array(await (await fetch(url)).arrayBuffer()));
    expect(read?.heads.map(({ obligation }) => obligation)).toContain(ID);
  });

  it.each(['2026-10-30', 'x', '2026-10-29.jsonl.gz'])('of %s are not found when there is none', async (date) => {
    await sealed.seal(NIGHT_1);
    expect(await ask('office', `/v1/seals/${date}`)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});
