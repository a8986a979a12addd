/**
 * Spreadsheets take a cell that begins so for a formula. An apostrophe before it makes it text; one that stood there
 * already gets another, so that the loader of the registry can take exactly one away.
 */
const formula = /^(?:'*[=+\-@]|[\t\r])/;

const cellOf = (value: string | number): string => {
  const text = typeof value === 'string' && formula.test(value) ? `'${value}` : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Rows as CSV with a mark for UTF-8, without which spreadsheets spoil the diacritics. */
export const toCsv = (rows: readonly (readonly (string | number)[])[]): string =>
  `\u{feff}${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;

/** Hands a text to the reader as a file. */
export function download(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken it over by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
