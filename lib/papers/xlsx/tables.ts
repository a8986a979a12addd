import { escapeHtml } from '../../notices/text/markup.ts';
import type { Feature } from './feature.ts';

/** A table of a sheet, from its first cell: Excel then filters it, sorts it, and names its columns. */
export interface SheetTable {
  heads: readonly string[];
  /** Without the head. */
  rows: number;
}

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONSHIP = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml';

/** `A` to `Z`: no table here is wider. */
const columnName = (index: number): string => String.fromCharCode(65 + index);

function tableXml({ heads, rows }: SheetTable, number: number): string {
  // A table without a row is not one that Excel opens.
  const range = `A1:${columnName(heads.length - 1)}${Math.max(rows, 1) + 1}`;
  const columns = heads.map((head, i) => `<tableColumn id="${i + 1}" name="${escapeHtml(head)}"/>`).join('');
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n` +
    `<table xmlns="${NAMESPACE}" id="${number}" name="Bang${number}" displayName="Bang${number}" ref="${range}" totalsRowShown="0">` +
    `<autoFilter ref="${range}"/><tableColumns count="${heads.length}">${columns}</tableColumns>` +
    `<tableStyleInfo name="TableStyleLight9" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>`
  );
}

/**
 * Makes each sheet's cells a table with filters, which `write-excel-file` does not do by itself. `tables` are in the order
 * of the sheets.
 */
export function tablesFeature(tables: readonly SheetTable[]): Feature {
  return {
    files: {
      transform: {
        '[Content_Types].xml': {
          insert: () =>
            tables.map((_, i) => `<Override PartName="/xl/tables/table${i + 1}.xml" ContentType="${TYPE}"/>`).join(''),
        },
        'xl/worksheets/sheet{id}.xml': {
          insert: (_options, { sheetIndex }) =>
            `<tableParts count="1"><tablePart r:id="rId-table-${sheetIndex + 1}" xmlns:r="${RELATIONSHIP}"/></tableParts>`,
        },
        'xl/worksheets/_rels/sheet{id}.xml.rels': {
          insert: (_options, { sheetIndex }) =>
            `<Relationship Id="rId-table-${sheetIndex + 1}" Type="${RELATIONSHIP}/table" Target="../tables/table${sheetIndex + 1}.xml"/>`,
        },
      },
      write: {
        files: () =>
          Object.fromEntries(tables.map((table, i) => [`xl/tables/table${i + 1}.xml`, tableXml(table, i + 1)])),
      },
    },
  };
}
