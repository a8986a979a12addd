import type { Readable } from 'node:stream';
import { localDateOf } from '../../lib/calendar/dates.ts';
import { reportName } from '../../lib/notices/text/names.ts';
import type { Compilation } from '../../lib/papers/compilation.ts';
import { bundle } from '../../lib/papers/compiling/bundle.ts';
import { consolidatedDraft } from '../../lib/papers/compiling/draft.ts';
import { indexPage, indexSheets } from '../../lib/papers/compiling/index-sheets.ts';
import type { CompilationPlan } from '../../lib/papers/compiling/plan.ts';
import { type ReadFile, type Readings, readingsSchema } from '../../lib/papers/compiling/read-files.ts';
import { writeDocx } from '../../lib/papers/docx/write.ts';
import { formOn } from '../../lib/papers/form/forms.ts';
import type { Issuer } from '../../lib/papers/issuer.ts';
import type { KeptFile } from '../../lib/papers/kept.ts';
import { COMPILATIONS_PREFIX } from '../../lib/papers/kept.ts';
import { readFile } from '../../lib/papers/reading/read.ts';
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
export const stepsOf = ({ volumes }: CompilationPlan): number => volumes.length + 2;

/** The units' latest submissions, and those just before them, for what changed. */
function toRead({ submissions }: CompilationPlan) {
  return submissions.filter((one) => {
    const later = submissions.filter(({ unit, version }) => unit === one.unit && version > one.version);
    return later.length <= 1;
  });
}

/** Reads the files one by one, so that one lies in memory at a time. */
async function read(deps: StepDeps, compilation: Compilation, plan: CompilationPlan): Promise<StepResult> {
  const files: ReadFile[] = [];
  for (const { unit, number, files: listed } of toRead(plan))
    for (const { file, key, objectVersion, name, type } of listed) {
      const bytes = await deps.readDocument(key, objectVersion);
      files.push({ unit, number, file, reading: await readFile(bytes, { name, type }) });
    }
  const readings: Readings = { files };
  await deps.files.put(placeOf(compilation, 'readings.json'), Buffer.from(JSON.stringify(readings)), JSON_TYPE);
  const units = new Set(plan.submissions.map(({ unit }) => unit)).size;
  const count = plan.volumes.reduce((sum, volume) => sum + volume.length, 0);
  return { files: [], counts: { units, files: count, missing: plan.missing.length } };
}

async function readings({ files }: StepDeps, compilation: Compilation): Promise<Readings> {
  const stored = await files.get(placeOf(compilation, 'readings.json'));
  if (!stored) throw new Error(`${compilation.id}: nothing was read`);
  return readingsSchema.parse(JSON.parse(Buffer.from(stored).toString('utf8')));
}

async function makeVolume(
  deps: StepDeps,
  compilation: Compilation,
  plan: CompilationPlan,
  volume: number,
): Promise<StepResult> {
  const title = `${reportName(plan)}: các báo cáo đã nhận`;
  const all = await readings(deps, compilation);
  const made =
    volume === 0
      ? [
          { path: '00. Mục lục.xlsx', bytes: await writeXlsx(indexSheets(plan, all)) },
          { path: '00. Mục lục.html', bytes: Buffer.from(indexPage(plan, all, title)) },
        ]
      : [];
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
    readings: await readings(deps, compilation),
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
  if (step === 0) return read(deps, compilation, plan);
  if (step <= plan.volumes.length) return makeVolume(deps, compilation, plan, step - 1);
  return draft(deps, compilation, plan);
}
