import { parseArgs } from 'node:util';
import type { LocalDate } from '../../lib/calendar/dates.ts';
import { formatDate, weekdayName } from '../../lib/calendar/vietnamese.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { type Deadline, deadlinesBetween, ruleOf } from '../../lib/regime/deadlines.ts';
import { regimes as enteredRegimes } from '../../lib/regime/index.ts';
import { FIRST_YEAR, LAST_YEAR } from '../../lib/regime/periods.ts';
import { type NonWorkingDayPolicy, nonWorkingDayPolicies, type Regime } from '../../lib/regime/schema.ts';

const usage = `Usage: npm run --silent deadlines -- --year YEAR [--rule RULE] [--policy POLICY] [--json]

Every periodic deadline whose last acceptable day is in YEAR, by the rules in force then (before the first
regime: by the rules of the first), in order of time. POLICY tries out what becomes of a last acceptable day
that is not a working day: ${nonWorkingDayPolicies.join(', ')}.
`;

/** A command line that cannot be carried out; the message is for the person who typed it. */
class UsageError extends Error {
  override name = 'UsageError';
}

interface Query {
  year: number;
  rule: string | undefined;
  policy: NonWorkingDayPolicy | undefined;
  json: boolean;
  help: boolean;
}

function parseCommandLine(args: readonly string[]): Query {
  const options = {
    year: { type: 'string' },
    rule: { type: 'string' },
    policy: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const;
  try {
    const { year = '', rule, policy, json, help } = parseArgs({ args: [...args], options }).values;
    if (!help && (!/^\d{4}$/.test(year) || Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR))
      throw new UsageError(`--year must be a year from ${FIRST_YEAR} to ${LAST_YEAR}`);
    const known = nonWorkingDayPolicies.find((name) => name === policy);
    if (policy !== undefined && known === undefined)
      throw new UsageError(`--policy must be one of ${nonWorkingDayPolicies.join(', ')}`);
    return { year: Number(year), rule, policy: known, json, help };
  } catch (error) {
    // parseArgs explains itself over several lines; the first says what is wrong.
    if (error instanceof TypeError) throw new UsageError(error.message.split(/\n|\. To specify/)[0]);
    throw error;
  }
}

type Row = Deadline & { regime: Regime };

function rowsOf(regimes: readonly Regime[], { year, rule, policy }: Query): Row[] {
  const first = `${year}-01-01`;
  const last = `${year}-12-31`;
  const rows = regimes.flatMap((regime, i) =>
    deadlinesBetween({ ...regime, nonWorkingDayPolicy: policy ?? regime.nonWorkingDayPolicy }, first, last)
      .filter(({ lastDay }) => i === 0 || lastDay >= regime.effectiveFrom)
      .filter(({ lastDay }) => lastDay <= (regime.effectiveTo ?? last))
      .map((deadline) => ({ ...deadline, regime })),
  );
  return rows.filter((row) => rule === undefined || row.rule === rule);
}

function toJson(rows: readonly Row[]): string {
  const items = rows.map(({ rule, period, from, to, lastDay, dueBefore }) =>
    JSON.stringify({ rule, period, from, to, lastDay, dueBefore }),
  );
  return items.length === 0 ? '[]\n' : `[\n  ${items.join(',\n  ')}\n]\n`;
}

const dayAndDate = (date: LocalDate): string => `${formatDate(date)}, ${weekdayName(date)}`;

function remarksOn({ regime, rule, lastDay, nominalLastDay }: Row): string {
  const effectiveFrom = ruleOf(regime, rule)?.effectiveFrom ?? regime.effectiveFrom;
  return [
    lastDay < effectiveFrom ? `trước ngày có hiệu lực ${formatDate(effectiveFrom)}` : '',
    lastDay === nominalLastDay ? '' : `dời từ ${dayAndDate(nominalLastDay)}`,
    vietnamCalendar.isWorkingDay(lastDay) ? '' : 'ngày nghỉ',
  ]
    .filter((remark) => remark !== '')
    .join('; ');
}

function toTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    ruleOf(row.regime, row.rule)?.name ?? row.rule,
    row.period,
    formatDate(row.from),
    formatDate(row.to),
    dayAndDate(row.lastDay),
    remarksOn(row),
  ]);
  const lines = [['Báo cáo', 'Kỳ', 'Từ ngày', 'Đến ngày', 'Chậm nhất hết ngày', 'Ghi chú'], ...cells].map((line) =>
    line.map((cell) => cell.normalize('NFC')),
  );
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const padded = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const [heading = '', ...body] = padded;
  return `${[heading, widths.map((width) => '─'.repeat(width)).join('  '), ...body].join('\n')}\n`;
}

/** What the command writes and how it ends: 0, or 2 when the command line cannot be carried out. */
export interface Outcome {
  exitCode: 0 | 2;
  stdout: string;
  stderr: string;
}

/** Carries out `npm run deadlines` with its arguments (docs/regime.md shows it). */
export function run(args: readonly string[], regimes: readonly Regime[] = enteredRegimes): Outcome {
  try {
    const query = parseCommandLine(args);
    if (query.help) return { exitCode: 0, stdout: usage, stderr: '' };
    const ruleIds = [...new Set(regimes.flatMap(({ rules }) => rules.map(({ id }) => id)))];
    if (query.rule !== undefined && !ruleIds.includes(query.rule))
      throw new UsageError(`--rule must be one of ${ruleIds.join(', ')}`);
    const rows = rowsOf(regimes, query);
    return { exitCode: 0, stdout: query.json ? toJson(rows) : toTable(rows), stderr: '' };
  } catch (error) {
    if (error instanceof UsageError) return { exitCode: 2, stdout: '', stderr: `deadlines: ${error.message}\n` };
    throw error;
  }
}

if (import.meta.main) {
  const { exitCode, stdout, stderr } = run(process.argv.slice(2));
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = exitCode;
}
