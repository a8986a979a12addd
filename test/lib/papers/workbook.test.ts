import { expect, it } from 'vitest';
import { textColumn, writeXlsx } from '../../../lib/papers/xlsx/workbook.ts';
import { inflate, readZip } from '../../../lib/submissions/inspection/zip.ts';

it('a sheet is printed with all its columns on one page, and its head on every page', async () => {
  const sheet = { columns: [textColumn('Đơn vị', 90), textColumn('Ghi chú', 90)], rows: [['Sở Y tế', 'không']] };
  const bytes = await writeXlsx([
    { ...sheet, name: 'Theo đơn vị' },
    { ...sheet, name: "Khối 'A' & B" },
  ]);
  const parts = new Map(readZip(bytes, { bytes: bytes.length * 50 }).map((entry) => [entry.name, entry]));
  const textOf = (name: string) => {
    const entry = parts.get(name);
    return entry ? Buffer.from(inflate(entry)).toString('utf8') : '';
  };
  for (const number of [1, 2]) {
    const xml = textOf(`xl/worksheets/sheet${number}.xml`);
    // The order of a sheet's elements is the format's own: Excel opens no other.
    expect(xml).toMatch(
      /^(?:<\?xml[^>]*\?>)?<worksheet[^>]*><sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr><sheetViews>/,
    );
    const [, setup = ''] = /<pageSetup ([^>]*)\/>/.exec(xml) ?? [];
    for (const said of ['orientation="landscape"', 'paperSize="9"', 'fitToWidth="1"', 'fitToHeight="0"'])
      expect(setup).toContain(said);
  }
  const names = [...textOf('xl/workbook.xml').matchAll(/<definedName name="([^"]*)" localSheetId="(\d)">([^<]*)</g)];
  expect(names.map(([, name, place, range]) => [name, place, range?.replaceAll('&#39;', "'")])).toEqual([
    ['_xlnm.Print_Titles', '0', "'Theo đơn vị'!$1:$1"],
    ['_xlnm.Print_Titles', '1', "'Khối ''A'' &amp; B'!$1:$1"],
  ]);
});
