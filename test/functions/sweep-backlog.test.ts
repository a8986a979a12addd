import { expect, it } from 'vitest';
import { sweepBacklog } from '../bench/backlog.ts';

it('more notices than one sweep can say are said over several, each once and none left out, and each sweep ends in time', async () => {
  // 30 seconds of which 20 are kept for the unit at hand: 140 letters a sweep.
  const limitSeconds = 30;
  const figures = await sweepBacklog({ notices: 600, lettersPerSecond: 14, limitSeconds });
  expect(figures).toMatchObject({ letters: 600, doubled: 0, lost: 0, sweeps: 5 });
  expect(figures.longestSweepSeconds).toBeLessThan(limitSeconds);
});
