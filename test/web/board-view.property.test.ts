import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Board } from '../../web/src/api/types.ts';
import { boardCsv } from '../../web/src/pages/board/export.ts';
import { cellOf, EVERY_RULE, type Filters, readBoard, viewOf } from '../../web/src/pages/board/view.ts';
import { shortName } from '../../web/src/pages/board/words.ts';
import { madeUpBoard } from '../support/made-up-board.ts';

const SETTINGS = { seed: 353, numRuns: 150 };
const board = madeUpBoard(60);
const everything: Filters = { category: '', rule: '', verdict: '', search: '' };
const filters: fc.Arbitrary<Filters> = fc.record({
  category: fc.constantFrom('', 'department', 'commune-committee'),
  rule: fc.constantFrom('', EVERY_RULE, 'monthly', 'q1', 'annual'),
  verdict: fc.constantFrom('', 'late', 'missing', 'waived'),
  search: fc.constantFrom('', 'muong thin', 'TUẦN GIÁO', 'so 12', 'khong co'),
});
const sum = (counts: object): number => Object.values(counts).reduce((total: number, each: number) => total + each, 0);
const viewed = (wanted: Filters, of: Board = board) => viewOf(of, readBoard(of), wanted);

describe('laws of the board', () => {
  it('rows, columns and the whole count the same reports, and a folded month never again', () => {
    fc.assert(
      fc.property(filters, (wanted) => {
        const { rows, columns, perColumn, total } = viewed(wanted);
        const cells = rows.flatMap(({ place }) =>
          columns.filter((column) => column.kind === 'report' && cellOf(column, place, wanted.verdict)),
        );
        expect(sum(total)).toBe(cells.length);
        expect(rows.reduce((all, { counts }) => all + sum(counts), 0)).toBe(cells.length);
        expect([...perColumn.values()].reduce((all, counts) => all + sum(counts), 0)).toBe(cells.length);
      }),
      SETTINGS,
    );
  });

  it('a further filter never shows a unit that was not there before', () => {
    fc.assert(
      fc.property(filters, (wanted) => {
        const before = new Set(viewed({ ...wanted, category: '', search: '' }).rows.map(({ unit }) => unit.id));
        for (const { unit } of viewed(wanted).rows) expect(before).toContain(unit.id);
      }),
      SETTINGS,
    );
  });

  it('the file holds a line a unit and a column a report, whatever is filtered', () => {
    fc.assert(
      fc.property(filters, (wanted) => {
        const view = viewed(wanted);
        const lines = boardCsv(view, wanted.verdict).trimEnd().split('\r\n');
        expect(lines).toHaveLength(1 + view.rows.length + 5);
      }),
      SETTINGS,
    );
  });
});

describe('the board', () => {
  it('has twelve months and the four longer reports in order of deadline, each folded month before its host', () => {
    expect(
      viewed(everything).columns.map((column) =>
        column.kind === 'report' ? shortName(column) : `${column.name} → ${shortName(column.host)}`,
      ),
    ).toEqual([
      ...['Tháng 1', 'Tháng 2', '2026-03 → Quý I', 'Quý I', 'Tháng 4', 'Tháng 5'],
      ...['2026-06 → 6 tháng', '6 tháng', 'Tháng 7', 'Tháng 8', '2026-09 → 9 tháng', '9 tháng'],
      ...['Tháng 10', 'Tháng 11', '2026-12 → Năm', 'Năm'],
    ]);
  });

  it('names a report that a document asks for by the document', () => {
    const name = 'Báo cáo theo văn bản số 125-CV/TU ngày 10/03/2026';
    expect(shortName({ name, period: 'r-2026-125-cv-tu' })).toBe('VB 125-CV/TU');
  });

  it.each(['=1+1', '+84', '-5', '@SUM(A1)', '\t=1', '\r=1'])('gives no formula to a spreadsheet: %j', (name) => {
    const [first, ...others] = board.units;
    if (!first) throw new Error('no unit');
    const hostile: Board = { ...board, units: [{ ...first, name }, ...others] };
    const csv = boardCsv(viewed(everything, hostile), '');
    expect(csv).toContain(`'${name}`);
    expect(csv).not.toMatch(/(?:^|\r\n|,)"?[=+\-@\t]/);
  });
});
