import { MAX_FILES, plainName, refusalOf } from './check.ts';

/** A file that was chosen, and what it is in the report. */
export interface Chosen {
  key: string;
  file: File;
  role: 'main' | 'annex';
  /** Why it cannot be sent. */
  refusal: string | undefined;
}

const nameOf = (file: File): string => plainName(file.name).toLowerCase();

/** Letters come as PDF or Word; tables, and what calls itself an annex, go with them. */
function looksLikeMain({ file }: Chosen): boolean {
  const name = nameOf(file);
  return !/^(phụ lục|phu luc|pl)[\s._-]/.test(name) && /\.(pdf|docx?)$/.test(name);
}

/** The list with exactly one main file: the one that was, else the likeliest. */
function withOneMain(files: readonly Chosen[]): Chosen[] {
  const usable = files.filter(({ refusal }) => refusal === undefined);
  const main = usable.find(({ role }) => role === 'main') ?? usable.find(looksLikeMain) ?? usable[0];
  return files.map((chosen) => ({ ...chosen, role: chosen === main ? 'main' : 'annex' }));
}

let count = 0;

/** Adds files to those chosen; names must differ, since people find them by name. */
export function addFiles(chosen: readonly Chosen[], more: readonly File[]): Chosen[] {
  const names = new Set(chosen.map(({ file }) => nameOf(file)));
  const added = more.map((file): Chosen => {
    const name = nameOf(file);
    const twice = names.has(name) ? 'Đã có tệp cùng tên trong danh sách.' : undefined;
    names.add(name);
    count += 1;
    return {
      key: String(count),
      file,
      role: 'annex',
      refusal: refusalOf({ name: file.name, size: file.size }) ?? twice,
    };
  });
  return withOneMain([...chosen, ...added]);
}

/** Takes a file off the list; another with its name is then fine. */
export function removeFile(chosen: readonly Chosen[], key: string): Chosen[] {
  const kept = chosen.filter((one) => one.key !== key).map(({ file }) => file);
  const main = chosen.find(({ role, key: own }) => role === 'main' && own !== key)?.file;
  const again = addFiles([], kept);
  const keptMain = again.find(({ file }) => file === main);
  return keptMain ? makeMain(again, keptMain.key) : again;
}

/** Makes one file the main one. */
export const makeMain = (chosen: readonly Chosen[], key: string): Chosen[] =>
  chosen.map((one) => ({ ...one, role: one.key === key ? 'main' : 'annex' }));

/** What keeps the list from being sent; undefined when it can be. */
export function refusalOfList(chosen: readonly Chosen[]): string | undefined {
  if (chosen.length === 0) return 'Chưa chọn tệp nào.';
  if (chosen.length > MAX_FILES) return `Mỗi lần gửi tối đa ${MAX_FILES} tệp; đang chọn ${chosen.length} tệp.`;
  if (chosen.some(({ refusal }) => refusal !== undefined)) return 'Có tệp không gửi được. Đề nghị bỏ hoặc thay tệp đó.';
  return undefined;
}
