import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { run as lint } from '../../infra/tools/regime-lint.ts';
import { regimes } from '../../lib/regime/index.ts';
import { regimeSchema } from '../../lib/regime/schema.ts';
import { parseUnitsCsv } from '../../lib/units/csv.ts';
import { unitIdPattern } from '../../lib/units/unit.ts';
import { drawn, timeFor } from '../support/soak.ts';
import { anyText, bodyLike, spoilt } from './odd.ts';

const sample = readFileSync(new URL('../../data/units.csv', import.meta.url), 'utf8');
const [header = '', ...rows] = sample.trim().split(/\r?\n/).slice(0, 12);

describe('any list of units', () => {
  const markup = ['<b>Sở A</b>', 'Sở A>'];
  const cell = fc.oneof(anyText, fc.constantFrom('"', '""', '"a', 'a;b', '\t', '=1+1', ...markup));
  const withCell = (row: string, at: number, text: string) => row.split(',').with(at, text).join(',');
  const spoiltRow = fc
    .tuple(fc.constantFrom(...rows), fc.nat({ max: 8 }), cell)
    .map(([row, at, text]) => withCell(row, at, text));
  // One fault is enough to refuse a list, so that what should be one shows only where there is no other.
  const spoiltOnce = fc
    .tuple(fc.nat({ max: rows.length - 1 }), fc.nat({ max: 8 }), cell)
    .map(([spoilt, at, text]) =>
      [header, ...rows.map((row, i) => (i === spoilt ? withCell(row, at, text) : row))].join('\n'),
    );
  const lists = fc.oneof(
    { arbitrary: spoiltOnce, weight: 3 },
    fc.array(spoiltRow, { minLength: 1, maxLength: 6 }).map((spoiltRows) => [header, ...spoiltRows].join('\n')),
    fc.tuple(anyText, fc.array(fc.constantFrom(...rows))).map(([top, rest]) => [top, ...rest].join('\r\n')),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom('', '\ufeff', header, `${header}\n`, `${header},${header}`, '"'.repeat(2_001)),
  );

  it('is refused line by line with a reason, or read as units with plain ids and names', () => {
    const law = fc.property(lists, (text) => {
      const parsed = parseUnitsCsv(text);
      const { problems, units } = { problems: [], units: [], ...parsed };
      expect(problems.filter(({ reason }) => reason === '')).toEqual([]);
      for (const { id, name } of units) {
        expect(id).toMatch(unitIdPattern);
        expect(name).not.toMatch(/[\p{Cc}<>]/u);
      }
    });
    fc.assert(law, drawn(1_000));
  });
});

describe('any regime', () => {
  const folder = mkdtempSync(join(tmpdir(), 'regimes-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const [letter] = regimes;

  it(
    'is refused by its schema, or is one that the linter can speak of',
    () => {
      const file = join(folder, 'regime.json');
      const law = fc.property(bodyLike(letter), (text) => {
        writeFileSync(file, text ?? '');
        const { exitCode, stdout, stderr } = lint([file]);
        expect([0, 1, 2]).toContain(exitCode);
        expect(`${stdout}${stderr}`).not.toMatch(/\n\s+at .*\.ts:/);
      });
      fc.assert(law, drawn(150));
    },
    timeFor(60_000),
  );

  it('never makes the schema itself fail', () => {
    const law = fc.property(spoilt(letter), (value) => {
      expect(typeof regimeSchema.safeParse(value).success).toBe('boolean');
    });
    fc.assert(law, drawn(300));
  });
});
