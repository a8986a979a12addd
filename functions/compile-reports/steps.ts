import type { Readable } from 'node:stream';
import { localDateOf } from '../../lib/calendar/dates.ts';
import { reportName } from '../../lib/notices/text/names.ts';
import type { Compilation } from '../../lib/papers/compilation.ts';
import { bundle } from '../../lib/papers/compiling/bundle.ts';
import { consolidatedDraft } from '../../lib/papers/compiling/draft.ts';
import { indexPage, indexSheets } from '../../lib/papers/compiling/index-sheets.ts';
import type { CompilationPlan } from '../../lib/papers/compiling/plan.ts';
import {
  type FileToRead,
  type ReadFile,
  type Readings,
  readingStepsOf,
  readingsSchema,
} from '../../lib/papers/compiling/read-files.ts';
import { writeDocx } from '../../lib/papers/docx/write.ts';
import { formOn } from '../../lib/papers/form/forms.ts';
import type { Issuer } from '../../lib/papers/issuer.ts';
import type { KeptFile } from '../../lib/papers/kept.ts';
import { COMPILATIONS_PREFIX } from '../../lib/papers/kept.ts';
import type { Reading } from '../../lib/papers/reading/paragraph.ts';
import { readFile, unreadableAsDeclared } from '../../lib/papers/reading/read.ts';
import { writeXlsx } from '../../lib/papers/xlsx/workbook.ts';
import { contentsOfRule } from '../../lib/regime/required-contents.ts';
import type { Regime } from '../../lib/regime/schema.ts';
import type { PaperFiles } from '../../lib/store/paper-files.ts';
import { fileTypes } from '../../lib/submissions/file-types.ts';

export interface StepDeps {
  files: PaperFiles;
  /** One version of a filed document: whole, or as it comes. */
  readDocument: (key: string, versionId: string) => Promise<Uint8Array>;
  openDocument: (key: string, versionId: string) => Promise<Readable>;
  regimes: readonly Regime[];
  issuer: Issuer;
}

/** What a step adds to its compilation. */
export interface StepResult {
  files: KeptFile[];
  counts: Compilation['counts'];
}

const JSON_TYPE = 'application/json';
const ZIP_TYPE = 'application/zip';

/** Where what a compilation makes lies. */
export const placeOf = ({ id }: Pick<Compilation, 'id'>, name: string): string => `${COMPILATIONS_PREFIX}${id}/${name}`;

/** How many steps a plan takes: reading, a volume each, the draft. */
export const stepsOf = (plan: CompilationPlan): number => readingStepsOf(plan).length + plan.volumes.length + 1;

/** What all files of a compilation may hold together: they lie in memory while the draft is written. */
const MOST_CHARACTERS = 20_000_000;
const readingsName = (step: number): string => `readings-${step + 1}.json`;

async function readOne(deps: StepDeps, { file }: FileToRead): Promise<Reading> {
  const reason = unreadableAsDeclared(file);
  if (reason) return { ok: false, reason };
  return readFile(await deps.readDocument(file.key, file.objectVersion), file);
}

const charactersOf = (reading: Reading): number =>
  reading.ok ? reading.paragraphs.reduce((sum, { text }) => sum + text.length, 0) : 0;

/** Reads files one by one, so that one lies in memory at a time, and the text of all within what the draft can hold. */
async function read(
  deps: StepDeps,
  compilation: Compilation,
  plan: CompilationPlan,
  step: number,
): Promise<StepResult> {
  const steps = readingStepsOf(plan);
  const files: ReadFile[] = [];
  let left = MOST_CHARACTERS / steps.length;
  for (const listed of steps[step] ?? []) {
    const found = await readOne(deps, listed);
    const characters = charactersOf(found);
    const reading: Reading = characters > left ? { ok: false, reason: 'too-large' } : found;
    if (reading.ok) left -= characters;
    files.push({ unit: listed.unit, number: listed.number, file: listed.file.file, reading });
  }
  const readings: Readings = { files };
  await deps.files.put(placeOf(compilation, readingsName(step)), Buffer.from(JSON.stringify(readings)), JSON_TYPE);
  const units = new Set(plan.submissions.map(({ unit }) => unit)).size;
  const count = plan.volumes.reduce((sum, volume) => sum + volume.length, 0);
  return { files: [], counts: { units, files: count, missing: plan.missing.length } };
}

/** All that was read, from every step. */
async function readings({ files }: StepDeps, compilation: Compilation, plan: CompilationPlan): Promise<Readings> {
  const all: ReadFile[] = [];
  for (const step of readingStepsOf(plan).keys()) {
    const stored = await files.get(placeOf(compilation, readingsName(step)));
    if (!stored) throw new Error(`${compilation.id}: step ${step + 1} of reading left nothing`);
    all.push(...readingsSchema.parse(JSON.parse(Buffer.from(stored).toString('utf8'))).files);
  }
  return { files: all };
}

/** The bundle's own index, in its first volume. */
async function indexOf(deps: StepDeps, compilation: Compilation, plan: CompilationPlan) {
  const title = `${reportName(plan)}: các báo cáo đã nhận`;
  const all = await readings(deps, compilation, plan);
  return [
    { path: '00. Mục lục.xlsx', bytes: await writeXlsx(indexSheets(plan, all)) },
    { path: '00. Mục lục.html', bytes: Buffer.from(indexPage(plan, all, title)) },
  ];
}

async function makeVolume(
  deps: StepDeps,
  compilation: Compilation,
  plan: CompilationPlan,
  volume: number,
): Promise<StepResult> {
  const made = volume === 0 ? await indexOf(deps, compilation, plan) : [];
  const entries = (plan.volumes[volume] ?? []).map(({ path, key, objectVersion, size }) => ({
    path,
    size,
    open: () => deps.openDocument(key, objectVersion),
  }));
  const key = placeOf(compilation, `bundle-${volume + 1}.zip`);
  const stored = await deps.files.upload(key, bundle(made, entries, plan.at), ZIP_TYPE);
  const part = plan.volumes.length > 1 ? `, quyển ${volume + 1}` : '';
  return { files: [{ name: `Báo cáo ${plan.period} (${plan.rule})${part}.zip`, key, ...stored }], counts: {} };
}

async function draft(deps: StepDeps, compilation: Compilation, plan: CompilationPlan): Promise<StepResult> {
  const regime = deps.regimes.find(({ version }) => version === plan.regimeVersion);
  const { paper, counts } = consolidatedDraft({
    plan,
    readings: await readings(deps, compilation, plan),
    sections: regime ? contentsOfRule(regime, plan.rule) : [],
    issuer: deps.issuer,
  });
  const bytes = await writeDocx(paper, formOn(localDateOf(plan.at)));
  const key = placeOf(compilation, 'draft.docx');
  const stored = await deps.files.put(key, bytes, fileTypes.docx);
  return { files: [{ name: `Bản nháp tổng hợp ${plan.period} (${plan.rule}).docx`, key, ...stored }], counts };
}

/** Does the step of a number, from the beginning: what an attempt before it left half done is made anew. */
export function doStep(
  deps: StepDeps,
  compilation: Compilation,
  plan: CompilationPlan,
  step: number,
): Promise<StepResult> {
  const volume = step - readingStepsOf(plan).length;
  if (volume < 0) return read(deps, compilation, plan, step);
  if (volume < plan.volumes.length) return makeVolume(deps, compilation, plan, volume);
  return draft(deps, compilation, plan);
}
