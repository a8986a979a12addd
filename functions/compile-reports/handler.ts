import pMap from 'p-map';
import type { Instant } from '../../lib/calendar/dates.ts';
import type { Log } from '../../lib/log/log.ts';
import { owingUnit } from '../../lib/obligations/owing-unit.ts';
import { type Compilation, compilationOfJob, jobKey, MOST_ATTEMPTS } from '../../lib/papers/compilation.ts';
import { type CompilationPlan, planCompilation, planSchema } from '../../lib/papers/compiling/plan.ts';
import { sourceOf } from '../../lib/papers/compiling/source.ts';
import type { ListedObligation, ObligationStore } from '../../lib/store/obligations.ts';
import type { PaperStore } from '../../lib/store/papers.ts';
import type { SubmissionStore } from '../../lib/store/submissions.ts';
import type { UnitStore } from '../../lib/store/units.ts';
import { jobStoredSchema } from './event.ts';
import { doStep, placeOf, type StepDeps, stepsOf } from './steps.ts';

export interface Deps extends StepDeps {
  obligations: Pick<ObligationStore, 'listByPeriod'>;
  submissions: Pick<SubmissionStore, 'list'>;
  units: Pick<UnitStore, 'list'>;
  papers: Pick<PaperStore, 'compilations'>;
  /** The most that a volume of the bundle holds, in bytes. */
  volumeBytes: number;
  /** When a compilation ended is told by the function's own clock: nobody's verdict hangs on it. */
  clock: () => Instant;
  log: Log;
}

interface Context {
  getRemainingTimeInMillis: () => number;
}

/** Longer than the slowest step: two gigabytes at ten megabytes a second, and room to spare. */
const STEP_MILLISECONDS = 6 * 60 * 1000;
const PARALLEL = 16;

/** A step failed for the last time. Thrown once that is on record: the alarm must go off. */
export class CompilationFailed extends Error {
  override readonly name = 'CompilationFailed';
}

/**
 * Compiles a period's reports step by step (R20). Each step is recorded when it is done, so that a run that died, or whose time
 * is up, is taken up where it was: Lambda runs an event that failed again, and a run that stops for time stores the next job.
 */
export function createCompileReportsHandler(deps: Deps) {
  async function listSources({ rule, period, requestedAt }: Compilation): Promise<CompilationPlan> {
    const [owed, registry] = await Promise.all([deps.obligations.listByPeriod(rule, period), deps.units.list()]);
    const units = new Map(registry.map((unit) => [unit.id, unit]));
    const read = async (obligation: ListedObligation) => {
      const unit = owingUnit(units.get(obligation.unit), obligation);
      return sourceOf(unit, obligation, await deps.submissions.list(obligation.id), requestedAt);
    };
    const standing = owed.filter(({ status }) => status !== 'withdrawn');
    const sources = await pMap(standing, read, { concurrency: PARALLEL });
    // One rule and period follow from one regime, so that whoever owes the report owes it under the same.
    const regimeVersion = owed[0]?.regimeVersion;
    return planCompilation({ rule, period, regimeVersion }, sources, requestedAt, deps.volumeBytes);
  }

  /** The plan as it was made first: a later run must not see other files, or volumes would not fit together. */
  async function planOf(compilation: Compilation): Promise<CompilationPlan> {
    const key = placeOf(compilation, 'plan.json');
    const stored = await deps.files.get(key);
    if (stored) return planSchema.parse(JSON.parse(Buffer.from(stored).toString('utf8')));
    const plan = await listSources(compilation);
    await deps.files.put(key, Buffer.from(JSON.stringify(plan)), 'application/json');
    return plan;
  }

  /** Writes the next state; undefined when another run has gone on meanwhile, and this one is to leave it alone. */
  async function advance(read: Compilation, change: Partial<Compilation>): Promise<Compilation | undefined> {
    const next = { ...read, ...change };
    return (await deps.papers.compilations.replace(read, next)) ? next : undefined;
  }

  async function runStep(compilation: Compilation, plan: CompilationPlan): Promise<Compilation | undefined> {
    const { id, done, attempts } = compilation;
    const trying = await advance(compilation, { status: 'working', total: stepsOf(plan), attempts: attempts + 1 });
    if (!trying) return undefined;
    try {
      const { files, counts } = await doStep(deps, trying, plan, done);
      deps.log('info', 'compilation-step', { id, step: done + 1, of: trying.total });
      const isLast = done + 1 === trying.total;
      return await advance(trying, {
        ...{ done: done + 1, attempts: 0, files: [...trying.files, ...files], counts: { ...trying.counts, ...counts } },
        ...(isLast ? { status: 'done', finishedAt: deps.clock() } : {}),
      });
    } catch (error) {
      if (trying.attempts < MOST_ATTEMPTS) throw error;
      await advance(trying, { status: 'failed', finishedAt: deps.clock() });
      deps.log('error', 'compilation-failed', { id, step: done + 1, error });
      throw new CompilationFailed(`${id}: step ${done + 1} failed`, { cause: error });
    }
  }

  return async (event: unknown, context: Context): Promise<{ id: string; done: number } | undefined> => {
    const id = compilationOfJob(jobStoredSchema.parse(event).detail.object.key);
    let compilation = id === undefined ? undefined : await deps.papers.compilations.get(id);
    if (!compilation || compilation.status === 'done' || compilation.status === 'failed') return undefined;
    const plan = await planOf(compilation);
    while (compilation.status !== 'done') {
      if (context.getRemainingTimeInMillis() < STEP_MILLISECONDS) {
        const key = jobKey(compilation.id, compilation.done);
        await deps.files.put(key, Buffer.from(JSON.stringify({ id: compilation.id })), 'application/json');
        return { id: compilation.id, done: compilation.done };
      }
      const next = await runStep(compilation, plan);
      if (!next) return undefined;
      compilation = next;
    }
    deps.log('info', 'compilation-done', { id: compilation.id, ...compilation.counts });
    return { id: compilation.id, done: compilation.done };
  };
}
