import { describe, expect, it } from 'vitest';
import { vietnamCalendar } from '../../../lib/calendar/working-days.ts';
import { parseObligationId } from '../../../lib/obligations/obligation.ts';
import { resolveAudience } from '../../../lib/requests/audience.ts';
import {
  askedOf,
  attachmentKey,
  parseAttachmentKey,
  periodsOf,
  requestId,
  requestTerm,
} from '../../../lib/requests/request.ts';
import { aUnit } from '../../support/units.ts';

describe('the id of a request', () => {
  it.each([
    ['125-CV/TU', '2026-03-10', 'r-2026-125-cv-tu'],
    ['  77 - CV/VPTU ', '2026-01-02', 'r-2026-77-cv-vptu'],
    ['12-QĐ/TU', '2025-12-31', 'r-2025-12-qd-tu'],
    ['Yêu cầu số 3', '2026-03-10', 'r-2026-yeu-cau-so-3'],
  ])('of %s dated %s is %s', (number, date, id) => {
    expect(requestId(number, date)).toBe(id);
  });

  it('of a long number, or of one without letters, is cut and still its own', () => {
    const ids = [`${'9'.repeat(40)}-A`, `${'9'.repeat(40)}-B`, '№', '※'].map((number) =>
      requestId(number, '2026-03-10'),
    );
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) {
      expect(parseObligationId(`so-tu-phap.thematic.${id}-500`)).toMatchObject({ period: `${id}-500` });
      expect(parseAttachmentKey(attachmentKey(id, '20'))).toEqual({ id, file: '20' });
    }
  });

  it.each(['requests/r-2026-1/../2', 'requests/r-2026-1/0', 'requests/r-2026-1/100', 'submissions/a/b/c/1/1'])(
    'is not read from %s',
    (key) => {
      expect(parseAttachmentKey(key)).toBeUndefined();
    },
  );
});

describe('the deadline of a request', () => {
  it.each([
    ['before: the day named is late', { kind: 'date', date: '2026-04-15', bound: 'before' }, '2026-04-14'],
    ['within: the day named is in time', { kind: 'date', date: '2026-04-15', bound: 'within' }, '2026-04-15'],
    ['at once: none', { kind: 'at-once', endedOn: '2026-04-10' }, undefined],
    ['at once, no end known: none', { kind: 'at-once', limitWorkingDays: 3 }, undefined],
    // 30 April, 1 May and the weekend lie between.
    ['a limit counts working days', { kind: 'at-once', endedOn: '2026-04-29', limitWorkingDays: 1 }, '2026-05-04'],
  ] as const)('%s', (_, deadline, lastDay) => {
    expect(requestTerm(deadline, vietnamCalendar).lastDay).toBe(lastDay);
  });
});

describe('the audience of a request', () => {
  const units = [
    aUnit({ id: 'huyen-uy-a', validTo: '2025-06-30' }),
    aUnit({ id: 'dang-uy-xa-a', category: 'commune-committee', validFrom: '2025-07-01' }),
    aUnit({ id: 'quan-su', category: 'directly-under', tags: ['armed-forces'] }),
    aUnit({ id: 'so-tu-phap', category: 'department' }),
  ];
  const asked = (audience: Parameters<typeof resolveAudience>[0], day: string) =>
    resolveAudience(audience, units, day).targets.map(({ unit }) => unit);

  it('is made of the units valid on the day, on either side of 1 July 2025', () => {
    expect(asked({ kind: 'all' }, '2025-06-30')).toEqual(['huyen-uy-a', 'quan-su', 'so-tu-phap']);
    expect(asked({ kind: 'all' }, '2025-07-01')).toEqual(['dang-uy-xa-a', 'quan-su', 'so-tu-phap']);
  });

  it('is chosen by category, by tag or by name, each unit once', () => {
    expect(asked({ kind: 'category', categories: ['department', 'commune-committee'] }, '2026-01-01')).toEqual([
      'dang-uy-xa-a',
      'so-tu-phap',
    ]);
    expect(asked({ kind: 'tag', tag: 'armed-forces' }, '2026-01-01')).toEqual(['quan-su']);
    expect(asked({ kind: 'units', units: ['quan-su', 'quan-su'] }, '2026-01-01')).toEqual(['quan-su']);
  });

  it('says which place names a unit that is not there on the day', () => {
    const officials = [
      { unit: 'so-tu-phap', name: 'A' },
      { unit: 'huyen-uy-a', name: 'B' },
    ];
    expect(resolveAudience({ kind: 'officials', officials }, units, '2026-01-01').unknown).toEqual([
      { field: 'audience.officials[1].unit', unit: 'huyen-uy-a' },
    ]);
  });
});

describe('the periods of a request', () => {
  it('are its id, or one for each official', () => {
    expect(periodsOf({ id: 'r-2026-1', targets: [{ unit: 'a' }, { unit: 'b' }] })).toEqual(['r-2026-1']);
    const targets = [
      { unit: 'a', official: 'X' },
      { unit: 'b', official: 'Z' },
      { unit: 'a', official: 'Y' },
    ];
    const periods = askedOf({ id: 'r-2026-1', targets }).map(({ key }) => key.period);
    expect(periods).toEqual(['r-2026-1-No1', 'r-2026-1-No1', 'r-2026-1-No2']);
    expect(periodsOf({ id: 'r-2026-1', targets })).toEqual(['r-2026-1-No1', 'r-2026-1-No2']);
  });

  it('never are those of another request, whatever its number', () => {
    for (const number of ['125-CV/TU-1', '125-CV/TU-No1', '125-CV/TU No1'])
      expect(requestId(number, '2026-03-10')).not.toBe(`${requestId('125-CV/TU', '2026-03-10')}-No1`);
  });
});
