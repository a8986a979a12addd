import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../../infra/tools/regime-lint.ts';
import { decree, from, letter353, replacedOn } from '../../lib/regime/decree.ts';
import { regimeInput, ruleInput } from '../../lib/regime/made-up.ts';

const folder = mkdtempSync(join(tmpdir(), 'regime-lint-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fileOf = (content: unknown): string => {
  const file = join(folder, 'regime.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const decreeFile = fileURLToPath(new URL('../../lib/regime/decree-09-2019.json', import.meta.url));

const clean = {
  ...regimeInput({
    schedule: { kind: 'monthly', day: 10, months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], monthsLater: 1 },
    citations: { ...ruleInput.citations, audience: { clause: '1', quote: 'các đơn vị' } },
  }),
  nonWorkingDayPolicy: 'next-working-day' as const,
};

describe('npm run regime:lint', () => {
  it('tells what is to be decided in the project’s own regimes, in words with their quotes', () => {
    const { exitCode, stdout, stderr } = run(['--year', '2026']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout).toContain('353-CV/TU@2021-08-24: Chế độ thông tin, báo cáo');
    expect(stdout).toContain('Mâu thuẫn, cần quyết định (2)');
    expect(stdout).toContain('Cách hiểu: Công văn không nêu khoảng thời gian');
    expect(stdout).toContain('Điểm 1.1.b: “gửi Thường trực Tỉnh ủy trước ngày 28 hằng tháng.”');
    expect(stdout).toContain('trong đó 4 điểm cần quyết định');
  });

  it('reads any regime from a file', () => {
    const { exitCode, stdout } = run([decreeFile, '--year', '2026..2027', '--json']);
    const [chapter, ...more] = JSON.parse(stdout);
    expect(exitCode).toBe(1);
    expect(more).toEqual([]);
    expect(chapter).toMatchObject({ regime: decree.version, years: { first: 2026, last: 2027 } });
    expect(chapter.findings[0]).toMatchObject({ code: 'filings-close', rule: 'q2', periods: ['2026-Q2', '2027-Q2'] });
  });

  it('reads a list of regimes, and what lies between them', () => {
    const { stdout } = run([fileOf(replacedOn('2026-05-20', letter353, decree)), '--year', '2026']);
    expect(stdout).toContain('Chuyển tiếp giữa các chế độ');
    expect(stdout).toContain('monthly 2026-05 (chậm nhất ngày 27/05/2026)');
  });

  it('ends with 0 when nothing is left to decide', () => {
    expect(run([fileOf(clean)])).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Không có điểm nào') });
    const silent = { ...clean, nonWorkingDayPolicy: 'unchanged' as const };
    const { exitCode, stdout } = run([fileOf(silent)]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Văn bản im lặng, đã có cách hiểu (1)');
  });

  it('explains itself, exit codes included', () => {
    expect(run(['--help'])).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Exit code') });
  });

  it.each([
    ['a file that is not there', [join(folder, 'none.json')], /cannot be read/],
    ['a folder', [folder], /cannot be read/],
    ['two files', [decreeFile, decreeFile], /only one FILE/],
    ['an unknown option', ['--yaml'], /--yaml/],
    ['a year that is a word', ['--year', 'nay'], /--year/],
    ['half a range', ['--year', '2026..'], /--year/],
    ['a year too late', ['--year', '2026..2101'], /--year/],
  ])('refuses %s with one line and exit code 2', (_, args, message) => {
    const { exitCode, stdout, stderr } = run(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^regime:lint: [^\n]+\n$/);
    expect(stderr).toMatch(message);
  });

  it.each([
    ['text', '{', /is not JSON/],
    ['nothing', {}, /^ {2}rules: /m],
    [
      'a rule without its quote',
      { ...clean, rules: [{ ...clean.rules[0], citations: {} }] },
      /^ {2}rules\[0\]\.citations\.deadline: /m,
    ],
    ['a word', '"353"', /\(the whole\): /],
    ['regimes that hold at the same time', [letter353, from('2026-01-01', decree)], /each end before the next/],
  ])('refuses a file with %s, and names each fault with its place', (_, content, message) => {
    const { exitCode, stdout, stderr } = run([fileOf(content)]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe('commands run through the runner that looks at Node’s version', () => {
  const runner = fileURLToPath(new URL('../../../infra/run.mjs', import.meta.url));

  it.each([
    ['deadlines', ['--year', '2026', '--rule', 'q1'], 'Báo cáo quý I'],
    ['regime-lint', ['--help'], 'regime:lint'],
    ['what-if', ['--help'], 'what-if'],
  ])('%s says what it has to say', (command, args, words) => {
    const script = fileURLToPath(new URL(`../../../infra/tools/${command}.ts`, import.meta.url));
    expect(execFileSync(process.execPath, [runner, script, ...args], { encoding: 'utf8' })).toContain(words);
  });
});
