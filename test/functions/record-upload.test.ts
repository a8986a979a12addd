import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRecordUploadHandler } from '../../functions/record-upload/handler.ts';
import { createAnswerSender } from '../../functions/shared/answer-sender.ts';
import { createAnswerWriter } from '../../functions/shared/answers.ts';
import { addSeconds } from '../../lib/calendar/dates.ts';
import { firstBreak } from '../../lib/obligations/history.ts';
import { judge } from '../../lib/obligations/verdict.ts';
import { declareSubmission } from '../../lib/submissions/declaring.ts';
import type { Inspection } from '../../lib/submissions/inspection/inspect.ts';
import { aManifest } from '../support/manifest.ts';
import { startRegister } from '../support/register.ts';
import { aUnit } from '../support/units.ts';
import { createWorld, OFFICE, type World } from '../support/world.ts';

const ID = 'huyen-uy-tuan-giao.monthly.2026-10';
const KEY = { unit: 'huyen-uy-tuan-giao', rule: 'monthly', period: '2026-10' };
const LAST_SECOND = '2026-10-27T16:59:59Z';
const FIRST_LATE = '2026-10-27T17:00:00Z';
const NEXT_MORNING = '2026-10-28T02:00:00Z';
const [pdf] = aManifest().files;
if (!pdf) throw new Error('a manifest has a file');

type CheckContents = Parameters<typeof createRecordUploadHandler>[0]['checkContents'];
const noContents: CheckContents = async () => ({ found: [] });

let register: Awaited<ReturnType<typeof startRegister>>;
let world: World;
beforeEach(async () => {
  register = await startRegister();
  world = createWorld(register.table, '2026-10-01');
  await world.units.put(aUnit());
  await world.open('2026-10-01T00:00:00Z');
});
afterEach(() => register.stop());

let reads = 0;
function createHandler(
  inspection: Inspection = { ok: true, type: 'pdf' },
  checkContents: CheckContents = noContents,
  obligations: Pick<World['obligations'], 'get' | 'commit'> = world.obligations,
) {
  const { submissions, notices, units, postbox } = world;
  const write = createAnswerWriter({
    units,
    obligations: world.obligations,
    submissions,
    officeAddress: OFFICE,
    portalUrl: 'https://x.example',
  });
  return createRecordUploadHandler({
    obligations,
    submissions,
    requests: world.requests,
    readFile: async () => {
      reads += 1;
      return new Uint8Array();
    },
    inspect: async () => inspection,
    checkContents,
    sendAnswer: createAnswerSender({ ledger: notices, mailer: postbox.mailer }, notices, write),
    clock: () => NEXT_MORNING,
    log: () => {},
  });
}
async function declare(files = 1) {
  const obligation = await world.obligations.get(KEY);
  if (!obligation || !pdf) throw new Error('not open');
  const manifest = aManifest({
    files: Array.from({ length: files }, (_, i) => ({ ...pdf, name: `${i}.pdf`, role: i === 0 ? 'main' : 'annex' })),
  });
  const declared = declareSubmission(obligation, manifest, 'tuangiao', '2026-10-27T16:00:00Z');
  await world.obligations.commit(declared);
  return declared.submission.number;
}
const stored = (number: number, file: number, time: string, version = 'v1') => ({
  time,
  detail: {
    object: { key: `submissions/${KEY.unit}/${KEY.rule}/${KEY.period}/${number}/${file}`, 'version-id': version },
  },
});
const verdict = async () => {
  const obligation = await world.obligations.get(KEY);
  return obligation && judge(obligation, NEXT_MORNING);
};

describe('the boundary', () => {
  it('one second before the first late instant is on time', async () => {
    await declare();
    await createHandler()(stored(1, 1, '2026-10-27T16:59:59.999Z'));
    expect(await verdict()).toEqual({ verdict: 'on-time' });
    expect((await world.obligations.get(KEY))?.receivedAt).toBe(LAST_SECOND);
  });

  it('at the first late instant is late by one day', async () => {
    await declare();
    await createHandler()(stored(1, 1, FIRST_LATE));
    expect(await verdict()).toEqual({ verdict: 'late', daysLate: 1 });
  });

  it('with the annex after midnight is late: received means the last declared file', async () => {
    await declare(2);
    await createHandler()(stored(1, 1, LAST_SECOND));
    expect(await verdict()).toMatchObject({ verdict: 'missing' });
    await createHandler()(stored(1, 2, FIRST_LATE));
    expect(await verdict()).toMatchObject({ verdict: 'late' });
  });

  it('a late correction does not undo an on-time first filing; both versions are kept', async () => {
    await declare();
    await createHandler()(stored(1, 1, LAST_SECOND));
    await declare();
    await createHandler()(stored(2, 1, '2026-10-28T01:00:00Z'));
    expect(await verdict()).toEqual({ verdict: 'on-time' });
    const versions = (await world.submissions.list(ID)).map((s) => [s.version, s.status, s.receivedAt]);
    expect(versions).toEqual([
      [1, 'received', LAST_SECOND],
      [2, 'received', '2026-10-28T01:00:00Z'],
    ]);
  });
});

describe('events of the store', () => {
  it('delivered twice give one receipt, one mail and one event of the history', async () => {
    await declare();
    for (let i = 0; i < 3; i += 1) await createHandler()(stored(1, 1, LAST_SECOND));
    expect(world.postbox.letters.map((l) => l.subject)).toEqual(['[Biên nhận] Báo cáo tháng 10/2026: đúng hạn']);
    expect((await world.obligations.history(ID)).map((e) => e.type)).toEqual([
      'opened',
      'submission-declared',
      'submission-received',
    ]);
  });

  it('of twenty files at the same moment in twenty functions lose nothing', async () => {
    await declare(20);
    await Promise.all(Array.from({ length: 20 }, (_, i) => createHandler()(stored(1, i + 1, LAST_SECOND))));
    expect(await verdict()).toEqual({ verdict: 'on-time' });
    expect(world.postbox.letters).toHaveLength(1);
    const obligation = await world.obligations.get(KEY);
    expect(firstBreak(await world.obligations.history(ID), obligation?.head)).toBeUndefined();
  });

  it('of a second copy that arrive before those of the first correct the time to the first', async () => {
    await declare();
    await createHandler()(stored(1, 1, FIRST_LATE, 'v2'));
    expect(await verdict()).toMatchObject({ verdict: 'late' });
    await createHandler()(stored(1, 1, LAST_SECOND, 'v1'));
    expect(await verdict()).toEqual({ verdict: 'on-time' });
    expect((await world.obligations.history(ID)).at(-1)?.type).toBe('receipt-time-corrected');
    // Both receipts are made in the same second of the function's clock.
    expect(world.postbox.letters.map(({ subject }) => subject)).toEqual([
      '[Biên nhận] Báo cáo tháng 10/2026: chậm 1 ngày',
      '[Biên nhận] Báo cáo tháng 10/2026: đúng hạn',
    ]);
  });

  it('of ever earlier copies in one second are receipted each, and the last letter tells of the earliest', async () => {
    await declare();
    const times = [1, 0, -1].map((seconds) => addSeconds(FIRST_LATE, seconds));
    for (const [i, time] of times.entries()) await createHandler()(stored(1, 1, time, `v${3 - i}`));
    expect(await verdict()).toEqual({ verdict: 'on-time' });
    expect(world.postbox.letters).toHaveLength(3);
    expect(world.postbox.letters.at(-1)?.subject).toBe('[Biên nhận] Báo cáo tháng 10/2026: đúng hạn');
  });

  it('that another copy of the function records meanwhile is receipted once', async () => {
    await declare();
    const event = stored(1, 1, LAST_SECOND);
    // Before anything is noted of its contents, which would make the two meet by itself.
    const other = createHandler(undefined, () => Promise.reject(new Error('not read')));
    let recorded: Promise<void> | undefined;
    const slow = {
      ...world.obligations,
      async get(key: typeof KEY) {
        recorded ??= other(event);
        await recorded;
        return world.obligations.get(key);
      },
    };
    await createHandler(undefined, undefined, slow)(event);
    const types = (await world.obligations.history(ID)).map(({ type }) => type);
    expect(types.filter((type) => type === 'submission-received')).toHaveLength(1);
    expect(world.postbox.letters).toHaveLength(1);
  });

  it('about objects that no submission declared change nothing', async () => {
    await declare();
    const before = await world.obligations.get(KEY);
    await createHandler()(stored(1, 7, LAST_SECOND));
    await createHandler()(stored(9, 1, LAST_SECOND));
    await createHandler()({ time: LAST_SECOND, detail: { object: { key: 'other/%zz' } } });
    expect(await world.obligations.get(KEY)).toEqual(before);
  });
});

describe('a file that inspection refuses', () => {
  const macros: Inspection = { ok: false, reasons: [{ code: 'macros', detail: 'Tệp có chứa macro.' }] };

  it('quarantines the submission, tells the unit why, and the report stays owed', async () => {
    await declare(2);
    await createHandler()(stored(1, 1, LAST_SECOND));
    await createHandler(macros)(stored(1, 2, LAST_SECOND));
    const submission = await world.submissions.get(ID, 1);
    expect(submission?.status).toBe('quarantined');
    expect(await verdict()).toMatchObject({ verdict: 'missing' });
    expect(world.postbox.letters[0]?.text).toContain('Tệp có chứa macro.');
    await world.sweep('2026-10-28T01:00:00Z');
    expect(world.postbox.letters.at(-1)?.subject).toContain('[Đôn đốc lần 1]');
  });
});

describe('a secrecy mark in a file', () => {
  it('is told to the unit and at once to the Office', async () => {
    await declare();
    const secret: Inspection = { ok: false, reasons: [{ code: 'secrecy-mark', detail: 'Tệp có dấu chỉ độ mật.' }] };
    await createHandler(secret)(stored(1, 1, LAST_SECOND));
    expect(world.postbox.letters.map(({ to, cc }) => [to, cc])).toEqual([[[aUnit().contactEmail], [OFFICE]]]);
  });
});

describe('a receipt that could not be sent at once', () => {
  it('is sent by the next sweep, at any hour, once', async () => {
    await declare();
    world.postbox.answer = () => ({ outcome: 'later', reason: 'unreachable' });
    await createHandler()(stored(1, 1, LAST_SECOND));
    world.postbox.answer = undefined;
    for (const at of ['2026-10-28T12:00:00Z', '2026-10-28T12:15:00Z', '2026-10-28T12:30:00Z']) await world.sweep(at);
    expect(world.postbox.letters.map((l) => l.subject)).toEqual(['[Biên nhận] Báo cáo tháng 10/2026: đúng hạn']);
    expect((await world.obligations.get(KEY))?.nextNoticeAt).toBeUndefined();
  });
});

describe('the contents check', () => {
  it('reads the bytes that were inspected: a file is fetched once', async () => {
    await declare();
    reads = 0;
    await createHandler()(stored(1, 1, LAST_SECOND));
    expect(reads).toBe(1);
  });

  it('is noted beside the receipt, which it never holds up', async () => {
    await declare();
    const contents = { found: [{ section: 'emerging', place: 'đoạn 9' }] };
    await createHandler({ ok: true, type: 'pdf' }, async () => contents)(stored(1, 1, LAST_SECOND));
    expect(await world.submissions.get(ID, 1)).toMatchObject({
      status: 'received',
      files: { '1': { stored: { contents } } },
    });
  });

  it('that fails leaves the receipt as it is', async () => {
    await declare();
    const failing: CheckContents = async () => {
      throw new Error('a font nobody knows');
    };
    await createHandler({ ok: true, type: 'pdf' }, failing)(stored(1, 1, LAST_SECOND));
    const submission = await world.submissions.get(ID, 1);
    expect(submission?.status).toBe('received');
    expect(submission?.files['1']?.stored?.contents).toBeUndefined();
    expect(world.postbox.letters).toHaveLength(1);
  });

  it('is not made of a file that was refused', async () => {
    await declare();
    const asked: string[] = [];
    const refused: Inspection = { ok: false, reasons: [{ code: 'macros', detail: 'Tệp có chứa macro.' }] };
    const check: CheckContents = async (_bytes, { name }) => {
      asked.push(name);
      return { found: [] };
    };
    await createHandler(refused, check)(stored(1, 1, LAST_SECOND));
    expect(asked).toEqual([]);
  });
});
