import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseUnitsCsv } from '../../../lib/units/csv.ts';
import { toCsv } from '../../../web/src/words/csv.ts';

const header = 'id,name,category,armed_forces,valid_from,valid_to,successors,contact_email,head_email'.split(',');
const row = (name: string) => ['so-a', name, 'department', 'no', '2021-08-24', '', '', 'a@dienbien.example', ''];

/** A name as the registry may hold it: a trimmed line that says something, without markup. */
const names = fc
  .string({ minLength: 1, maxLength: 40, unit: fc.constantFrom(...'=+-@\'",;aĐỦ 0'.split('')) })
  .map((text) => text.trim())
  .filter((text) => /[\p{L}\p{N}]/u.test(text));

describe('a list of units as a file', () => {
  it('loads as the very list that it was made from, whatever the names', () => {
    fc.assert(
      fc.property(names, (name) => {
        const read = parseUnitsCsv(toCsv([header, row(name)]));
        expect(read).toMatchObject({ ok: true, units: [{ name }] });
      }),
      { seed: 353, numRuns: 2000 },
    );
  });

  it('holds no cell that a spreadsheet takes for a formula', () => {
    fc.assert(
      fc.property(names, (name) => {
        const [, line = ''] = toCsv([header, row(name)]).split('\r\n');
        const cell = line.slice('so-a,'.length).replace(/^"/, '');
        expect(cell).not.toMatch(/^[=+\-@\t]/);
      }),
      { seed: 353, numRuns: 2000 },
    );
  });
});
