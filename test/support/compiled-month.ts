import { type Filing, makeMonth } from '../../infra/tools/province/month.ts';
import { addDays, atTime } from '../../lib/calendar/dates.ts';
import { planCompilation } from '../../lib/papers/compiling/plan.ts';
import type { ReadFile, Readings } from '../../lib/papers/compiling/read-files.ts';
import { sourceOf } from '../../lib/papers/compiling/source.ts';
import { readFile } from '../../lib/papers/reading/read.ts';
import type { Submission } from '../../lib/submissions/submission.ts';
import type { Unit } from '../../lib/units/unit.ts';

export const LAST_DAY = '2026-10-27';
export const COMPILED_AT = '2026-11-02T03:00:00Z';
const DUE_BEFORE = '2026-10-27T17:00:00Z';

function submissionOf(filing: Filing, number: number): Submission {
  const at = atTime(addDays(LAST_DAY, filing.day), '09:00');
  const { documentNumber, documentDate, file } = filing;
  const { name, type, bytes } = file;
  const stored = { at, objectVersion: `v${number}`, refused: [] };
  return {
    obligation: `${filing.unit}.monthly.2026-10`,
    ...{ number, version: number, declaredAt: at, declaredBy: filing.unit, receivedAt: at, status: 'received' },
    ...{ documentNumber, documentDate, signedBy: 'Nguyễn Văn A', early: false },
    files: { '1': { name, type, size: bytes.length, sha256: '', role: 'main', stored } },
  };
}

/** A made-up month of some units, compiled without a store: what was filed, the plan, and what was read of each file. */
export async function compileMonth(units: readonly Unit[], seed: number) {
  // A broken file is refused on receipt, so it is not among what was received.
  const filings = (await makeMonth(units, '2026-10', seed)).filter(({ kind }) => kind !== 'broken');
  const numbered = filings.map((filing) => {
    const earlier = filings.slice(0, filings.indexOf(filing)).filter(({ unit }) => unit === filing.unit);
    return { filing, number: earlier.length + 1 };
  });
  const sources = units.map((unit) => {
    const own = numbered.filter(({ filing }) => filing.unit === unit.id);
    const submissions = own.map(({ filing, number }) => submissionOf(filing, number));
    const [first] = submissions;
    const facts = { lastDay: LAST_DAY, dueBefore: DUE_BEFORE, receivedAt: first?.receivedAt };
    return sourceOf(unit, facts, submissions, COMPILED_AT);
  });
  const plan = planCompilation({ rule: 'monthly', period: '2026-10' }, sources, COMPILED_AT);
  const files: ReadFile[] = [];
  for (const { filing, number } of numbered)
    files.push({ unit: filing.unit, number, file: '1', reading: await readFile(filing.file.bytes, filing.file) });
  const readings: Readings = { files };
  return { filings, plan, readings };
}
