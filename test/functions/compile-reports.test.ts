import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CompilationFailed, createCompileReportsHandler } from '../../functions/compile-reports/handler.ts';
import { doStep } from '../../functions/compile-reports/steps.ts';
import { advance } from '../../lib/obligations/advancing.ts';
import { type Compilation, jobKey, MOST_ATTEMPTS, newCompilation, statusAt } from '../../lib/papers/compilation.ts';
import type { CompilationPlan } from '../../lib/papers/compiling/plan.ts';
import { readingStepsOf, readingsSchema } from '../../lib/papers/compiling/read-files.ts';
import { officeOf } from '../../lib/papers/issuer.ts';
import { regimes } from '../../lib/regime/index.ts';
import type { PaperFiles } from '../../lib/store/paper-files.ts';
import { createPaperStore } from '../../lib/store/papers.ts';
import { fileTypes } from '../../lib/submissions/file-types.ts';
import { objectKey, type Submission } from '../../lib/submissions/submission.ts';
import { sampleDocx } from '../samples/office.ts';
import { startRegister } from '../support/register.ts';
import { aUnit } from '../support/units.ts';
import { createWorld } from '../support/world.ts';

const NOW = '2026-10-28T03:00:00Z';
const PLENTY = 15 * 60 * 1000;
const units = ['a', 'b', 'c'].map((id) =>
  aUnit({ id, name: `Sở ${id.toUpperCase()}`, contactEmail: `${id}@x.example` }),
);
const report = (unit: string) => sampleDocx(['I. TÌNH HÌNH NỔI LÊN', `Báo cáo của ${unit}.`]);

let register: Awaited<ReturnType<typeof startRegister>>;
let world: ReturnType<typeof createWorld>;
let papers: ReturnType<typeof createPaperStore>;
let second = 0;

/** A unit files a report: obligation, event and submission as the system writes them. */
async function receive(unit: string): Promise<void> {
  const key = { unit, rule: 'monthly', period: '2026-10' };
  const obligation = await world.obligations.get(key);
  if (!obligation) throw new Error(`${unit} owes nothing`);
  const at = '2026-10-26T03:00:00Z';
  const event = { type: 'submission-received' as const, at, by: unit, data: { number: 1, version: 1, receivedAt: at } };
  const stored = { at, objectVersion: 'v1', refused: [] };
  const submission: Submission = {
    ...{ obligation: obligation.id, number: 1, version: 1, declaredAt: at, declaredBy: unit, receivedAt: at },
    ...{ documentNumber: '1-BC', documentDate: '2026-10-26', signedBy: 'A', early: false, status: 'received' },
    files: {
      '1': { name: 'a.docx', type: fileTypes.docx, size: report(unit).length, sha256: '', role: 'main', stored },
    },
  };
  await world.obligations.commit({ ...advance(obligation, event, { planned: undefined }), submission });
}

beforeAll(async () => {
  register = await startRegister();
  world = createWorld(register.table, '2026-10-01');
  papers = createPaperStore(register.table);
  for (const unit of units) await world.units.put(unit);
  await world.open('2026-10-01T00:00:00Z');
  for (const unit of ['a', 'b']) await receive(unit);
});
afterAll(() => register.stop());

/** What was asked for, and a store in memory that can be made to fail. */
let asked: Compilation;
let kept: Map<string, Uint8Array>;
let faults: { open: number; read: number };
beforeEach(async () => {
  second += 1;
  asked = newCompilation('monthly', '2026-10', 'office', `2026-10-28T03:00:${String(second).padStart(2, '0')}Z`);
  await papers.compilations.create(asked);
  kept = new Map();
  faults = { open: 0, read: 0 };
});

const bytesOf = (key: string) => {
  const unit = ['a', 'b', 'c'].find(
    (id) => key === objectKey({ unit: id, rule: 'monthly', period: '2026-10' }, 1, '1'),
  );
  if (unit === undefined) throw new Error(`no such document: ${key}`);
  return Buffer.from(report(unit));
};

function createDeps() {
  const put = async (key: string, body: Uint8Array) => {
    kept.set(key, body);
    return { versionId: `v${kept.size}`, bytes: body.length };
  };
  const files: PaperFiles = {
    put,
    get: async (key) => kept.get(key),
    async upload(key, source) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of source) chunks.push(chunk);
      return put(key, Buffer.concat(chunks));
    },
  };
  return {
    ...{ files, regimes, issuer: officeOf('Điện Biên') },
    readDocument: async (key: string) => {
      if (faults.read-- > 0) throw new Error('the store does not answer');
      return bytesOf(key);
    },
    openDocument: async (key: string) => {
      if (faults.open-- > 0) throw new Error('the store does not answer');
      return Readable.from([bytesOf(key)]);
    },
  };
}

function createHandler() {
  const { obligations, submissions } = world;
  return createCompileReportsHandler({
    ...createDeps(),
    ...{ obligations, submissions, units: world.units, papers },
    // Each report has a volume of its own.
    volumeBytes: 1,
    clock: () => NOW,
    log: () => {},
  });
}
const run = (milliseconds: number[] = [], key = jobKey(asked.id, 0)) => {
  const left = [...milliseconds];
  return createHandler()({ detail: { object: { key } } }, { getRemainingTimeInMillis: () => left.shift() ?? PLENTY });
};
const now = async () => {
  const found = await papers.compilations.get(asked.id);
  if (!found) throw new Error('nothing was asked for');
  return found;
};

describe('a compilation', () => {
  it('reads, makes a volume at a time, and drafts', async () => {
    expect(await run()).toEqual({ id: asked.id, done: 4 });
    const { status, total, counts, files } = await now();
    expect({ status, total, counts }).toEqual({
      status: 'done',
      total: 4,
      counts: { units: 2, files: 2, missing: 1, unreadable: 0, paragraphs: 4, unplaced: 0 },
    });
    expect(files.map(({ name }) => name)).toEqual([
      'Báo cáo 2026-10 (monthly), quyển 1.zip',
      'Báo cáo 2026-10 (monthly), quyển 2.zip',
      'Bản nháp tổng hợp 2026-10 (monthly).docx',
    ]);
  });

  it('that runs out of time stores the next job, and goes on with it', async () => {
    expect(await run([PLENTY, PLENTY, 1000])).toEqual({ id: asked.id, done: 2 });
    expect(await now()).toMatchObject({ status: 'working', done: 2 });
    expect(kept.has(jobKey(asked.id, 2))).toBe(true);
    expect(await run([], jobKey(asked.id, 2))).toEqual({ id: asked.id, done: 4 });
    expect((await now()).files).toHaveLength(3);
  });

  it('that dies in a step is taken up at that step, and sees what it saw first', async () => {
    faults.open = 1;
    await expect(run()).rejects.toThrow('the store does not answer');
    expect(await now()).toMatchObject({ status: 'working', done: 1, attempts: 1 });
    await receive('c');
    faults.open = 0;
    await run();
    expect(await now()).toMatchObject({ status: 'done', attempts: 0, counts: { units: 2, missing: 1 } });
  });

  it('that fails as often as it is tried is given up, and says so', async () => {
    faults.read = MOST_ATTEMPTS;
    for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) await expect(run()).rejects.toThrow('does not answer');
    await expect(run()).rejects.toBeInstanceOf(CompilationFailed);
    expect(await now()).toMatchObject({ status: 'failed', done: 0 });
    expect(await run()).toBeUndefined();
  });

  it('that ended is left alone, and so is a job that names none', async () => {
    await run();
    const done = await now();
    expect(await run()).toBeUndefined();
    expect(await now()).toEqual(done);
    for (const key of ['jobs/../x/0.json', 'jobs/monthly.2026-10.20200101000000/0.json', 'other'])
      expect(await run([], key)).toBeUndefined();
  });

  it('that nothing takes up any more is shown as failed', () => {
    expect(statusAt(asked, NOW)).toBe('waiting');
    expect(statusAt({ ...asked, status: 'working' }, '2026-10-28T16:00:00Z')).toBe('failed');
    expect(statusAt({ ...asked, status: 'done' }, '2026-10-28T16:00:00Z')).toBe('done');
  });
});

describe('the reading of a compilation', () => {
  const MB = 1024 ** 2;
  const planOf = (files: { name: string; type: string; size: number }[]): CompilationPlan => ({
    ...{ rule: 'monthly', period: '2026-10', regimeVersion: regimes[0]?.version, at: NOW, missing: [], volumes: [[]] },
    submissions: files.map((file, i) => ({
      ...{ unit: `u${i}`, name: `Sở ${i}`, category: 'department', folder: 'x', number: 1, version: 1, newest: true },
      ...{ status: 'received', documentNumber: '1-BC', documentDate: '2026-10-26', receivedAt: '2026-10-26T03:00:00Z' },
      files: [{ ...file, file: '1', role: 'main', key: `k${i}`, objectVersion: 'v' }],
    })),
  });

  it('fetches no file that its type or its size keeps from being read, and names it', async () => {
    const plan = planOf([
      { name: 'so-lieu.xlsx', type: fileTypes.xlsx, size: 1 },
      { name: 'so-lieu.xls', type: fileTypes.xls, size: 1 },
      { name: 'anh.pdf', type: fileTypes.pdf, size: 60 * MB },
    ]);
    await doStep(createDeps(), asked, plan, 0);
    const [stored] = kept.values();
    const { files } = readingsSchema.parse(JSON.parse(Buffer.from(stored ?? []).toString()));
    expect(files.map(({ reading }) => reading)).toEqual([
      { ok: false, reason: 'spreadsheet' },
      { ok: false, reason: 'spreadsheet' },
      { ok: false, reason: 'too-large' },
    ]);
  });

  it('takes so many bytes a step, small files counted as a megabyte, and each file once', () => {
    const docx = { name: 'a.docx', type: fileTypes.docx };
    const plan = planOf([3 * MB, 1, 1, 5 * MB, 1].map((size) => ({ ...docx, size })));
    const steps = readingStepsOf(plan, 4 * MB).map((step) => step.map(({ unit }) => unit));
    expect(steps).toEqual([['u0', 'u1'], ['u2'], ['u3'], ['u4']]);
  });
});
