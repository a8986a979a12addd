import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../../lib/calendar/dates.ts';
import { begin, replay as replayHistory } from '../../../lib/obligations/advancing.ts';
import { firstBreak, type HistoryEvent } from '../../../lib/obligations/history.ts';
import { factsSchema, type Obligation } from '../../../lib/obligations/obligation.ts';
import { judge } from '../../../lib/obligations/verdict.ts';
import { declareSubmission } from '../../../lib/submissions/declaring.ts';
import { settleSubmission } from '../../../lib/submissions/settling.ts';
import type { StoredFile, Submission } from '../../../lib/submissions/submission.ts';
import { aManifest } from '../../support/manifest.ts';

const SEED = 353;
const DUE_BEFORE = '2026-10-27T17:00:00Z';
const DECLARED = '2026-10-27T16:00:00Z';
const NOW = '2026-10-28T03:00:00Z';

function opened(): { obligation: Obligation; events: HistoryEvent[] } {
  const key = { unit: 'huyen-uy-tuan-giao', rule: 'monthly', period: '2026-10' };
  const term = { from: '2026-09-26', to: '2026-10-25', lastDay: '2026-10-27', dueBefore: DUE_BEFORE };
  const data = { ...term, regimeVersion: '353-CV/TU@2021-08-24' };
  const { obligation, event } = begin(
    key,
    { type: 'opened', at: '2026-10-01T00:00:00Z', by: 'system', data },
    undefined,
  );
  return { obligation, events: [event] };
}

interface Stored {
  submission: number;
  file: string;
  seconds: number;
  refused: boolean;
}

/** The register in miniature: what the store's conditions do, without the store. */
function replay(arrivals: readonly Stored[], filesOf: readonly number[]) {
  let { obligation, events } = opened();
  const submissions = new Map<number, Submission>();
  for (const count of filesOf) {
    const [file] = aManifest().files;
    if (!file) throw new Error('a manifest has a file');
    const files = Array.from({ length: count }, (_, i) => ({ ...file, name: `${i}.pdf` }));
    const declared = declareSubmission(obligation, aManifest({ files }), 'clerk', DECLARED);
    obligation = declared.obligation;
    submissions.set(declared.submission.number, declared.submission);
    events = [...events, declared.event];
  }
  for (const arrival of arrivals) {
    const submission = submissions.get(arrival.submission);
    const record = submission?.files[arrival.file];
    if (!submission || !record) continue;
    const at = addSeconds(DECLARED, arrival.seconds);
    const refused = arrival.refused ? [{ code: 'macros', detail: 'có macro' }] : [];
    const stored: StoredFile = { at, objectVersion: `v${arrival.seconds}`, refused };
    if (record.stored && record.stored.at <= at) continue;
    const noted = { ...submission, files: { ...submission.files, [arrival.file]: { ...record, stored } } };
    submissions.set(arrival.submission, noted);
    const settled = settleSubmission(obligation, noted, NOW);
    if (!settled) continue;
    obligation = settled.obligation;
    submissions.set(arrival.submission, settled.submission);
    events = [...events, settled.event];
  }
  return { obligation, submissions, events };
}

const FILES = [3, 1, 2];
const files = FILES.flatMap((count, i) =>
  Array.from({ length: count }, (_, f) => ({ submission: i + 1, file: String(f + 1) })),
);
/** Whether a file is refused depends on its bytes, and a form binds the bytes: every copy of a file fares alike. */
const arrivals = fc
  .record({
    refusedFiles: fc.subarray(
      files.map((f) => `${f.submission}.${f.file}`),
      { maxLength: 2 },
    ),
    events: fc.array(
      fc.record({ file: fc.nat({ max: files.length - 1 }), seconds: fc.integer({ min: 0, max: 7200 }) }),
      {
        maxLength: 14,
      },
    ),
  })
  .map(({ refusedFiles, events }) =>
    events.flatMap(({ file, seconds }): Stored[] => {
      const place = files[file];
      return place ? [{ ...place, seconds, refused: refusedFiles.includes(`${place.submission}.${place.file}`) }] : [];
    }),
  );

const outcome = ({ obligation, submissions }: ReturnType<typeof replay>) => ({
  status: obligation.status,
  receivedAt: obligation.receivedAt,
  verdict: judge(obligation, NOW),
  submissions: [...submissions.values()].map((s) => [s.status, s.receivedAt]),
});

describe('receiving files', () => {
  it('comes to the same result in whatever order the store’s events arrive', () => {
    const shuffled = arrivals.chain((events) =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
    );
    fc.assert(
      fc.property(shuffled, ([events, other]) => {
        expect(outcome(replay(other, FILES))).toEqual(outcome(replay(events, FILES)));
      }),
      { seed: SEED, numRuns: 400 },
    );
  });

  it('comes to the same result when every event is delivered twice', () => {
    fc.assert(
      fc.property(arrivals, (events) => {
        expect(outcome(replay([...events, ...events], FILES))).toEqual(outcome(replay(events, FILES)));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('never makes a verdict worse by a further submission', () => {
    fc.assert(
      fc.property(arrivals, arrivals, (first, second) => {
        const before = replay(first, FILES).obligation.receivedAt;
        const after = replay([...first, ...second], FILES).obligation.receivedAt;
        if (before !== undefined) expect(after !== undefined && after <= before).toBe(true);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('keeps a history that holds together, gives the stored state when replayed, and numbers versions without a gap', () => {
    fc.assert(
      fc.property(arrivals, (events) => {
        const { obligation, events: history, submissions } = replay(events, FILES);
        expect(firstBreak(history, obligation.head)).toBeUndefined();
        expect(replayHistory(obligation, history)).toEqual(factsSchema.parse(obligation));
        const versions = [...submissions.values()].flatMap((s) => s.version ?? []).sort();
        expect(versions).toEqual(versions.map((_, i) => i + 1));
        expect(obligation.versionsReceived).toBe(versions.length);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('is received at the time of the last file, and never before every file is stored', () => {
    fc.assert(
      fc.property(arrivals, (events) => {
        for (const submission of replay(events, FILES).submissions.values()) {
          const times = Object.values(submission.files).map((f) => f.stored?.at);
          if (submission.status === 'received') expect(submission.receivedAt).toBe([...times].sort().at(-1));
          else expect(times.includes(undefined) || submission.status === 'quarantined').toBe(true);
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
