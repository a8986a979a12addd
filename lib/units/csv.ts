import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod';
import { issueWords } from '../text/issue.ts';
import { localDate, unitSchema } from './unit.ts';

/** The columns that a registry file must have, in any order; the header line is required. */
const required = [
  'id',
  'name',
  'category',
  'armed_forces',
  'valid_from',
  'valid_to',
  'successors',
  'contact_email',
  'head_email',
] as const;
/** Columns that it may have: the head's name, and the local date from which a row holds. */
const optional = ['head_name', 'effective_from'] as const;
const columns = [...required, ...optional] as const;
type Column = (typeof columns)[number];
const rowSchema = z.record(z.enum(columns), z.string());
type Row = z.infer<typeof rowSchema>;
const noCells = Object.fromEntries(optional.map((column) => [column, '']));
const linesSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/** Why a row is refused: `line` is the line in the file, counted from 1, on which the row starts. */
export interface CsvProblem {
  line: number;
  column: string;
  reason: string;
}

const loadedSchema = unitSchema
  .safeExtend({ effectiveFrom: localDate.optional() })
  .refine(({ effectiveFrom, validFrom }) => effectiveFrom === undefined || effectiveFrom >= validFrom, {
    path: ['effectiveFrom'],
    message: 'không được trước valid_from',
  });
/** A unit as a row states it, with the local date from which it is to hold; that of loading when there is none. */
export type LoadedUnit = z.infer<typeof loadedSchema>;

/** `silentOn` names the members of which the file has no column: it says nothing about them. */
export type CsvResult =
  | { ok: true; units: LoadedUnit[]; silentOn: 'headName'[] }
  | { ok: false; problems: CsvProblem[] };

const columnOf: Record<string, Column> = {
  validFrom: 'valid_from',
  validTo: 'valid_to',
  contactEmail: 'contact_email',
  headEmail: 'head_email',
  headName: 'head_name',
  effectiveFrom: 'effective_from',
  tags: 'armed_forces',
};

/**
 * Spreadsheets take a cell that begins with one of these signs for a formula, so the portal's file of the registry puts an
 * apostrophe before it. Here exactly one is taken away again.
 */
const asText = /^'(?='*[=+\-@])/;

function headerProblems(header: string[]): CsvProblem[] {
  const missing = required.filter((c) => !header.includes(c));
  const unknown = header.filter((c) => !(columns as readonly string[]).includes(c));
  const doubled = header.filter((c, i) => header.indexOf(c) !== i);
  return [
    ...missing.map((column) => ({ line: 1, column, reason: 'thiếu cột này' })),
    ...unknown.map((column) => ({ line: 1, column, reason: 'cột không có trong mẫu' })),
    ...doubled.map((column) => ({ line: 1, column, reason: 'cột có hai lần' })),
  ];
}

function readRow(row: Row, line: number): { unit?: LoadedUnit; problems: CsvProblem[] } {
  const optional = (value: string) => (value === '' ? undefined : value);
  const stated = {
    id: row.id,
    name: row.name,
    category: row.category,
    tags: row.armed_forces === 'yes' ? ['armed-forces'] : [],
    validFrom: row.valid_from,
    validTo: optional(row.valid_to),
    successors: row.successors.split(/\s+/).filter(Boolean),
    contactEmail: row.contact_email,
    headName: optional(row.head_name),
    headEmail: optional(row.head_email),
    ...(row.effective_from === '' ? {} : { effectiveFrom: row.effective_from }),
  };
  const parsed = loadedSchema.safeParse(stated, { error: issueWords });
  const problems: CsvProblem[] = ['yes', 'no'].includes(row.armed_forces)
    ? []
    : [{ line, column: 'armed_forces', reason: 'chỉ nhận yes hoặc no' }];
  if (parsed.success) return { unit: parsed.data, problems };
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? '');
    problems.push({ line, column: columnOf[field] ?? field, reason: issue.message });
  }
  return { problems };
}

/** Whether a unit comes after itself, over others; figures along its successors would have no end. */
function leadsBack(id: string, successorsOf: ReadonlyMap<string, readonly string[]>): boolean {
  const direct = (successorsOf.get(id) ?? []).filter((successor) => successor !== id);
  const reached = new Set(direct);
  // The set grows while it is walked: what is found is looked at in its turn.
  for (const next of reached) for (const further of successorsOf.get(next) ?? []) reached.add(further);
  return reached.has(id);
}

/** What no row shows by itself: ids that stand twice, and successors that the file does not hold. */
function crossProblems(rows: { unit: LoadedUnit; line: number }[]): CsvProblem[] {
  const firstLine = new Map<string, number>();
  const problems: CsvProblem[] = [];
  for (const { unit, line } of rows) {
    const earlier = firstLine.get(unit.id);
    if (earlier !== undefined) problems.push({ line, column: 'id', reason: `đã có ở dòng ${earlier}` });
    else firstLine.set(unit.id, line);
  }
  for (const { unit, line } of rows) {
    for (const successor of unit.successors) {
      if (successor === unit.id)
        problems.push({ line, column: 'successors', reason: 'đơn vị không thể kế thừa chính mình' });
      else if (!firstLine.has(successor))
        problems.push({ line, column: 'successors', reason: `${successor} không có trong tệp` });
    }
    if (unit.successors.length > 0 && unit.validTo === undefined)
      problems.push({ line, column: 'valid_to', reason: 'đơn vị có đơn vị kế thừa phải có ngày cuối cùng' });
  }
  const successorsOf = new Map(rows.map(({ unit }) => [unit.id, unit.successors]));
  for (const { unit, line } of rows)
    if (leadsBack(unit.id, successorsOf))
      problems.push({ line, column: 'successors', reason: 'các đơn vị kế thừa dẫn trở lại chính đơn vị này' });
  return problems;
}

/**
 * Reads a registry file (CSV, UTF-8, header line). All or nothing: a file with any bad row is refused as a
 * whole, with every problem's line, column and reason.
 */
export function parseUnitsCsv(text: string): CsvResult {
  let lines: { record: string[]; info: { lines: number } }[];
  try {
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true } as const;
    lines = linesSchema.parse(parse(text, options));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return {
      ok: false,
      problems: [
        {
          line: Number(error.lines ?? 1),
          column: '',
          reason: 'không đọc được dòng này của tệp CSV (dấu ngoặc kép, số cột)',
        },
      ],
    };
  }
  const header = lines[0]?.record ?? [];
  const problems = headerProblems(header);
  if (problems.length > 0) return { ok: false, problems };
  const records = lines.slice(1);
  if (records.length === 0)
    return { ok: false, problems: [{ line: 1, column: '', reason: 'tệp không có đơn vị nào' }] };
  const rows: { unit: LoadedUnit; line: number }[] = [];
  for (const { record, info } of records) {
    if (record.length !== header.length) {
      const reason = `dòng có ${record.length} ô, dòng tiêu đề có ${header.length}`;
      problems.push({ line: info.lines, column: header[record.length] ?? 'head_email', reason });
      continue;
    }
    const cells = Object.fromEntries(header.map((name, i) => [name, (record[i] ?? '').replace(asText, '')]));
    const { unit, problems: bad } = readRow(rowSchema.parse({ ...noCells, ...cells }), info.lines);
    problems.push(...bad);
    if (unit) rows.push({ unit, line: info.lines });
  }
  problems.push(...crossProblems(rows));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, units: rows.map(({ unit }) => unit), silentOn: header.includes('head_name') ? [] : ['headName'] };
}
