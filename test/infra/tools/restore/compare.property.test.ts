import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyBack, differences, keyOf, type RawItem } from '../../../../infra/tools/restore/compare.ts';

const units = ['so-a', 'so-b'];
const reports = ['monthly.2026-10', 'quarterly.2026-Q3'];
const ids = units.flatMap((unit) => reports.map((report) => `${unit}.${report}`));

const keys = [
  ...units.map((unit) => ({ PK: `UNIT#${unit}`, SK: 'UNIT' })),
  ...ids.flatMap((id) => {
    const [unit, rule, period] = id.split('.');
    return [
      { PK: `UNIT#${unit}`, SK: `OBLIGATION#${rule}#${period}` },
      ...['HISTORY#000001', 'HISTORY#000002', 'SUBMISSION#000001'].map((SK) => ({ PK: `OBLIGATION#${id}`, SK })),
    ];
  }),
];
const nameOf = ({ PK, SK }: RawItem) => `${PK?.S} ${SK?.S}`;

/** A register in which every item may be missing, and has one of three contents. */
const register = fc
  .array(fc.option(fc.nat(2), { nil: undefined }), { minLength: keys.length, maxLength: keys.length })
  .map((contents) =>
    contents.flatMap((content, i): RawItem[] => {
      const key = keys[i];
      return content === undefined || !key ? [] : [{ PK: { S: key.PK }, SK: { S: key.SK }, n: { N: `${content}` } }];
    }),
  );

/** The register after a restore. */
function after(now: RawItem[], then: RawItem[], chosen: Set<string>): Map<string, RawItem> {
  const { put, remove } = copyBack(differences(now, then), chosen);
  const items = new Map(now.map((item) => [nameOf(item), item]));
  for (const key of remove) items.delete(nameOf(key));
  for (const item of put) items.set(nameOf(item), item);
  return items;
}

const isOf = (name: string, id: string) => {
  const [unit, rule, period] = id.split('.');
  return name === `UNIT#${unit} OBLIGATION#${rule}#${period}` || name.startsWith(`OBLIGATION#${id} `);
};
const sorted = (items: Iterable<RawItem>) =>
  [...items].sort((a, b) => nameOf(a).localeCompare(nameOf(b))).map((item) => JSON.stringify(item));

describe('a restore', () => {
  it('makes the chosen obligations what they were, each as a whole, and leaves everything else as it is', () => {
    fc.assert(
      fc.property(register, register, fc.subarray(ids), (now, then, chosen) => {
        const restored = after(now, then, new Set(chosen));
        const belongs = (item: RawItem) => chosen.some((id) => isOf(nameOf(item), id));
        expect(sorted([...restored.values()].filter(belongs))).toEqual(sorted(then.filter(belongs)));
        expect(sorted([...restored.values()].filter((item) => !belongs(item)))).toEqual(
          sorted(now.filter((item) => !belongs(item))),
        );
      }),
      { seed: 353 },
    );
  });

  it('of nothing that differs writes nothing, in whatever order members come', () => {
    const item = { PK: { S: 'OBLIGATION#so-a.monthly.2026-10' }, SK: { S: 'HISTORY#000001' }, a: { S: '1' } };
    const turned = { a: { S: '1' }, ...keyOf(item) };
    expect(copyBack(differences([item], [turned]), new Set(ids))).toEqual({ put: [], remove: [] });
  });
});
