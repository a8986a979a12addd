import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { genesis } from '../../../lib/obligations/history.ts';
import { readSeal, writeSeal } from '../../../lib/obligations/seal-file.ts';
import {
  createSealWitness,
  isForeign,
  rootOf,
  type SealedHead,
  sealFault,
  sealHeads,
  setBack,
} from '../../../lib/obligations/sealing.ts';

const settings = { seed: 353, numRuns: 300 };
const DATE = '2026-10-29';
const AT = '2026-10-28T17:40:00Z';
const hash = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });
const id = fc.stringMatching(/^[a-z]{1,6}(-[a-z]{1,4})?\.(monthly|q1)\.20[0-9]{2}$/);
const heads = fc.uniqueArray(fc.record({ obligation: id, seq: fc.integer({ min: 1, max: 9 }), hash }), {
  selector: ({ obligation }) => obligation,
  minLength: 1,
  maxLength: 12,
});
/** Histories as the hashes of their events, by obligation. */
const histories = fc.uniqueArray(fc.tuple(id, fc.uniqueArray(hash, { minLength: 2, maxLength: 6 })), {
  selector: ([obligation]) => obligation,
  minLength: 1,
  maxLength: 6,
});
const tipOf = ([obligation, hashes]: readonly [string, string[]], length = hashes.length): SealedHead => ({
  obligation,
  seq: length,
  hash: hashes[length - 1] ?? '',
});

describe('a seal', () => {
  it('is the same in whatever order the heads were read', () => {
    fc.assert(
      fc.property(
        heads.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(sealHeads(DATE, AT, shuffled, undefined)).toEqual(sealHeads(DATE, AT, all, undefined));
        },
      ),
      settings,
    );
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(heads, hash, (all, root) => {
        const seal = sealHeads(DATE, AT, all, { root });
        expect(readSeal(writeSeal(seal))).toEqual(seal);
      }),
      settings,
    );
  });

  it('with any head changed, added or left out does not hold', () => {
    fc.assert(
      fc.property(heads, fc.nat(), hash, (all, at, other) => {
        const seal = sealHeads(DATE, AT, all, undefined);
        expect(sealFault(seal, undefined)).toBeUndefined();
        const i = at % seal.heads.length;
        const changed = seal.heads.map((head, j) => (j === i ? { ...head, hash: other } : head));
        const without = seal.heads.filter((_, j) => j !== i);
        const longer = [...seal.heads, { obligation: 'zzzzzzz.q1.2099', seq: 1, hash: other }];
        for (const meddled of [changed, without, longer])
          expect(sealFault({ ...seal, heads: meddled }, undefined)).toBe('was changed after it was written');
      }),
      settings,
    );
  });

  it('of which any byte is flipped is not read as another', () => {
    const seal = sealHeads(DATE, AT, [{ obligation: 'a.monthly.2026', seq: 2, hash: 'a'.repeat(64) }], undefined);
    const text = gunzipSync(writeSeal(seal));
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), fc.integer({ min: 1, max: 255 }), (place, flip) => {
        const bent = Buffer.from(text);
        bent[place] = (bent[place] ?? 0) ^ flip;
        const read = readSeal(gzipSync(bent));
        if (read === undefined) return;
        const same = JSON.stringify(read) === JSON.stringify(seal);
        expect(same || sealFault(read, undefined) !== undefined).toBe(true);
      }),
      settings,
    );
  });

  it('holds only behind the very seal that it names', () => {
    const first = sealHeads('2026-10-28', AT, [], undefined);
    const second = sealHeads(DATE, AT, [], first);
    expect(first.previous).toBe(genesis);
    expect(sealFault(second, first)).toBeUndefined();
    expect(sealFault(second, undefined)).toContain('no seal is before it');
    expect(sealFault(second, { ...first, root: 'f'.repeat(64) })).toContain('2026-10-28');
    expect(sealFault(first, second)).toContain('does not follow');
  });

  it('that names an obligation twice does not hold, whatever its root', () => {
    const head = { obligation: 'a.monthly.2026', seq: 1, hash: 'a'.repeat(64) };
    const body = { date: DATE, at: AT, previous: genesis, heads: [head, head] };
    expect(sealFault({ ...body, root: rootOf(body) }, undefined)).toContain('twice');
  });

  it.each([
    ['2026-10-28T16:59:59Z', true],
    ['2026-10-28T17:00:00Z', false],
    ['2026-11-03T00:00:00Z', false],
  ])('stored at %s for 29 October is foreign: %s', (storedAt, foreign) => {
    expect(isForeign({ date: DATE, storedAt })).toBe(foreign);
  });
});

describe('what is no seal', () => {
  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['plain text', Buffer.from('{}')],
    ['an empty archive', gzipSync('')],
    [
      'a header that lacks its heads',
      gzipSync(
        gunzipSync(writeSeal(sealHeads(DATE, AT, [{ obligation: 'a', seq: 1, hash: 'a'.repeat(64) }], undefined)))
          .toString()
          .split('\n')[0] ?? '',
      ),
    ],
  ])('is not read: %s', (_title, bytes) => {
    expect(readSeal(bytes)).toBeUndefined();
  });
});

describe('histories held against the seals', () => {
  it('hold as long as they only grow', () => {
    fc.assert(
      fc.property(histories, fc.nat(), (all, cut) => {
        const witness = createSealWitness();
        const tips = all.map((history) => tipOf(history, 1 + (cut % history[1].length)));
        witness.add({ date: DATE, heads: tips });
        for (const [obligation, hashes] of all)
          expect(
            witness.broken(
              obligation,
              hashes.map((h) => ({ hash: h })),
            ),
          ).toBeUndefined();
        expect(witness.gone(new Set(all.map(([obligation]) => obligation)))).toEqual([]);
        expect(
          setBack(
            tips,
            all.map((history) => tipOf(history)),
          ),
        ).toEqual([]);
      }),
      settings,
    );
  });

  it('do not hold when a sealed event was changed, or is missing, however much came after', () => {
    fc.assert(
      fc.property(histories, fc.nat(), hash, (all, pick, other) => {
        const [history] = all;
        if (!history) return;
        const [obligation, hashes] = history;
        const seq = 1 + (pick % hashes.length);
        const witness = createSealWitness();
        witness.add({ date: DATE, heads: [tipOf(history, seq)] });
        // Sealed again after it was rewritten: the first seal counts.
        witness.add({ date: '2026-10-30', heads: [{ obligation, seq, hash: other }] });
        const rewritten = [...hashes.map((h, i) => ({ hash: i === seq - 1 ? other : h })), { hash: other }];
        expect(witness.broken(obligation, rewritten)).toMatchObject({ obligation, seq });
        expect(witness.broken(obligation, rewritten.slice(0, seq - 1))).toMatchObject({ obligation, seq });
        expect(witness.gone(new Set())).toMatchObject([{ obligation }]);
      }),
      settings,
    );
  });
});
