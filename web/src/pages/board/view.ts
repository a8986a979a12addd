import type { Board, Verdict } from '../../api/types.ts';
import { matchesSearch } from '../../words/fold.ts';
import { categoryNames } from '../../words/kinds.ts';

/** One report of the board: how it stands, and for how many days. */
export interface Cell {
  verdict: Verdict;
  days: number;
  status: Board['statuses'][number];
}

export interface ReportColumn {
  kind: 'report';
  key: string;
  rule: string;
  period: string;
  name: string;
  lastDay: string;
  /** By the unit's place in the answer. */
  cells: ReadonlyMap<number, Cell>;
}

/** A month that has no report of its own: its cells point at the report that holds it. */
export interface FoldedColumn {
  kind: 'folded';
  key: string;
  name: string;
  host: ReportColumn;
}
export type BoardColumn = ReportColumn | FoldedColumn;

export interface Row {
  place: number;
  unit: Board['units'][number];
  counts: Counts;
}
export type Counts = Readonly<Record<Verdict, number>>;

/** What the reader narrowed the board to; empty means everything. */
export interface Filters {
  category: string;
  /** A rule, `every` for weekly reports as well, or empty for all but those. */
  rule: string;
  verdict: string;
  search: string;
}
export const EVERY_RULE = 'every';

/** An answer as it is read, once: its columns, and the places of its units in order. */
export interface Read {
  columns: readonly BoardColumn[];
  order: readonly number[];
}

export interface View {
  columns: readonly BoardColumn[];
  rows: readonly Row[];
  perColumn: ReadonlyMap<string, Counts>;
  total: Counts;
}

const noCounts = (): Record<Verdict, number> => ({ 'on-time': 0, late: 0, missing: 0, 'not-yet-due': 0, waived: 0 });

/** Reads the columns of an answer, with the folded months before their hosts, in order of deadline. */
function readColumns(board: Board): BoardColumn[] {
  const reports = board.columns.map(({ rule, period, name, lastDay, cells, folds = [] }) => {
    const read = new Map<number, Cell>();
    for (const [place = -1, verdictAt = -1, days = 0, statusAt = -1] of cells) {
      const [verdict, status] = [board.verdicts[verdictAt], board.statuses[statusAt]];
      if (verdict !== undefined && status !== undefined) read.set(place, { verdict, days, status });
    }
    const column: ReportColumn = { kind: 'report', key: `${rule}.${period}`, rule, period, name, lastDay, cells: read };
    return { column, folds };
  });
  reports.sort(({ column: a }, { column: b }) => (a.lastDay + a.key < b.lastDay + b.key ? -1 : 1));
  return reports.flatMap(({ column, folds }) => [
    ...folds.map((month): FoldedColumn => ({ kind: 'folded', key: `folded.${month}`, name: month, host: column })),
    column,
  ]);
}

/** The places of the units in the order in which people look for them: the letter's categories, and names within each. */
function readOrder({ units }: Board): number[] {
  const categories = Object.keys(categoryNames);
  const collator = new Intl.Collator('vi', { numeric: true });
  return [...units.keys()].sort((one, other) => {
    const [a, b] = [units[one], units[other]];
    if (!a || !b) return 0;
    const byCategory = categories.indexOf(a.category) - categories.indexOf(b.category);
    return byCategory === 0 ? collator.compare(a.name, b.name) : byCategory;
  });
}

export const readBoard = (board: Board): Read => ({ columns: readColumns(board), order: readOrder(board) });

const isWanted = (column: BoardColumn, rule: string): boolean => {
  const own = column.kind === 'folded' ? 'monthly' : column.rule;
  if (rule === EVERY_RULE) return true;
  return rule === '' ? own !== 'weekly' : own === rule;
};

/** The report of a unit in a column, if it is one that the reader asked for; a folded month shows its host's. */
export function cellOf(column: BoardColumn, place: number, verdict: string): Cell | undefined {
  const cell = (column.kind === 'folded' ? column.host : column).cells.get(place);
  return cell && (verdict === '' || cell.verdict === verdict) ? cell : undefined;
}

/** The board as the filters leave it, with its totals: only what is shown is counted, and a folded month not again. */
export function viewOf({ units }: Board, { columns: all, order }: Read, filters: Filters): View {
  const { category, rule, verdict, search } = filters;
  const columns = all.filter((column) => isWanted(column, rule));
  const narrowed = verdict !== '' || (rule !== '' && rule !== EVERY_RULE);
  const perColumn = new Map(columns.map(({ key }) => [key, noCounts()]));
  const total = noCounts();
  const rows: Row[] = [];
  for (const place of order) {
    const unit = units[place];
    if (!unit) continue;
    if (category !== '' && unit.category !== category) continue;
    if (search !== '' && !matchesSearch(unit.name, search)) continue;
    const counts = noCounts();
    let shown = 0;
    for (const column of columns) {
      const cell = cellOf(column, place, verdict);
      if (!cell) continue;
      shown += 1;
      if (column.kind === 'folded') continue;
      for (const each of [counts, perColumn.get(column.key), total]) if (each) each[cell.verdict] += 1;
    }
    if (shown > 0 || !narrowed) rows.push({ place, unit, counts });
  }
  return { columns, rows, perColumn, total };
}
