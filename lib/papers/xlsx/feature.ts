import type writeExcelFile from 'write-excel-file/node';

type Options = NonNullable<Parameters<typeof writeExcelFile>[1]>;

/** What a workbook can be made to hold beside what `write-excel-file` writes by itself. */
export type Feature = NonNullable<Options['features']>[number];
