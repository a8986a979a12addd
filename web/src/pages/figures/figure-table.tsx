import type { ComponentChildren } from 'preact';
import { DataTable } from '../../ui/table.tsx';
import { download, toCsv } from '../../words/csv.ts';
import { sumOf } from '../../words/share.ts';
import { figureColumns, type Line, rowsOf } from './lines.ts';

export interface FiguresProps {
  title: string;
  /** The heading of the first column. */
  first: string;
  lines: readonly Line[];
  /** Name of the file, without its ending. */
  file: string;
  children?: ComponentChildren;
}

/** A plot, its table with the same numbers, and the table as a file. */
export function Figures({ title, first, lines, file, children }: FiguresProps) {
  const total = { id: 'total', label: 'Cộng', name: 'Cộng', counts: sumOf(lines.map(({ counts }) => counts)) };
  const rows = [...lines, total];
  return (
    <section class="card figures">
      <div class="page-head">
        <h2>{title}</h2>
        <button
          type="button"
          class="button button-small no-print"
          onClick={() => download(`${file}.csv`, toCsv(rowsOf(first, rows)))}
        >
          Tải bảng này (CSV)
        </button>
      </div>
      {children}
      <DataTable
        caption={title}
        columns={[
          { id: 'name', title: first, cell: ({ name }: Line) => name },
          ...figureColumns.map(({ id, title, of }) => ({
            ...{ id, title, number: true },
            cell: ({ counts }: Line) => of(counts),
          })),
        ]}
        rows={rows}
        keyOf={({ id }) => id}
        empty="Chưa có số liệu."
      />
    </section>
  );
}
