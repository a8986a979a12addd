import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from '../../../infra/tools/deadlines.ts';
import { regimesSchema } from '../../../lib/regime/index.ts';
import { regimeInput } from '../../lib/regime/made-up.ts';

type Item = { rule: string; period: string; lastDay: string; dueBefore: string };
const json = (...args: string[]): Item[] => JSON.parse(run([...args, '--json']).stdout);
const table = (...args: string[]) => run(args).stdout.trimEnd().split('\n');

describe('npm run deadlines -- --json', () => {
  it('gives the contract’s six fields, in this order, and nothing else', () => {
    expect(run(['--year', '2026', '--rule', 'annual', '--json']).stdout).toBe(
      '[\n  {"rule":"annual","period":"2026","from":"2026-01-01","to":"2026-12-31","lastDay":"2026-11-29","dueBefore":"2026-11-29T17:00:00Z"}\n]\n',
    );
  });

  it.each([
    [2021, 65],
    [2026, 64],
    [2027, 65],
    [2035, 64],
  ])('lists the whole of %i by the rules, %i deadlines in order, also before the letter took effect', (year, count) => {
    const items = json('--year', String(year));
    expect(items).toHaveLength(count);
    expect(items.every(({ lastDay }) => lastDay.startsWith(String(year)))).toBe(true);
    const order = items.map(({ dueBefore, rule }) => `${dueBefore} ${rule}`);
    expect(order).toEqual([...order].sort());
  });

  it.each(['2000', '2100'])('works for %s as well', (year) => {
    expect(json('--year', year, '--rule', 'monthly')).toHaveLength(8);
  });

  it('lists one rule when asked for one', () => {
    expect(json('--year', '2027', '--rule', 'monthly').map(({ period }) => period)).toEqual([
      '2027-01',
      '2027-02',
      '2027-04',
      '2027-05',
      '2027-07',
      '2027-08',
      '2027-10',
      '2027-11',
    ]);
  });

  it('tries out another policy', () => {
    const [annual] = json('--year', '2026', '--rule', 'annual', '--policy', 'previous-working-day');
    expect(annual?.lastDay).toBe('2026-11-27');
  });

  it('lists a year in which one regime follows another by the one in force on each day', () => {
    const first = { ...regimeInput({}), effectiveTo: '2027-06-30' };
    const second = {
      ...regimeInput({ schedule: { kind: 'monthly', day: 10, months: [1, 7, 12] } }),
      version: '2',
      effectiveFrom: '2027-07-01',
    };
    const regimes = regimesSchema.parse([first, second]);
    const items: Item[] = JSON.parse(run(['--year', '2027', '--json'], regimes).stdout);
    expect(items.map(({ lastDay }) => lastDay.slice(5))).toEqual(
      '01-20 02-20 03-20 04-20 05-20 06-20 07-10 12-10'.split(' '),
    );
  });
});

describe('npm run deadlines', () => {
  it('shows people an aligned table in Vietnamese', () => {
    expect(table('--year', '2026', '--rule', 'annual')).toEqual([
      'Báo cáo      Kỳ    Từ ngày     Đến ngày    Chậm nhất hết ngày    Ghi chú',
      '───────────  ────  ──────────  ──────────  ────────────────────  ─────────',
      'Báo cáo năm  2026  01/01/2026  31/12/2026  29/11/2026, Chủ nhật  ngày nghỉ',
    ]);
  });

  it('starts every column in the same place', () => {
    const [heading = '', , ...rows] = table('--year', '2026');
    const column = heading.indexOf('Từ ngày');
    expect(rows.filter((row) => !/^\d{2}\/\d{2}\/\d{4} /.test(row.slice(column)))).toEqual([]);
  });

  it('marks what lies before the letter took effect, and only that', () => {
    const marked = table('--year', '2021').filter((line) => line.includes('trước ngày có hiệu lực 24/08/2021'));
    expect(marked).toHaveLength(json('--year', '2021').filter(({ lastDay }) => lastDay < '2021-08-24').length);
    expect(table('--year', '2022').join()).not.toContain('trước ngày có hiệu lực');
  });

  it('says from where a policy moved a day', () => {
    const [, , annual] = table('--year', '2026', '--rule', 'annual', '--policy', 'next-working-day');
    expect(annual).toContain('30/11/2026, thứ Hai  dời từ 29/11/2026, Chủ nhật');
  });

  it('explains itself', () => {
    expect(run(['--help'])).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('--year YEAR') });
  });

  it.each([
    ['no year', []],
    ['a year without value', ['--year']],
    ['a year that is a word', ['--year', 'nay']],
    ['a year with a fraction', ['--year', '2027.5']],
    ['a year too early', ['--year', '1999']],
    ['a year too late', ['--year', '2101']],
    ['an option for a year', ['--year', '--json']],
    ['a rule that does not exist', ['--year', '2027', '--rule', 'daily']],
    ['an empty rule', ['--year', '2027', '--rule', '']],
    ['a policy that does not exist', ['--year', '2027', '--policy', 'never']],
    ['an unknown option', ['--year', '2027', '--yaml']],
    ['a word too many', ['--year', '2027', 'monthly']],
    ['a value for a switch', ['--year', '2027', '--json=yes']],
  ])('refuses %s with one line and exit code 2', (_, args) => {
    const { exitCode, stdout, stderr } = run(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^deadlines: [^\n]+\n$/);
  });

  it('is a command: what it prints and how it exits', () => {
    const script = fileURLToPath(new URL('../../../infra/tools/deadlines.ts', import.meta.url));
    const stdout = execFileSync(process.execPath, [script, '--year', '2026', '--json'], { encoding: 'utf8' });
    expect(stdout).toBe(run(['--year', '2026', '--json']).stdout);
    expect(() => execFileSync(process.execPath, [script], { stdio: 'pipe' })).toThrow(
      expect.objectContaining({ status: 2 }),
    );
  });
});
