/** The file types a unit may send, by extension, with the one MIME type each must be declared as. */
export const fileTypes = {
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export type DeclaredType = keyof typeof fileTypes;

// Extensions that have no business before the last one: programs, scripts, documents with macros, archives, web pages.
const suspectInnerExtensions = new Set(
  (
    'exe scr bat cmd pif cpl dll msi msp lnk reg hta jar js jse vbs vbe wsf wsh ps1 sh ' +
    'docm dotm xlsm xltm xlam pptm html htm svg zip rar 7z iso img'
  ).split(' '),
);

// Control and format characters: a right-to-left override makes "…fdp.exe" look like "…exe.pdf".
const hiddenCharacters = /[\p{Cc}\p{Cf}]/u;

function isDeclaredType(extension: string): extension is DeclaredType {
  return Object.hasOwn(fileTypes, extension);
}

function extensionsOf(name: string): string[] {
  return name
    .toLowerCase()
    .split('.')
    .slice(1)
    .map((part) => part.trim());
}

/** The type that a name and a MIME type agree on; undefined when they disagree or the type is not accepted. */
export function fileTypeOf(name: string, mime: string): DeclaredType | undefined {
  const extension = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return isDeclaredType(extension) && fileTypes[extension] === mime ? extension : undefined;
}

/**
 * Whether a name hides what the file is: a program's extension before the last one, an accepted one before a last one
 * that is not (`bao-cao.pdf.exe`), or invisible characters. Ordinary dots (`BC thang 1.2027.docx`) are fine, and so is
 * `bao-cao.docx.pdf`, which printing to PDF produces.
 */
export function hasDoubleExtension(name: string): boolean {
  const extensions = extensionsOf(name);
  const last = extensions.pop() ?? '';
  return (
    hiddenCharacters.test(name) ||
    extensions.some((inner) => suspectInnerExtensions.has(inner)) ||
    (!isDeclaredType(last) && extensions.some(isDeclaredType))
  );
}
