import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

/** A file of one JSON value per line, to which lines are only added. */
export interface JsonLines {
  /** What was in the file when it was opened, in order. */
  readonly values: readonly unknown[];
  /** Adds a value; it is in the file when this returns. */
  append(value: unknown): void;
  /** Puts the given values in the place of all that is there. */
  replace(values: readonly unknown[]): void;
}

const lineOf = (value: unknown) => `${JSON.stringify(value)}\n`;

/**
 * Opens a file of JSON lines, which need not be there. A last line that a crash cut off is left out and cut away:
 * whoever wrote it was not told that it was kept. Throws on any other line that is no JSON.
 */
export function openJsonLines(file: string, revive?: (key: string, value: unknown) => unknown): JsonLines {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) writeFileSync(file, whole);
  return {
    values: whole
      .split('\n')
      .slice(0, -1)
      .map((line): unknown => JSON.parse(line, revive)),
    append: (value) => appendFileSync(file, lineOf(value)),
    replace: (values) => writeFileSync(file, values.map(lineOf).join('')),
  };
}
