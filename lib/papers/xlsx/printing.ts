import { escapeHtml } from '../../notices/text/markup.ts';
import type { Feature } from './feature.ts';

/** A4, as wide as one page and as many pages long as it needs. */
const PAGE = { paperSize: 9, fitToWidth: 1, fitToHeight: 0 } as const;
const FIT = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';

/** A sheet's first row, as a formula names it. */
const headRow = (sheet: string): string => `'${sheet.replaceAll("'", "''")}'!$1:$1`;

/**
 * Prints each sheet with all its columns on one page and its head on every page, for which `write-excel-file` has no
 * option. `sheets` are their names in order.
 */
export function printingFeature(sheets: readonly string[]): Feature {
  const titles = sheets.map(
    (sheet, i) =>
      `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${escapeHtml(headRow(sheet))}</definedName>`,
  );
  return {
    files: {
      transform: {
        'xl/workbook.xml': {
          transform: (content) => content.replace('<definedNames/>', `<definedNames>${titles.join('')}</definedNames>`),
        },
        'xl/worksheets/sheet{id}.xml': {
          transform: (content) => content.replace(/<worksheet[^>]*>/, (root) => `${root}${FIT}`),
          transformElementAttributes: (tagName, attributes) =>
            tagName === 'pageSetup' ? { ...attributes, ...PAGE } : attributes,
        },
      },
    },
  };
}
