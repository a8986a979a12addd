const MOST_CHARACTERS = 110;
/** Names that Windows keeps for devices, whatever follows the dot. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * A name for people that every system takes as a file's: letters and accents stay; separators become hyphens; what a file
 * system gives a meaning, or nobody sees, goes.
 */
export function safeName(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[/\\:|]/g, '-')
    .replace(/[<>"?*]/g, '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/gu, ' ')
    .slice(0, MOST_CHARACTERS)
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return plain === '' ? 'tệp' : reserved.test(plain) ? `_${plain}` : plain;
}

/** A path that was not given before: names that differ only in case are the same on many systems. */
export function uniqueName(path: string, extension: string, taken: Set<string>): string {
  for (let n = 1; ; n += 1) {
    const candidate = `${path}${n === 1 ? '' : ` (${n})`}${extension.toLowerCase()}`;
    const key = candidate.toLocaleLowerCase('vi');
    if (taken.has(key)) continue;
    taken.add(key);
    return candidate;
  }
}
