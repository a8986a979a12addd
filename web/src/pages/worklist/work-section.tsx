import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type Column, DataTable } from '../../ui/table.tsx';

export interface WorkSectionProps<Row> {
  id: string;
  title: string;
  /** What is done about all of it. */
  action?: ComponentChildren;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** Rows that are shown at first; the rest on demand, so that one long list does not hide the next. @default 8 */
  shown?: number;
}

/** One kind of work that waits; nothing when there is none. */
export function WorkSection<Row>({ id, title, action, columns, rows, keyOf, shown = 8 }: WorkSectionProps<Row>) {
  const [whole, setWhole] = useState(false);
  if (rows.length === 0) return null;
  const isLong = rows.length > shown;
  return (
    <section id={id} class="work" aria-labelledby={`${id}-title`}>
      <div class="work-head">
        <h2 id={`${id}-title`}>
          {title} ({rows.length})
        </h2>
        {action && <p class="no-print">{action}</p>}
      </div>
      <DataTable
        caption={title}
        columns={columns}
        rows={isLong && !whole ? rows.slice(0, shown) : rows}
        keyOf={keyOf}
        empty=""
      />
      {isLong && (
        <p class="work-more no-print">
          <button type="button" class="button button-small" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? 'Thu gọn' : `Hiện cả ${rows.length} dòng`}
          </button>
        </p>
      )}
    </section>
  );
}
