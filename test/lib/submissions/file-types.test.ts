import { describe, expect, it } from 'vitest';
import { fileTypeOf, fileTypes, hasDoubleExtension } from '../../../lib/submissions/file-types.ts';

describe('the type of a declared file', () => {
  it.each(Object.entries(fileTypes))('.%s is declared as %s', (extension, mime) => {
    expect(fileTypeOf(`bao-cao.${extension}`, mime)).toBe(extension);
    expect(fileTypeOf(`BÁO CÁO THÁNG 1.${extension.toUpperCase()}`, mime)).toBe(extension);
  });

  it.each([
    ['bao-cao.pdf', fileTypes.docx],
    ['bao-cao.docx', fileTypes.doc],
    ['bao-cao.docm', fileTypes.docx],
    ['bao-cao', fileTypes.pdf],
    ['bao-cao.pdf ', fileTypes.pdf],
    ['bao-cao.constructor', 'application/octet-stream'],
    ['pdf', fileTypes.pdf],
    ['bao-cao.pdf', ''],
  ])('%j declared as %j has none', (name, mime) => {
    expect(fileTypeOf(name, mime)).toBeUndefined();
  });
});

describe('a name that hides what the file is', () => {
  it.each([
    'bao-cao.pdf.exe',
    'bao-cao.exe.pdf',
    'bao-cao.docm.docx',
    'bao-cao.PDF.Scr',
    'bao-cao.pdf   .exe',
    'bao-cao.html.pdf',
    'bao-cao.pdf.',
    'bao\u202ecao.pdf',
    'bao\u0000cao.pdf',
    'bao\u200bcao.pdf',
  ])('%j does', (name) => {
    expect(hasDoubleExtension(name)).toBe(true);
  });

  it.each([
    'bao-cao.pdf',
    'BC thang 1.2027.docx',
    'Bao cao so 12.BC-HU ngay 05.01.2027.xlsx',
    'bao-cao.docx.pdf',
    'Báo cáo quý I.pdf',
  ])('%j does not', (name) => {
    expect(hasDoubleExtension(name)).toBe(false);
  });
});
