import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DataDirectoryError, openDataDirectory } from '../../../infra/local/data-dir.ts';
import { DirectoryInUse } from '../../../infra/local/lock.ts';
import { temporaryFolder } from './support/folders.ts';

const open = (path: string, more: { fresh?: boolean; goLive?: string } = {}) =>
  openDataDirectory({ path, fresh: false, goLive: undefined, defaultGoLive: '2026-10-20', ...more });

describe('the data directory', () => {
  it('is made when it is not there', async () => {
    const path = join(temporaryFolder(), 'a', 'b');
    const data = await open(path);
    expect(existsSync(data.file('logs'))).toBe(true);
    await data.lock.release();
  });

  it('is for one local cloud at a time, and free again when that has ended', async () => {
    const path = temporaryFolder();
    const data = await open(path);
    await expect(open(path)).rejects.toThrow(DirectoryInUse);
    await expect(open(join(path, '..', path.split('/').at(-1) ?? ''))).rejects.toThrow(DirectoryInUse);
    await data.lock.release();
    await (await open(path)).lock.release();
  });

  it('keeps the go-live date until another is given', async () => {
    const path = temporaryFolder();
    const dates = [];
    for (const goLive of [{}, {}, { goLive: '2026-01-01' }, {}]) {
      const data = await open(path, goLive);
      dates.push(data.goLive);
      await data.lock.release();
    }
    expect(dates).toEqual(['2026-10-20', '2026-10-20', '2026-01-01', '2026-01-01']);
  });

  it('is emptied for a fresh start', async () => {
    const path = temporaryFolder();
    await (await open(path)).lock.release();
    writeFileSync(join(path, 'mail.jsonl'), 'x');
    const data = await open(path, { fresh: true });
    expect(existsSync(data.file('mail.jsonl'))).toBe(false);
    await data.lock.release();
  });

  it('with other things in it is left alone, fresh start or not', async () => {
    const path = temporaryFolder();
    mkdirSync(join(path, 'photos'));
    await expect(open(path, { fresh: true })).rejects.toThrow(DataDirectoryError);
    expect(existsSync(join(path, 'photos'))).toBe(true);
  });
});
