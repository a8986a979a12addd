import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scenarios } from './faults/scenarios/all.ts';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
/** A test as documents name it: its file, and its title letter by letter. */
const named = (path: string) =>
  [...read(path).matchAll(/`(test\/[^`]+\.test\.tsx?)`(?: “([^”]+)”)?/g)].map(([, file = '', title]) => ({
    file,
    title,
  }));
const rows = (path: string, heading: string) =>
  (read(path).split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => /^\| [^-]/.test(line))
    .slice(1);

describe.each(['docs/reliability.md', 'docs/security.md'])('%s', (path) => {
  it('names only tests that there are', () => {
    const found = named(path);
    expect(found.length).toBeGreaterThan(5);
    const missing = found.filter(
      ({ file, title }) => !existsSync(new URL(`../${file}`, import.meta.url)) || !read(file).includes(title ?? ''),
    );
    expect(missing).toEqual([]);
  });
});

describe('every row', () => {
  it.each([
    ['docs/security.md', 'Who, what, and what stops them'],
    ['docs/reliability.md', 'How it is tried'],
  ])('of %s names a test by its title', (path, heading) => {
    const all = rows(path, heading);
    expect(all.length).toBeGreaterThan(5);
    expect(all.filter((row) => !/`test\/[^`]+\.test\.tsx?` “[^”]+”/.test(row))).toEqual([]);
  });
});

describe('every row of the threat model', () => {
  it('says what was broken on purpose to see its test fail', () => {
    const all = rows('docs/security.md', 'Who, what, and what stops them').map((row) =>
      row.split(' | ').map((cell) => cell.trim()),
    );
    expect(all.filter((cells) => cells.length !== 5 || /^\|?$/.test(cells[4] ?? ''))).toEqual([]);
  });
});

describe('the functions of the system', () => {
  const functions = globSync('functions/*/index.ts', { cwd: new URL('..', import.meta.url).pathname }).map(
    (path) => dirname(path).split('/')[1] ?? '',
  );

  it('are all let fail, and all in the table of faults', () => {
    const tried = new Set(scenarios.map((scenario) => scenario.function));
    const told = rows('docs/reliability.md', 'Functions and faults').map((row) => /^\| `([a-z-]+)`/.exec(row)?.[1]);
    expect([...tried].sort()).toEqual(functions.sort());
    expect(told.sort()).toEqual(functions.sort());
  });
});
