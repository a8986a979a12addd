import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../../lib/calendar/dates.ts';
import { isUnscanned } from '../../../lib/checking/discrepancies.ts';
import type { StoredFile } from '../../../lib/submissions/submission.ts';

const SEED = 353;
const STORED_AT = '2026-10-26T02:00:00Z';
const SIX_HOURS = 6 * 3600;
const stored: StoredFile = { at: STORED_AT, objectVersion: 'v1', refused: [] };

/** Seconds after the file was stored; the edge as often as all the rest. */
const seconds = fc.oneof(
  fc.integer({ min: 0, max: 30 * 24 * 3600 }),
  fc.integer({ min: SIX_HOURS - 2, max: SIX_HOURS + 2 }),
);
const told = fc.constantFrom('a clean verdict', 'a refusal', 'not stored');

describe('a file of which the malware scan says nothing', () => {
  it('is told of from six hours after it was stored on, each morning, and not before', () => {
    fc.assert(
      fc.property(seconds, (after) => {
        expect(isUnscanned({ stored }, addSeconds(STORED_AT, after))).toBe(after >= SIX_HOURS);
      }),
      { seed: SEED },
    );
  });

  it('is told of never once a verdict is on record, whenever it came, nor if it is not given out at all', () => {
    fc.assert(
      fc.property(seconds, seconds, told, (after, scanned, what) => {
        const record = {
          'a clean verdict': { stored, scannedAt: addSeconds(STORED_AT, scanned) },
          'a refusal': { stored: { ...stored, refused: [{ code: 'malware', detail: 'Tệp có mã độc.' }] } },
          'not stored': {},
        }[what];
        expect(isUnscanned(record, addSeconds(STORED_AT, after))).toBe(false);
      }),
      { seed: SEED },
    );
  });
});
