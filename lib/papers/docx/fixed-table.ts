import { type ITableOptions, Table, TableLayoutType, WidthType } from 'docx';
import type { PaperForm } from '../form/form.ts';
import { share } from './measures.ts';

/** A table as wide as the text, whose columns keep their widths whatever stands in them. */
export function fixedTable(
  percents: readonly number[],
  form: PaperForm,
  options: Pick<ITableOptions, 'rows' | 'borders'>,
): Table {
  return new Table({
    width: { size: share(form, 100), type: WidthType.DXA },
    columnWidths: percents.map((percent) => share(form, percent)),
    layout: TableLayoutType.FIXED,
    ...options,
  });
}
