import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCounts } from '../../../../infra/local/alarms/counts.ts';
import { temporaryFolder } from '../support/folders.ts';

const NOON = Date.parse('2026-10-27T05:00:00Z');
const HOUR = 3_600_000;
const figures = new Set(['runs']);
const fileIn = (folder: string) => join(folder, 'counts.jsonl');

describe('what has happened', () => {
  it('is counted from the beginning of a time on, and before its end', () => {
    const counts = openCounts(fileIn(temporaryFolder()), figures, NOON);
    for (const at of [NOON, NOON + 1, NOON + HOUR]) counts.add('runs', at);
    expect(counts.between('runs', NOON, NOON + HOUR)).toBe(2);
    expect(counts.between('runs', NOON + HOUR + 1, NOON + 2 * HOUR)).toBeUndefined();
  });

  it('is not counted when no alarm asks for it', () => {
    const file = fileIn(temporaryFolder());
    const counts = openCounts(file, figures, NOON);
    counts.add('walks', NOON);
    expect(counts.between('walks', 0, Number.POSITIVE_INFINITY)).toBeUndefined();
    expect(readFileSync(file, 'utf8')).not.toContain('walks');
  });

  it('outlives the local cloud, with since when it is counted, for as long as an alarm looks back', () => {
    const file = fileIn(temporaryFolder());
    const first = openCounts(file, figures, NOON);
    for (const at of [NOON, NOON + 50 * HOUR]) first.add('runs', at);
    const second = openCounts(file, figures, NOON + 51 * HOUR);
    expect(second.since).toBe(NOON);
    expect(second.between('runs', NOON, NOON + 60 * HOUR)).toBe(1);
    expect(readFileSync(file, 'utf8').split('\n').filter(Boolean)).toHaveLength(2);
  });
});
