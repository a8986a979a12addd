import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAnswerSender } from '../../../functions/shared/answer-sender.ts';
import { advance, nextSeq } from '../../../lib/obligations/advancing.ts';
import { decide, urge } from '../../../lib/obligations/deciding.ts';
import { startRegister } from '../../support/register.ts';
import { aUnit } from '../../support/units.ts';
import { createWorld, type World } from '../../support/world.ts';

/** Wednesday 28 October 2026: the October report is a day late. */
const URGED = '2026-10-28T02:00:00Z';
const TOLD = '2026-10-28T02:05:00Z';
const NEXT_SWEEP = '2026-10-28T02:15:00Z';
const KEY = { unit: 'huyen-uy-tuan-giao', rule: 'monthly', period: '2026-10' };
const ID = 'huyen-uy-tuan-giao.monthly.2026-10';

let register: Awaited<ReturnType<typeof startRegister>>;
let world: World;
beforeEach(async () => {
  register = await startRegister();
  world = createWorld(register.table, '2026-10-01');
  await world.units.put(aUnit());
  await world.open('2026-10-01T00:00:00Z');
  await world.sweep('2026-10-28T01:00:00Z');
  world.postbox.letters.length = 0;
});
afterEach(() => register.stop());

const current = async () => {
  const found = await world.obligations.get(KEY);
  if (!found) throw new Error('not open');
  return found;
};
const send = async (at: string) =>
  createAnswerSender(world.sending, world.notices, world.writeAnswer)({ obligation: await current() }, at);
async function urgeByHand() {
  const late = await current();
  const urged = urge(late, 'office', URGED);
  if (!urged.ok) throw new Error('cannot be urged');
  const mail = { kind: 'urging' as const, subject: nextSeq(late), scheduledFor: URGED };
  await world.obligations.commit(advance(late, urged.event, { planned: late.nextNoticeAt, mail }));
}

describe('an urging by hand that waits for the sweep', () => {
  it('is not taken for an answer: no line of the ledger, and it stays due', async () => {
    const before = await world.notices.list(ID);
    await urgeByHand();
    const waiting = await current();
    await send(TOLD);
    expect(await world.notices.list(ID)).toEqual(before);
    expect(await current()).toEqual(waiting);
    expect(waiting.outbox).toEqual([expect.objectContaining({ kind: 'urging' })]);
    await world.sweep(NEXT_SWEEP);
    expect(world.postbox.letters.map(({ subject }) => subject)).toEqual([
      '[Đôn đốc] Báo cáo tháng 10/2026 đã quá hạn ngày 27/10/2026',
    ]);
  });

  it('outlives a decision that is told at once', async () => {
    await urgeByHand();
    const urged = await current();
    const grounds = { reason: 'Mưa lũ', authority: 'Chánh Văn phòng' };
    const extended = decide(urged, { kind: 'extension', lastDay: '2026-11-03', ...grounds }, 'office', TOLD);
    if (!extended.ok) throw new Error('cannot be extended');
    const mail = { kind: 'decision' as const, subject: nextSeq(urged), scheduledFor: TOLD };
    await world.obligations.commit(advance(urged, extended.event, { planned: urged.nextNoticeAt, mail }));
    await send(TOLD);
    expect(world.postbox.letters.map(({ subject }) => subject)).toEqual(['[Gia hạn] Báo cáo tháng 10/2026']);
    const { outbox } = await current();
    expect(outbox.map(({ kind }) => kind)).toContain('urging');
    const kinds = (await world.notices.list(ID)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.startsWith('urging-') && kind !== 'urging-1')).toEqual([]);
  });
});
