import type { VNode } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Verdict } from '../../api/types.ts';
import { within } from '../../words/capitals.ts';
import { formatDate } from '../../words/dates.ts';
import { verdictWords } from '../../words/names.ts';
import { useCellFocus } from './cell-focus.ts';
import { useGrowing } from './use-growing.ts';
import { type BoardColumn, cellOf, type Row, type View } from './view.ts';
import { cellSigns, cellWords, columnWords, shortName } from './words.ts';

/** What counts for or against a unit, at the end of its row. */
const judged: readonly Verdict[] = ['on-time', 'late', 'missing'];
const counted: readonly Verdict[] = [...judged, 'not-yet-due', 'waived'];

function Head({ column }: { column: BoardColumn }) {
  if (column.kind === 'folded')
    return (
      <th scope="col" class="board-folded">
        {shortName({ name: column.name, period: column.name })}
        <small>trong {within(shortName(column.host))}</small>
      </th>
    );
  return (
    <th scope="col" title={`${column.name}, chậm nhất hết ngày ${formatDate(column.lastDay)}`}>
      {shortName(column)}
      <small>
        <span class="hidden">hạn </span>
        {formatDate(column.lastDay).slice(0, 5)}
      </small>
    </th>
  );
}

function ReportCell({ column, row, verdict }: { column: BoardColumn; row: Row; verdict: string }) {
  const cell = cellOf(column, row.place, verdict);
  if (!cell) return <td />;
  const { rule, period } = column.kind === 'folded' ? column.host : column;
  return (
    <td>
      <a
        class={column.kind === 'folded' ? 'cell cell-folded' : `cell verdict-${cell.verdict}`}
        href={`/bao-cao/${row.unit.id}.${rule}.${period}`}
        tabIndex={-1}
        aria-label={`${row.unit.name}. ${columnWords(column)}: ${cellWords(cell)}`}
      >
        {column.kind === 'folded' ? '→' : cellSigns(cell)}
      </a>
    </td>
  );
}

const rowOf = (row: Row, columns: readonly BoardColumn[], verdict: string) => (
  <tr key={row.unit.id}>
    <th scope="row">{row.unit.name}</th>
    {columns.map((column) => ReportCell({ column, row, verdict }))}
    {judged.map((each) => (
      <td key={each} class="board-count">
        {row.counts[each]}
      </td>
    ))}
  </tr>
);

const Totals = ({ view: { columns, perColumn, total } }: { view: View }) => (
  <tfoot>
    {counted.map((each) => (
      <tr key={each}>
        <th scope="row">
          <span aria-hidden="true">{verdictWords[each].sign}</span> {verdictWords[each].name}
        </th>
        {columns.map(({ key, kind }) => (
          <td key={key} class="board-count">
            {kind === 'report' && perColumn.get(key)?.[each]}
          </td>
        ))}
        {judged.map((other) => (
          <td key={other} class="board-count">
            {other === each && total[each]}
          </td>
        ))}
      </tr>
    ))}
  </tfoot>
);

/** Units × reports: a link a cell, with the heads of rows and columns in sight wherever one scrolls. */
export function Grid({ view, verdict, caption }: { view: View; verdict: string; caption: string }) {
  const { rows, columns } = view;
  const body = useRef<HTMLTableSectionElement>(null);
  const count = useGrowing(rows);
  // A row that was made is not made again, and not compared again, when further rows come.
  const made = useMemo(() => new Map<Row, VNode>(), [rows, columns, verdict]);
  const shown = rows.slice(0, count).map((row) => {
    const known = made.get(row) ?? rowOf(row, columns, verdict);
    made.set(row, known);
    return known;
  });
  useCellFocus(body, rows);
  useEffect(() => {
    const element = body.current;
    // A cell's name as a hint under the mouse, set when it is wanted: on each cell beforehand it would cost every reader.
    const hint = ({ target }: MouseEvent) => {
      if (target instanceof HTMLAnchorElement) target.title = target.getAttribute('aria-label') ?? '';
    };
    element?.addEventListener('mouseover', hint);
    return () => element?.removeEventListener('mouseover', hint);
  }, []);
  return (
    <div class="board-scroll" data-keeps-scroll>
      <table class="board">
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Đơn vị</th>
            {columns.map((column) => (
              <Head key={column.key} column={column} />
            ))}
            {judged.map((each) => (
              <th key={each} scope="col" class="board-count">
                {verdictWords[each].name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>{shown}</tbody>
        <Totals view={view} />
      </table>
    </div>
  );
}
