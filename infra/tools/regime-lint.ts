import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { regimes as enteredRegimes, regimesSchema } from '../../lib/regime/index.ts';
import { type Finding, needsDecision, type YearRange } from '../../lib/regime/lint/finding.ts';
import { lintVersions } from '../../lib/regime/lint/versions.ts';
import { yearWords } from '../../lib/regime/lint/words.ts';
import { defaultYears, lintRegime } from '../../lib/regime/lint.ts';
import { type Regime, regimeSchema } from '../../lib/regime/schema.ts';
import { categories, tags } from '../../lib/units/unit.ts';
import { finish, isCommand, type Outcome, readCommandLine, readYear, UsageError } from './shared/command.ts';

const usage = `Usage: npm run --silent regime:lint -- [FILE] [--year YEAR[..YEAR]]… [--json]

What a regime leaves open, says twice, or makes impossible. FILE holds a regime as JSON, or a list of regimes that follow
one another; without it, the regimes of this project are read. YEAR names the years whose deadlines are looked at (all
between the first and the last one named); by default from the regime's first year to the last whose days off are entered.

Exit code: 0 nothing to decide (no findings, or notes and silences that the file itself settles)
           1 findings that need a decision: contradictions, silences that nothing settles
           2 a bad command line or file
`;

interface Query {
  file: string | undefined;
  years: YearRange | undefined;
  json: boolean;
  help: boolean;
}

function parseCommandLine(args: readonly string[]): Query {
  const options = {
    year: { type: 'string', multiple: true },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const;
  const { values, positionals } = readCommandLine({ args: [...args], options, allowPositionals: true });
  if (positionals.length > 1) throw new UsageError('only one FILE can be read');
  const years = (values.year ?? []).flatMap((range) => range.split('..')).map(readYear);
  const range = years.length === 0 ? undefined : { first: Math.min(...years), last: Math.max(...years) };
  return { file: positionals[0], years: range, json: values.json, help: values.help };
}

const faultsOf = (error: z.ZodError): string =>
  error.issues
    .map(({ path, message }) => `  ${path.length === 0 ? '(the whole)' : z.core.toDotPath(path)}: ${message}`)
    .join('\n');

/** Reads a regime, or several, from a file. Throws a UsageError that names every fault with its path. */
function readRegimes(file: string): readonly Regime[] {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new UsageError(`${file} ${reason}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  }
  const several = Array.isArray(json);
  const parsed = several ? regimesSchema.safeParse(json) : regimeSchema.transform((one) => [one]).safeParse(json);
  if (parsed.success) return parsed.data;
  throw new UsageError(`${file} is not ${several ? 'a list of regimes' : 'a regime'}:\n${faultsOf(parsed.error)}`);
}

/** The findings on one regime, or on how all follow one another. */
interface Chapter {
  regime?: string;
  title: string;
  years?: YearRange;
  findings: Finding[];
}

function chaptersOf(regimes: readonly Regime[], years: YearRange | undefined): Chapter[] {
  const each = regimes.map((regime): Chapter => {
    const range = years ?? defaultYears(regime);
    const findings = lintRegime(regime, { years: range, registry: { categories, tags } });
    const title = `${regime.version}: ${regime.title}`;
    return { regime: regime.version, title, years: range, findings };
  });
  const between = lintVersions(regimes, vietnamCalendar);
  return between.length === 0 ? each : [...each, { title: 'Chuyển tiếp giữa các chế độ', findings: between }];
}

const sections: readonly [string, (finding: Finding) => boolean][] = [
  ['Mâu thuẫn, cần quyết định', (finding) => finding.severity === 'contradiction'],
  ['Văn bản im lặng, cần quyết định', (finding) => finding.severity === 'silence' && needsDecision(finding)],
  ['Văn bản im lặng, đã có cách hiểu', (finding) => finding.severity === 'silence' && !needsDecision(finding)],
  ['Ghi chú', (finding) => finding.severity === 'note'],
];

function findingText({ code, message, decision, citation }: Finding): string {
  return [
    `  • ${message} [${code}]`,
    ...(decision === undefined ? [] : [`    Cách hiểu: ${decision}`]),
    ...(citation === undefined ? [] : [`    Điểm ${citation.clause}: “${citation.quote}”`]),
    '',
  ].join('\n');
}

function chapterText({ title, years, findings }: Chapter): string {
  const range = years && yearWords(Array.from({ length: years.last - years.first + 1 }, (_, i) => years.first + i));
  const parts = sections.flatMap(([heading, belongs]) => {
    const own = findings.filter(belongs);
    return own.length === 0 ? [] : [`${heading} (${own.length})\n${own.map(findingText).join('')}`];
  });
  const body = parts.length === 0 ? 'Không có điểm nào cần nêu.\n' : parts.join('\n');
  return `${title}${range === undefined ? '' : ` (${range})`}\n\n${body}`;
}

function toText(chapters: readonly Chapter[], findings: readonly Finding[]): string {
  const open = findings.filter(needsDecision).length;
  const total = `Tổng cộng ${findings.length} điểm, trong đó ${open} điểm cần quyết định.\n`;
  return `${chapters.map(chapterText).join('\n')}\n${total}`.normalize('NFC');
}

/** Carries out `npm run regime:lint` with its arguments; its help documents the exit codes. */
export function run(args: readonly string[], regimes: readonly Regime[] = enteredRegimes): Outcome {
  try {
    const { file, years, json, help } = parseCommandLine(args);
    if (help) return { exitCode: 0, stdout: usage, stderr: '' };
    const chapters = chaptersOf(file === undefined ? regimes : readRegimes(file), years);
    const findings = chapters.flatMap((chapter) => chapter.findings);
    const stdout = json
      ? `${JSON.stringify(
          chapters.map(({ regime, years: range, findings: own }) => ({ regime, years: range, findings: own })),
          null,
          2,
        )}\n`
      : toText(chapters, findings);
    return { exitCode: findings.some(needsDecision) ? 1 : 0, stdout, stderr: '' };
  } catch (error) {
    if (error instanceof UsageError) return { exitCode: 2, stdout: '', stderr: `regime:lint: ${error.message}\n` };
    throw error;
  }
}

if (isCommand(import.meta)) finish(run(process.argv.slice(2)));
