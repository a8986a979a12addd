import { decodeNames } from './pdf-streams.ts';
import type { Findings } from './reasons.ts';

// Names that make a document act: scripts, programs, attached files, multimedia, XML forms.
const activeNames = new Set(['JavaScript', 'JS', 'Launch', 'EmbeddedFile', 'RichMedia', 'XFA', 'ImportData']);
const namePattern = /\/([^\s\0()<>[\]{}/%]{1,127})/g;
// A cross-reference may lead to any place that looks like an object, be it in a comment or inside another's string.
const objectBoundary = /\d\s+\d+\s+obj\b|\bendobj\b/;

/** Looks through objects that stand outside streams for names that make a PDF act, or that say it is encrypted. */
export function checkObjects(text: string, findings: Findings): void {
  for (const object of text.split(objectBoundary)) checkNames(withoutStrings(object), findings);
}

/** Looks through an object stream's content likewise, from each place where its index says an object begins. */
export function checkObjectStream(dictionary: string, content: string, findings: Findings): void {
  const first = Number(/\/First\s+(\d+)(?!\d|\s+\d+\s+R)/.exec(dictionary)?.[1]);
  // Without an index, a string cannot be told from the space between two objects.
  if (Number.isNaN(first)) {
    checkNames(content, findings);
    return;
  }
  const numbers = content.slice(0, first).match(/\d+/g) ?? [];
  const starts = numbers.filter((_, index) => index % 2 === 1).map((offset) => first + Number(offset));
  const cuts = [...new Set([0, ...starts, content.length])].sort((a, b) => a - b);
  cuts.forEach((from, index) => {
    checkNames(withoutStrings(content.slice(from, cuts[index + 1])), findings);
  });
}

function checkNames(text: string, findings: Findings): void {
  for (const match of text.matchAll(namePattern)) {
    const name = decodeNames(match[1] ?? '');
    if (activeNames.has(name)) findings.add('active-content');
    if (name === 'Encrypt') findings.add('encrypted');
  }
  if (/\/EF\s*<<\s*\/U?F\b/.test(text)) findings.add('active-content');
}

/** Drops comments and strings, which may hold anything (an address ending in `/JS`); one that does not end stays. */
function withoutStrings(object: string): string {
  const opening = /[(%]/g;
  let kept = '';
  let from = 0;
  for (let found = opening.exec(object); found; found = opening.exec(object)) {
    const end = found[0] === '%' ? lineEnd(object, found.index) : stringEnd(object, found.index);
    if (end === undefined) break;
    kept += `${object.slice(from, found.index)} `;
    from = end;
    opening.lastIndex = end;
  }
  return kept + object.slice(from);
}

function lineEnd(text: string, at: number): number {
  const end = text.slice(at).search(/[\r\n]/);
  return end < 0 ? text.length : at + end;
}

function stringEnd(text: string, at: number): number | undefined {
  const mark = /\\[\s\S]|[()]/g;
  mark.lastIndex = at;
  let depth = 0;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    if (found[0] === '(') depth += 1;
    else if (found[0] === ')') depth -= 1;
    if (depth === 0) return mark.lastIndex;
  }
  return undefined;
}
