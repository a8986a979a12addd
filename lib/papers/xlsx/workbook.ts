import writeExcelFile, { type Cell as ExcelCell } from 'write-excel-file/node';
import { printingFeature } from './printing.ts';
import { tablesFeature } from './tables.ts';

/** What a column holds; numbers stay numbers, days stay days, so that they can be added and sorted. */
export type ColumnType = 'text' | 'number' | 'percent' | 'date';
export interface SheetColumn {
  head: string;
  type: ColumnType;
  /** In characters. */
  width: number;
}
/** Columns of each type, as wide as what usually stands in them. */
export const textColumn = (head: string, width: number): SheetColumn => ({ head, type: 'text', width });
export const numberColumn = (head: string): SheetColumn => ({ head, type: 'number', width: 12 });
export const percentColumn = (head: string): SheetColumn => ({ head, type: 'percent', width: 12 });
export const dateColumn = (head: string): SheetColumn => ({ head, type: 'date', width: 13 });

export type CellValue = string | number | undefined;
export interface Sheet {
  name: string;
  columns: readonly SheetColumn[];
  /** A `date` is given as `YYYY-MM-DD`. */
  rows: readonly (readonly CellValue[])[];
}

const FORMATS = { number: '#,##0', percent: '0.0%', date: 'dd/mm/yyyy' } as const;

/**
 * Text that no spreadsheet takes for a formula, not even when it is edited, or saved as CSV and opened again: names come
 * from people and may begin with anything.
 */
export const inert = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

function cellOf(value: CellValue, type: ColumnType): ExcelCell {
  if (value === undefined || value === '') return null;
  if (type === 'date' && typeof value === 'string')
    return { value: new Date(`${value}T00:00:00Z`), type: Date, format: FORMATS.date, alignVertical: 'top' };
  if (typeof value === 'number')
    return {
      value,
      type: Number,
      format: type === 'percent' ? FORMATS.percent : FORMATS.number,
      alignVertical: 'top',
    };
  return { value: inert(value), type: String, wrap: true, alignVertical: 'top' };
}

const headCell = ({ head }: SheetColumn): ExcelCell => ({
  value: head,
  type: String,
  fontWeight: 'bold',
  wrap: true,
  alignVertical: 'center',
});

/** Sheets as an XLSX: each is a table with filters under a head that stays in sight. */
export async function writeXlsx(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const written = writeExcelFile(
    sheets.map(({ name, columns, rows }) => ({
      sheet: name,
      data: [columns.map(headCell), ...rows.map((row) => columns.map(({ type }, i) => cellOf(row[i], type)))],
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
      // Printed, most sheets are wider than they are long.
      orientation: 'landscape' as const,
    })),
    {
      fontFamily: 'Times New Roman',
      fontSize: 12,
      features: [
        printingFeature(sheets.map(({ name }) => name)),
        tablesFeature(
          sheets.map(({ columns, rows }) => ({ heads: columns.map(({ head }) => head), rows: rows.length })),
        ),
      ],
    },
  );
  return new Uint8Array(await written.toBuffer());
}
