import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openClock } from '../../../infra/local/clock.ts';
import { temporaryFolder } from './support/folders.ts';

const NOON = Date.parse('2026-10-27T05:00:00Z');
const MORNING = Date.parse('2026-10-27T01:00:00Z');
const clockFile = () => join(temporaryFolder(), 'clock.json');

describe('the simulated clock', () => {
  it('follows real time until it is set', () => {
    const clock = openClock(clockFile());
    const [before, shown, after] = [Date.now(), clock.now(), Date.now()];
    expect(clock.standing).toBe(false);
    expect(shown).toBeGreaterThanOrEqual(before);
    expect(shown).toBeLessThanOrEqual(after);
  });

  it('stands still from then on, at whole seconds', () => {
    const clock = openClock(clockFile());
    clock.standAt(NOON + 999);
    expect([clock.standing, clock.now(), clock.instant()]).toEqual([true, NOON, '2026-10-27T05:00:00Z']);
  });

  it('stands where it stood when it is opened again', () => {
    const file = clockFile();
    openClock(file, MORNING).standAt(NOON);
    expect(openClock(file).instant()).toBe('2026-10-27T05:00:00Z');
  });

  it('does not go back to an earlier start, and goes on to a later one', () => {
    const file = clockFile();
    openClock(file, NOON);
    expect(openClock(file, MORNING).now()).toBe(NOON);
    expect(openClock(file, NOON + 1000).now()).toBe(NOON + 1000);
  });

  it('keeps its file whole through many moves', () => {
    const file = clockFile();
    const clock = openClock(file);
    for (let i = 0; i < 50; i += 1) clock.standAt(NOON + i * 1000);
    expect(openClock(file).instant()).toBe('2026-10-27T05:00:49Z');
  });
});
