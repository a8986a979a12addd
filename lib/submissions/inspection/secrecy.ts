/** The marks of state secrets (R19), weakest first. */
export const secrecyMarks = ['MẬT', 'TỐI MẬT', 'TUYỆT MẬT'] as const;

export type SecrecyMark = (typeof secrecyMarks)[number];

/**
 * Looks for marks of secrecy in a document, line by line (a paragraph, a cell, a text box, a printed line).
 *
 * A mark is a stamp: a line of its own, in capitals, perhaps letter-spaced, boxed or in brackets ("M Ậ T", "[TỐI MẬT]",
 * "TÀI LIỆU MẬT"); or a label that states the level ("Độ mật: Tối mật", "BÍ MẬT NHÀ NƯỚC - ĐỘ MẬT"). Prose that speaks of
 * secrets is not one, nor a heading broken in the middle of a word ("BẢO / MẬT"), nor the heads of a table that counts
 * documents of each level side by side. In doubt it reports: a file wrongly held back can be sent again, a secret
 * that was stored cannot be unsaid.
 */
export class MarkFinder {
  #found = -1;
  #before = '';
  #current = '';

  /** Takes the next line; a line break inside separates lines, a tab or a wide gap separates cells. */
  line(text: string): void {
    // Every mark has a letter beyond ASCII, in Unicode and in the older Vietnamese encodings: most lines end here.
    if (!/[\u0080-\uffff]/.test(text)) {
      this.#take(text.slice(0, longest).trim());
      return;
    }
    for (const line of text.replace(filler, ' ').split(lineBreak)) {
      const cells = line.split(cellBreak).map(normalise);
      const whole = line.length <= longest ? normalise(line) : '';
      const separate = cells.filter((cell) => cell !== '').length > 1 && stampOf(whole) === undefined;
      for (const unit of separate || whole === '' ? cells : [whole]) this.#take(unit);
    }
  }

  /** The gravest mark in the lines so far; call it after the last one. */
  gravest(): SecrecyMark | undefined {
    this.#take('-');
    return secrecyMarks[this.#found];
  }

  // A line is judged when the one after it is known. Empty ones do not come between.
  #take(next: string): void {
    if (next === '') return;
    const mark = labelledLevel(this.#current) ?? levelAfterLabel(this.#before, this.#current) ?? this.#stamp(next);
    if (mark !== undefined) this.#found = Math.max(this.#found, secrecyMarks.indexOf(mark));
    this.#before = this.#current;
    this.#current = next;
  }

  #stamp(next: string): SecrecyMark | undefined {
    const mark = stampOf(this.#current);
    if (mark === undefined) return undefined;
    const beside = [this.#before, next].map(levelOf);
    if (beside.some((level) => level !== undefined && level !== mark)) return undefined;
    const broken = mark === 'MẬT' && (brokenBefore.test(this.#before) || brokenAfter.test(next));
    return broken ? undefined : mark;
  }
}

/** The gravest mark of secrecy in these lines, if any. */
export function findSecrecyMark(lines: Iterable<string>): SecrecyMark | undefined {
  const finder = new MarkFinder();
  for (const line of lines) finder.line(line);
  return finder.gravest();
}

const levels = new Map<string, SecrecyMark>([
  ['mật', 'MẬT'],
  ['tốimật', 'TỐI MẬT'],
  ['tuyệtmật', 'TUYỆT MẬT'],
]);

// The same words typed with the fonts of the older encodings: TCVN3 (.VnTimeH) and VNI.
const oldEncodings = new Map<string, SecrecyMark>([
  ['mët', 'MẬT'],
  ['tèimët', 'TỐI MẬT'],
  ['tuyötmët', 'TUYỆT MẬT'],
  ['maät', 'MẬT'],
  ['toáimaät', 'TỐI MẬT'],
  ['tuyeätmaät', 'TUYỆT MẬT'],
]);

// "BẢO / MẬT", "BÍ / MẬT", "ĐỘ / MẬT" in a narrow heading; "MẬT / ĐỘ DÂN SỐ" likewise (but "ĐỘ KHẨN" may follow a stamp).
const brokenBefore = /(?:^|[^\p{L}])(?:bảo|bí|cơ|độ|không|giải)$/iu;
const brokenAfter = /^(?:độ|độ dân .*|mã|ong|khẩu|danh)$/iu;

const statedLevel = /^(?:(?:mức |cấp )?độ mật|độ bí mật(?: nhà nước)?)[^\p{L}\p{N}]+(tuyệt mật|tối mật|mật)$/iu;
const stateSecret = /^(?:(?:TÀI LIỆU|VĂN BẢN|HỒ SƠ) )?BÍ MẬT NHÀ NƯỚC[^\p{L}\p{N}]+(.*)$/u;
const levelOfSecret = /^(?:thuộc )?độ[^\p{L}\p{N}]+(tuyệt mật|tối mật|mật)$/iu;
const openLabel = /^(?:mức |cấp )?độ mật ?:$/iu;

// No mark is longer than this, not even letter-spaced; of a longer line only the end matters, to the line after it.
const longest = 120;
const filler = /[.…_*=~#─━═-]{4,}/g;
const lineBreak = /[\n\v\f\r\u0085\u2028\u2029]/;
const cellBreak = /\t|[^\S\t]{3,}|[|│║┃¦]/;

/** One spelling of each letter, one blank between words, no symbols around. A closing colon stays: it tells a label. */
function normalise(text: string): string {
  const short = text.length <= longest ? text : `x${text.slice(-20)}`;
  return short
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/[^\p{L}\p{N}:]+$/u, '');
}

function lettersOf(line: string): string | undefined {
  return /\p{N}/u.test(line) ? undefined : line.replace(/[^\p{L}]/gu, '');
}

function levelOf(line: string): SecrecyMark | undefined {
  return levels.get(lettersOf(line)?.toLowerCase() ?? '');
}

function stampOf(line: string): SecrecyMark | undefined {
  const letters = lettersOf(line) ?? '';
  const old = oldEncodings.get(letters.toLowerCase());
  if (old !== undefined || letters !== letters.toUpperCase() || line.endsWith(':')) return old;
  return levels.get(letters.replace(/^(?:TÀILIỆU|VĂNBẢN|HỒSƠ)/, '').toLowerCase());
}

function labelledLevel(line: string): SecrecyMark | undefined {
  const ofSecret = levelOfSecret.exec(stateSecret.exec(line)?.[1] ?? '');
  return levelOf((statedLevel.exec(line) ?? ofSecret)?.[1] ?? '');
}

function levelAfterLabel(label: string, line: string): SecrecyMark | undefined {
  return openLabel.test(label) ? levelOf(line) : undefined;
}
