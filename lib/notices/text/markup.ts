const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML text or attribute value: names and numbers come from people and may hold anything. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => entities[c] ?? c);

/** A subject on one line, whatever the names in it hold. */
export const subjectLine = (text: string): string => text.replace(/\s+/gu, ' ').trim().slice(0, 180);

export interface Table {
  head: string[];
  rows: string[][];
}
export type Block = { p: string } | { table: Table } | { link: string; label: string };

const cell = (tag: 'th' | 'td', text: string) =>
  `<${tag} style="border:1px solid #999;padding:6px 8px;text-align:left;vertical-align:top">${escapeHtml(text)}</${tag}>`;

const tableHtml = ({ head, rows }: Table) =>
  `<table style="border-collapse:collapse;margin:12px 0" cellpadding="0" cellspacing="0"><thead><tr>${head
    .map((text) => cell('th', text))
    .join('')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${row.map((text) => cell('td', text)).join('')}</tr>`)
    .join('')}</tbody></table>`;

/** A table in plain text: one block per row, since columns do not survive a narrow mail window. */
const tableText = ({ head, rows }: Table) =>
  rows
    .map((row, i) => row.map((text, c) => `${c === 0 ? `${i + 1}. ` : '   '}${head[c] ?? ''}: ${text}`).join('\n'))
    .join('\n\n');

function blockHtml(block: Block): string {
  if ('p' in block) return `<p style="margin:0 0 12px">${escapeHtml(block.p)}</p>`;
  if ('table' in block) return tableHtml(block.table);
  const href = escapeHtml(block.link);
  return `<p style="margin:0 0 12px">${escapeHtml(block.label)}: <a href="${href}">${href}</a></p>`;
}
const blockText = (block: Block): string =>
  'p' in block ? block.p : 'table' in block ? tableText(block.table) : `${block.label}: ${block.link}`;

/** The same blocks as plain text and as HTML that every mail program shows: no script, no image, no remote part. */
export function render(title: string, blocks: readonly Block[]): { text: string; html: string } {
  const body = blocks.map(blockHtml).join('\n');
  const html = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body style="font-family:'Times New Roman',serif;font-size:16px;line-height:1.5;color:#111">\n${body}\n</body></html>`;
  return { text: `${blocks.map(blockText).join('\n\n')}\n`, html };
}
