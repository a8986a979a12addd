/** The file types a unit may send, by extension, with the one MIME type each is declared as. */
const types: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export const MAX_FILES = 20;
const MAX_FILE_BYTES = 100 * 1024 * 1024;
const MAX_NAME = 200;

/** What the file picker offers. */
export const ACCEPTED = Object.keys(types)
  .map((extension) => `.${extension}`)
  .join(',');

/** The same in words, with how many and how large. */
export const TAKEN = `Tệp ${Object.keys(types).join(', ')}; tối đa 20 tệp, mỗi tệp 100 MB.`;

const suspectInner = new Set(
  (
    'exe scr bat cmd pif cpl dll msi msp lnk reg hta jar js jse vbs vbe wsf wsh ps1 sh ' +
    'docm dotm xlsm xltm xlam pptm html htm svg zip rar 7z iso img'
  ).split(' '),
);

const extensionsOf = (name: string): string[] =>
  name
    .toLowerCase()
    .split('.')
    .slice(1)
    .map((part) => part.trim());

/** A file's name as it is declared: Apple's computers spell a letter and its marks apart. */
export const plainName = (name: string): string => name.normalize('NFC').trim();

/** The MIME type that a file is declared as, by its extension alone: browsers of old machines do not know them all. */
export const typeOf = (name: string): string | undefined => types[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''];

/**
 * Why a file cannot be sent, told before a byte of it is; undefined when it can. The API holds files against the same
 * rules (lib/submissions), and a test holds the two against each other.
 */
export function refusalOf({ name, size }: { name: string; size: number }): string | undefined {
  const inner = extensionsOf(name).slice(0, -1);
  const plain = plainName(name);
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(plain) || inner.some((extension) => suspectInner.has(extension)))
    return 'Tên tệp có hai phần mở rộng hoặc có ký tự ẩn. Đề nghị đổi tên tệp.';
  if (typeOf(plain) === undefined)
    return inner.some((extension) => extension in types)
      ? 'Tên tệp có hai phần mở rộng. Đề nghị đổi tên tệp.'
      : 'Chỉ nhận tệp pdf, doc, docx, xls, xlsx.';
  if (/[/\\<>:"|?*]/.test(plain) || plain.startsWith('.'))
    return 'Tên tệp có ký tự không được phép. Đề nghị đổi tên tệp.';
  if (plain.length > MAX_NAME) return 'Tên tệp dài quá 200 ký tự. Đề nghị đổi tên tệp.';
  if (size === 0) return 'Tệp rỗng, không có nội dung.';
  if (size > MAX_FILE_BYTES) return 'Tệp lớn hơn 100 MB. Đề nghị nén ảnh trong tệp hoặc chia thành nhiều phụ lục.';
  return undefined;
}

/** A typed line that the API would refuse, and why; undefined when it is right. */
export function refusalOfLine(text: string, max: number): string | undefined {
  const plain = text.normalize('NFC').trim();
  if (plain === '') return 'Không được để trống.';
  if (text.length > max) return `Không được dài quá ${max} ký tự.`;
  if (/[<>\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(plain)) return 'Không được có dấu <, > hoặc ký tự ẩn.';
  return undefined;
}
