import { ApiProblem } from '../../api/problem.ts';
import { explain } from '../../ui/states.tsx';
import { type Column, DataTable } from '../../ui/table.tsx';
import type { Sending } from '../../ui/use-sending.tsx';

type Fault = ApiProblem['errors'][number];

const columns: readonly Column<Fault>[] = [
  { id: 'line', title: 'Vị trí', cell: ({ line }) => (line === undefined ? '–' : `Dòng ${line}`) },
  { id: 'field', title: 'Cột', cell: ({ field }) => field || '–' },
  // The API's sentence begins with the place, which has columns of its own here.
  { id: 'message', title: 'Lỗi', cell: ({ message }) => message.replace(/^dòng \d+(, cột \S+)?: /, '') },
];

/** Why a list was not taken, by line and column; what concerns no line, in a sentence. */
export function LoadFaults({ sending }: { sending: Sending }) {
  const { error } = sending;
  if (error === undefined) return null;
  const { title, detail } = explain(error);
  const faults = error instanceof ApiProblem ? error.errors.filter(({ line }) => line !== undefined) : [];
  return (
    <div role="alert">
      <p class="note note-bad">
        <strong>{title}.</strong> {detail}
      </p>
      {faults.length > 0 && (
        <DataTable
          caption="Lỗi trong danh sách"
          columns={columns}
          rows={faults}
          keyOf={({ line, field, message }) => `${line}#${field}#${message}`}
          empty=""
        />
      )}
    </div>
  );
}
