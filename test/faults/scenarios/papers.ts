import { jobKey, statusAt } from '../../../lib/papers/compilation.ts';
import { createPaperStore } from '../../../lib/store/papers.ts';
import { declareSubmission } from '../../../lib/submissions/declaring.ts';
import { objectKey } from '../../../lib/submissions/submission.ts';
import type { Process } from '../support/functions.ts';
import type { Ground } from '../support/ground.ts';
import { ask } from '../support/http.ts';
import { FRIDAY, keyOf, LATE, manifest, pdf, settleInOctober, UNIT } from '../support/people.ts';
import type { Scenario } from '../support/scenario.ts';

const OCTOBER = { rule: 'monthly', period: '2026-10' };
export const PLENTY = { getRemainingTimeInMillis: () => 15 * 60 * 1000 };

/** One unit has filed October's report; the other one is late with it. */
async function settleFiled(process: Process, ground: Ground): Promise<void> {
  const { obligations } = process.world;
  await settleInOctober(process);
  const obligation = await obligations.get(keyOf(UNIT));
  if (!obligation) throw new Error('not open');
  await obligations.commit(declareSubmission(obligation, manifest, UNIT, FRIDAY));
  const key = objectKey(keyOf(UNIT), 1, '1');
  ground.files.set(key, pdf);
  await process.recordUpload(FRIDAY)({ time: FRIDAY, detail: { object: { key, 'version-id': 'v1' } } });
  await process.world.sweep(LATE);
}

const writeReport: Scenario = {
  function: 'write-papers',
  does: 'writes the report on compliance',
  at: LATE,
  prepare: settleFiled,
  run: (process, at) => ask(process.writePapers, at, 'GET', '/v1/compliance/report?rule=monthly&period=2026-10'),
};

const writeLetter: Scenario = {
  function: 'write-papers',
  does: 'writes a letter that urges who is late',
  at: LATE,
  prepare: settleFiled,
  run: (process, at) => ask(process.writePapers, at, 'POST', '/v1/urgings/letter', {}),
};

const filesOf = ({ files }: Ground): string[] => [...files.keys()].map((key) => key.replace(/\.\d{14}/, '')).sort();

const makeReport: Scenario = {
  function: 'send-compliance-report',
  does: 'makes the month’s report and tells the Office',
  letters: 1,
  at: LATE,
  prepare: settleFiled,
  run: (process, at) => process.sendComplianceReport({ scheduledTime: at }),
  shown: filesOf,
};

const releaseReport: Scenario = {
  function: 'manage-papers',
  does: 'releases a month’s report to the leaders',
  letters: 1,
  at: LATE,
  prepare: async (process, ground) => {
    await settleFiled(process, ground);
    await process.sendComplianceReport({ scheduledTime: LATE });
  },
  run: (process, at) => ask(process.managePapers, at, 'POST', '/v1/compliance/reports/2026-10/release'),
  // The Office sees whether it is released; a letter that did not get out goes with the next run of the month's report.
  again: async (process, at, ground) => {
    await releaseReport.run(process, at, ground);
    await process.sendComplianceReport({ scheduledTime: at });
  },
};

export const askForCompilation: Scenario = {
  function: 'manage-papers',
  does: 'takes an order to compile a month',
  at: LATE,
  prepare: settleFiled,
  run: (process, at) => ask(process.managePapers, at, 'POST', '/v1/compilations', OCTOBER),
  shown: filesOf,
};

/** The compilation that was asked for last, whatever stands between the process and the register. */
async function latest({ table }: Ground) {
  const all = await createPaperStore(table).compilations.list();
  const [compilation] = all.sort((a, b) => (a.requestedAt > b.requestedAt ? -1 : 1));
  if (!compilation) throw new Error('nothing was asked for');
  return compilation;
}

const compile: Scenario = {
  function: 'compile-reports',
  does: 'puts a month’s reports together',
  at: LATE,
  prepare: async (process, ground) => {
    await settleFiled(process, ground);
    await askForCompilation.run(process, LATE, ground);
  },
  run: async (process, at, ground) => {
    const key = jobKey((await latest(ground)).id, 0);
    await process.compileReports(at)({ detail: { object: { key } } }, PLENTY);
  },
  // What failed three times is given up; the Office sees it, and asks again.
  again: async (process, at, ground) => {
    if (statusAt(await latest(ground), at) === 'failed') await askForCompilation.run(process, at, ground);
    await compile.run(process, at, ground);
  },
};

export const papers: readonly Scenario[] = [
  ...[writeReport, writeLetter, makeReport, releaseReport, askForCompilation, compile],
];
