import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openJsonLines } from '../../../infra/local/json-lines.ts';
import { temporaryFolder } from './support/folders.ts';

const fileIn = () => join(temporaryFolder(), 'lines.jsonl');

describe('a file of JSON lines', () => {
  it('keeps what is added, in order', () => {
    const file = fileIn();
    const lines = openJsonLines(file);
    for (const value of [{ a: 'một\nhai' }, [1], null]) lines.append(value);
    expect(openJsonLines(file).values).toEqual([{ a: 'một\nhai' }, [1], null]);
  });

  it('loses no more than the line that a crash cut off, and can go on', () => {
    const file = fileIn();
    openJsonLines(file).append(1);
    appendFileSync(file, '{"half":');
    const lines = openJsonLines(file);
    expect(lines.values).toEqual([1]);
    lines.append(2);
    expect(openJsonLines(file).values).toEqual([1, 2]);
  });

  it('refuses a line in the middle that is no JSON', () => {
    const file = fileIn();
    appendFileSync(file, 'oops\n1\n');
    expect(() => openJsonLines(file)).toThrow();
  });

  it('can be replaced', () => {
    const file = fileIn();
    const lines = openJsonLines(file);
    lines.append(1);
    lines.replace([2, 3]);
    expect(readFileSync(file, 'utf8')).toBe('2\n3\n');
  });
});
