/** Lines under a heading, in columns as wide as their widest cell. */
export function toTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heading, ...rows].map((line) => line.map((cell) => cell.normalize('NFC')));
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const padded = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const [first = '', ...body] = padded;
  return `${[first, widths.map((width) => '─'.repeat(width)).join('  '), ...body].join('\n')}\n`;
}
