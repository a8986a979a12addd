import { describe, expect, it } from 'vitest';
import { advance, begin } from '../../../lib/obligations/advancing.ts';
import type { HistoryEvent } from '../../../lib/obligations/history.ts';
import { type Shown, verifyObligation } from '../../../lib/obligations/verifying.ts';

const key = { unit: 'so-tu-phap', rule: 'monthly', period: '2026-10' };
const term = { from: '2026-09-26', to: '2026-10-25', lastDay: '2026-10-27', dueBefore: '2026-10-27T17:00:00Z' };
const opening = begin(
  key,
  { type: 'opened', at: '2026-10-01T00:00:00Z', by: 'system', data: { ...term, regimeVersion: 'v' } },
  undefined,
);
const manifest = { documentNumber: '215-BC/STP', documentDate: '2026-10-27', signedBy: 'Nguyễn Văn A' };
const file = { name: 'bao-cao.pdf', size: 12, sha256: 'c'.repeat(43) };
const declared = advance(
  opening.obligation,
  {
    type: 'submission-declared',
    at: '2026-10-28T01:00:00Z',
    by: 'clerk',
    data: { number: 1, ...manifest, files: [{ ...file, type: 'application/pdf', role: 'main' }] },
  },
  {},
);
const received = advance(
  declared.obligation,
  {
    type: 'submission-received',
    at: '2026-10-28T02:00:00Z',
    by: 'clerk',
    data: { number: 1, version: 1, receivedAt: '2026-10-28T02:00:00Z' },
  },
  {},
);
const history: HistoryEvent[] = [opening.event, declared.event, received.event];
const submission = {
  ...{ number: 1, ...manifest, receivedAt: '2026-10-28T02:00:00Z', files: [file] },
  ...{ status: 'received', version: 1 },
};
const shown: Shown = { ...received.obligation, extension: undefined, submissions: [submission] };

describe('an obligation whose register nobody touched', () => {
  it('holds', () => {
    expect(verifyObligation(key, shown, history)).toBeUndefined();
  });
});

const returned = advance(
  received.obligation,
  {
    type: 'returned',
    at: '2026-10-29T01:00:00Z',
    by: 'office',
    data: { number: 1, lastDay: '2026-11-04', dueBefore: '2026-11-04T17:00:00Z', reason: 'Thiếu', authority: 'A' },
  },
  {},
);
const supplement = { lastDay: '2026-11-04', dueBefore: '2026-11-04T17:00:00Z' };

describe('a supplement’s date', () => {
  const told = [...history, returned.event];
  const stands: Shown = {
    ...returned.obligation,
    extension: undefined,
    submissions: [{ ...submission, status: 'returned' }],
  };

  it('holds as the return says it', () => {
    expect(stands.supplement).toEqual(supplement);
    expect(verifyObligation(key, stands, told)).toBeUndefined();
  });

  it.each([
    ['moved', { ...supplement, lastDay: '2026-11-30' }],
    ['taken away', undefined],
  ])('that was %s is found out', (_title, shownSupplement) => {
    const found = verifyObligation(key, { ...stands, supplement: shownSupplement }, told);
    expect(found?.reason).toContain('supplement’s date is not');
  });
});

describe('the time of a receipt', () => {
  const earlier = '2026-10-27T16:59:00Z';
  const corrected = advance(
    received.obligation,
    {
      type: 'receipt-time-corrected',
      at: '2026-10-28T03:00:00Z',
      by: 'system',
      data: { number: 1, version: 1, receivedAt: earlier },
    },
    {},
  );
  const offSystem = advance(
    opening.obligation,
    {
      type: 'received-off-system',
      at: '2026-10-28T03:00:00Z',
      by: 'office',
      data: { number: 1, version: 1, receivedAt: earlier, channel: 'cipher', ...manifest },
    },
    {},
  );

  it.each([
    ['corrected', corrected, [...history, corrected.event], [file]],
    ['off-system', offSystem, [opening.event, offSystem.event], []],
  ] as const)('that was %s is the one of that event, and no other', (_title, { obligation }, told, files) => {
    const receivedAs = (receivedAt: string): Shown => ({
      ...obligation,
      extension: undefined,
      submissions: [{ ...submission, files, receivedAt }],
    });
    expect(verifyObligation(key, receivedAs(earlier), told)).toBeUndefined();
    expect(verifyObligation(key, receivedAs(submission.receivedAt), told)?.reason).toContain('not received when');
  });
});

describe('an insider who edits the table is found out', () => {
  const early = '2026-10-27T02:00:00Z';
  it.each<[string, Partial<typeof shown>, readonly HistoryEvent[], string]>([
    ['making a late report on time in the state alone', { receivedAt: early }, history, 'receivedAt is'],
    ['moving the deadline in the state alone', { dueBefore: '2026-11-01T17:00:00Z' }, history, 'dueBefore is'],
    ['waiving in the state alone', { status: 'waived' }, history, 'status is'],
    ['withdrawing in the state alone', { withdrawnAt: early }, history, 'withdrawnAt is'],
    ['moving the window', { from: '2026-09-01' }, history, 'from is'],
    ['lifting a restriction, or laying one', { restricted: true }, history, 'restricted is'],
    ['renaming the official', { official: 'Lò Văn B' }, history, 'official is'],
    [
      'inventing an extension',
      { extension: { originalLastDay: '2026-10-20', afterDeadline: false, grantedAt: early } },
      history,
      'extension is not',
    ],
    [
      'another checksum',
      { submissions: [{ ...submission, files: [{ ...file, sha256: 'd'.repeat(43) }] }] },
      history,
      'as it was declared',
    ],
    ['another signer', { submissions: [{ ...submission, signedBy: 'B' }] }, history, 'as it was declared'],
    ['another receipt', { submissions: [{ ...submission, receivedAt: early }] }, history, 'not received when'],
    [
      'accepting a submission',
      { submissions: [{ ...submission, status: 'accepted' }] },
      history,
      'history says received',
    ],
    ['another version', { submissions: [{ ...submission, version: 2 }] }, history, 'not the version'],
    [
      'a submission of nobody’s',
      { submissions: [submission, { ...submission, number: 2 }] },
      history,
      'is not in the history',
    ],
    ['taking a submission away', { submissions: [] }, history, 'submission 1 is gone'],
    [
      'writing who reported an event',
      { log: { reportedAt: early, reporter: 'A', receiver: 'B', channel: 'telephone' } },
      history,
      'log of the event is not',
    ],
    ['editing the event', {}, [opening.event, declared.event, { ...received.event, at: early }], 'was changed'],
    [
      'dropping the event and the state',
      { status: 'open', receivedAt: undefined },
      [opening.event, declared.event],
      'holds 2 of 3',
    ],
    [
      'putting another obligation’s history in its place',
      {},
      history.map((e) => ({ ...e, obligation: 'x.y.2026' })),
      'was changed',
    ],
  ])('%s', (_title, change, events, reason) => {
    expect(verifyObligation(key, { ...shown, ...change }, events)?.reason).toContain(reason);
  });
});
