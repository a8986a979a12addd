import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewEvent } from '../../../lib/obligations/events.ts';
import { appendEvent, canonicalJson, firstBreak, type HistoryEvent } from '../../../lib/obligations/history.ts';

const ID = 'so-tu-phap.monthly.2026-10';

const term = { from: '2026-09-26', to: '2026-10-25', lastDay: '2026-10-27', dueBefore: '2026-10-27T17:00:00Z' };
const opened: NewEvent = {
  type: 'opened',
  at: '2026-10-01T00:00:00Z',
  by: 'system',
  data: { ...term, regimeVersion: '353-CV/TU@2021-08-24' },
};

function historyOf(count: number): HistoryEvent[] {
  const events: HistoryEvent[] = [appendEvent(ID, undefined, opened)];
  for (let number = 1; number < count; number += 1) {
    const data = { number, nested: [1, { x: null }] };
    events.push(
      appendEvent(ID, events.at(-1), { type: 'submission-declared', at: '2026-10-01T00:00:00Z', by: 'clerk', data }),
    );
  }
  return events;
}
const headOf = (events: readonly HistoryEvent[]) => ({ seq: events.length, hash: events.at(-1)?.hash ?? '' });

describe('a history', () => {
  it('holds together as it was written', () => {
    const events = historyOf(5);
    expect(firstBreak(events, headOf(events))).toBeUndefined();
  });

  it.each([
    ['an event changed', (e: HistoryEvent[]) => e.map((x, i) => (i === 2 ? { ...x, by: 'someone else' } : x)), 3],
    ['a fact changed', (e: HistoryEvent[]) => e.map((x, i) => (i === 1 ? { ...x, data: { number: 9 } } : x)), 2],
    ['an event removed', (e: HistoryEvent[]) => e.filter((_, i) => i !== 2), 3],
    ['two events swapped', (e: HistoryEvent[]) => [e[0], e[2], e[1], e[3], e[4]].filter((x) => x !== undefined), 2],
    ['the last event removed', (e: HistoryEvent[]) => e.slice(0, -1), 5],
  ])('with %s is found out, at the first place', (_title, tamper, seq) => {
    const events = historyOf(5);
    expect(firstBreak(tamper(events), headOf(events))?.seq).toBe(seq);
  });

  it('knows no difference between what is undefined and what is absent, as what was stored and read again', () => {
    const values = [fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(undefined)];
    expect(canonicalJson({ b: undefined, a: [undefined, { c: undefined }] })).toBe('{"a":[null,{}]}');
    fc.assert(
      fc.property(fc.object({ values, maxDepth: 3 }), (facts) => {
        expect(canonicalJson(facts)).toBe(canonicalJson(JSON.parse(JSON.stringify(facts))));
      }),
      { seed: 353, numRuns: 300 },
    );
  });

  it('gives facts the same text in whatever order they are read', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
        const reversed = Object.fromEntries(Object.entries(record).reverse());
        const parsed = JSON.parse(JSON.stringify(record));
        expect(canonicalJson(JSON.parse(JSON.stringify(reversed)))).toBe(canonicalJson(parsed));
        expect(JSON.parse(canonicalJson(parsed))).toEqual(parsed);
      }),
      { seed: 353, numRuns: 300 },
    );
  });
});
