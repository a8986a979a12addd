import type { ComponentChildren } from 'preact';

export interface Column<Row> {
  id: string;
  title: string;
  cell: (row: Row) => ComponentChildren;
  /** Numbers stand to the right. */
  number?: boolean;
}

export interface DataTableProps<Row> {
  /** What the table shows, for those who cannot see where it stands. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  empty: ComponentChildren;
}

/** A table of data; the first column names the row. On narrow screens each row becomes a card with its titles. */
export function DataTable<Row>({ caption, columns, rows, keyOf, empty }: DataTableProps<Row>) {
  if (rows.length === 0) return <p class="empty">{empty}</p>;
  return (
    <table class="data">
      <caption class="hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ id, title, number }) => (
            <th key={id} scope="col" class={number ? 'number' : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ id, title, cell, number }, i) => {
              const Cell = i === 0 ? 'th' : 'td';
              return (
                <Cell
                  key={id}
                  scope={i === 0 ? 'row' : undefined}
                  data-title={title}
                  class={number ? 'number' : undefined}
                >
                  {cell(row)}
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
