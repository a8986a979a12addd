import type { LocalDate } from '../../lib/calendar/dates.ts';
import { formatDate, weekdayName } from '../../lib/calendar/vietnamese.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { type Deadline, ruleOf } from '../../lib/regime/deadlines.ts';
import { regimes as enteredRegimes } from '../../lib/regime/index.ts';
import { FIRST_YEAR } from '../../lib/regime/periods.ts';
import { type NonWorkingDayPolicy, nonWorkingDayPolicies, type Regime } from '../../lib/regime/schema.ts';
import { deadlinesOwed } from '../../lib/regime/succession.ts';
import {
  finish,
  isCommand,
  type Outcome,
  readChoice,
  readCommandLine,
  readYear,
  UsageError,
} from './shared/command.ts';
import { toTable } from './shared/table.ts';

const usage = `Usage: npm run --silent deadlines -- --year YEAR [--rule RULE] [--policy POLICY] [--json]

Every periodic deadline whose last acceptable day is in YEAR, by the rules in force then (before the first
regime: by the rules of the first), in order of time. POLICY tries out what becomes of a last acceptable day
that is not a working day: ${nonWorkingDayPolicies.join(', ')}.
`;

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
  const { year = '', rule, policy, json, help } = readCommandLine({ args: [...args], options }).values;
  const known = help ? 0 : readYear(year);
  return { year: known, rule, policy: readChoice('policy', policy, nonWorkingDayPolicies), json, help };
}

type Row = Deadline & { regime: Regime };

/** A regime as if it had always held: what the years before the first one are listed by. */
const fromEverOn = (regime: Regime): Regime => {
  const effectiveFrom = `${FIRST_YEAR - 1}-01-01`;
  return { ...regime, effectiveFrom, rules: regime.rules.map((rule) => ({ ...rule, effectiveFrom })) };
};

function rowsOf(regimes: readonly Regime[], { year, rule, policy }: Query): Row[] {
  const asked = regimes
    .map((regime, i) => (i === 0 ? fromEverOn(regime) : regime))
    .map((regime) => ({ ...regime, nonWorkingDayPolicy: policy ?? regime.nonWorkingDayPolicy }));
  return deadlinesOwed(asked, `${year}-01-01`, `${year}-12-31`)
    .filter((deadline) => rule === undefined || deadline.rule === rule)
    .flatMap((deadline) => {
      const regime = regimes.find(({ version }) => version === deadline.regimeVersion);
      return regime ? [{ ...deadline, regime }] : [];
    });
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

const heading = ['Báo cáo', 'Kỳ', 'Từ ngày', 'Đến ngày', 'Chậm nhất hết ngày', 'Ghi chú'];
const cellsOf = (row: Row): string[] => [
  ruleOf(row.regime, row.rule)?.name ?? row.rule,
  row.period,
  formatDate(row.from),
  formatDate(row.to),
  dayAndDate(row.lastDay),
  remarksOn(row),
];

/** Carries out `npm run deadlines` with its arguments (docs/regime.md shows it): 0, or 2 for a bad command line. */
export function run(args: readonly string[], regimes: readonly Regime[] = enteredRegimes): Outcome {
  try {
    const query = parseCommandLine(args);
    if (query.help) return { exitCode: 0, stdout: usage, stderr: '' };
    const ruleIds = [...new Set(regimes.flatMap(({ rules }) => rules.map(({ id }) => id)))];
    if (query.rule !== undefined && !ruleIds.includes(query.rule))
      throw new UsageError(`--rule must be one of ${ruleIds.join(', ')}`);
    const rows = rowsOf(regimes, query);
    return { exitCode: 0, stdout: query.json ? toJson(rows) : toTable(heading, rows.map(cellsOf)), stderr: '' };
  } catch (error) {
    if (error instanceof UsageError) return { exitCode: 2, stdout: '', stderr: `deadlines: ${error.message}\n` };
    throw error;
  }
}

if (isCommand(import.meta)) finish(run(process.argv.slice(2)));
