const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML text or attribute value: names and numbers come from people and may hold anything. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => entities[c] ?? c);

/** A subject on one line, whatever the names in it hold. */
export const subjectLine = (text: string): string => text.replace(/\s+/gu, ' ').trim().slice(0, 180);

export interface Table {
  head: string[];
  rows: string[][];
  /** A row in one line of plain text, where it says little; by default its first cell heads a list of the others. */
  inWords?: (row: readonly string[]) => string;
}
/** What is said of one thing, each by its name. */
export type Facts = readonly (readonly [name: string, value: string])[];
export type Block = { p: string } | { table: Table } | { facts: Facts } | { link: string; label: string };

const cell = (tag: 'th' | 'td', text: string) =>
  `<${tag} style="border:1px solid #999;padding:6px 8px;text-align:left;vertical-align:top">${escapeHtml(text)}</${tag}>`;

const tableHtml = (head: readonly string[], body: readonly string[]) =>
  `<table style="border-collapse:collapse;margin:12px 0" cellpadding="0" cellspacing="0">${
    head.length > 0 ? `<thead><tr>${head.map((text) => cell('th', text)).join('')}</tr></thead>` : ''
  }<tbody>${body.map((row) => `<tr>${row}</tr>`).join('')}</tbody></table>`;

const listText = (facts: Facts): string =>
  facts.flatMap(([name, value]) => (value === '' ? [] : [`- ${name}: ${value}`])).join('\n');

/** A table in plain text: columns do not survive a narrow mail window. Several rows are numbered; one needs no number. */
function tableText({ head, rows, inWords }: Table): string {
  const entries = rows.map((row) => {
    const [first = '', ...others] = row;
    return inWords ? inWords(row) : `${first}\n${listText(others.map((value, c) => [head[c + 1] ?? '', value]))}`;
  });
  const numbered = entries.length > 1 ? entries.map((entry, i) => `${i + 1}. ${entry}`) : entries;
  return numbered.join(inWords ? '\n' : '\n\n');
}

function blockHtml(block: Block): string {
  if ('p' in block) return `<p style="margin:0 0 12px">${escapeHtml(block.p)}</p>`;
  if ('table' in block)
    return tableHtml(
      block.table.head,
      block.table.rows.map((row) => row.map((text) => cell('td', text)).join('')),
    );
  if ('facts' in block)
    return tableHtml(
      [],
      block.facts.map(([name, value]) => cell('th', name) + cell('td', value)),
    );
  const href = escapeHtml(block.link);
  return `<p style="margin:0 0 12px">${escapeHtml(block.label)}: <a href="${href}">${href}</a></p>`;
}

function blockText(block: Block): string {
  if ('p' in block) return block.p;
  if ('table' in block) return tableText(block.table);
  return 'facts' in block ? listText(block.facts) : `${block.label}: ${block.link}`;
}

/** The same blocks as plain text and as HTML that every mail program shows: no script, no image, no remote part. */
export function render(title: string, blocks: readonly Block[]): { text: string; html: string } {
  const body = blocks.map(blockHtml).join('\n');
  const html = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body style="font-family:'Times New Roman',serif;font-size:16px;line-height:1.5;color:#111">\n${body}\n</body></html>`;
  return { text: `${blocks.map(blockText).join('\n\n')}\n`, html };
}
