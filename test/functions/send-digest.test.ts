import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startRegister } from '../support/register.ts';
import { aUnit } from '../support/units.ts';
import { createWorld, OFFICE, quarterHours, type World } from '../support/world.ts';

const MORNING_OF_THE_LAST_DAY = '2026-10-27T01:00:00Z';
const THE_MORNING_AFTER = '2026-10-28T01:00:00Z';
const TWO_MORNINGS_AFTER = '2026-10-29T01:00:00Z';

let register: Awaited<ReturnType<typeof startRegister>>;
let world: World;
beforeEach(async () => {
  register = await startRegister();
  world = createWorld(register.table, '2026-10-01');
  await world.units.put(aUnit());
  await world.open('2026-10-01T00:00:00Z');
});
afterEach(() => register.stop());

describe('the Office’s digest', () => {
  it('says what is due today, what is newly late and what stays owed, once a working morning', async () => {
    for (const at of quarterHours(MORNING_OF_THE_LAST_DAY, '2026-10-29T02:00:00Z')) await world.digest(at);
    expect(world.postbox.letters.map((l) => [l.at, l.subject, l.to])).toEqual([
      [MORNING_OF_THE_LAST_DAY, '[Tổng hợp 27/10/2026] 1 đến hạn hôm nay', [OFFICE]],
      [THE_MORNING_AFTER, '[Tổng hợp 28/10/2026] 1 mới quá hạn', [OFFICE]],
      [TWO_MORNINGS_AFTER, '[Tổng hợp 29/10/2026] 1 còn nợ', [OFFICE]],
    ]);
    expect(world.postbox.letters[1]?.text).toContain('Huyện ủy Tuần Giáo');
  });

  it('is silent on mornings with nothing to say, on days off, and before eight', async () => {
    for (const at of quarterHours('2026-10-16T17:00:00Z', '2026-10-26T16:45:00Z')) await world.digest(at);
    expect(world.postbox.letters).toEqual([]);
  });

  it('counts a last day that falls on days off as due on the last working day before', async () => {
    await world.open('2026-11-20T00:00:00Z');
    await world.digest('2026-11-27T01:00:00Z'); // Friday; the annual report's last day is Sunday 29 November
    expect(world.postbox.letters[0]?.subject).toContain('2 đến hạn hôm nay');
  });

  it('shows addresses that mail does not reach, until they are replaced', async () => {
    const { contactEmail } = aUnit();
    await world.units.noteAddressProblem(aUnit().id, contactEmail, {
      kind: 'bounce',
      since: '2026-10-12T01:00:00Z',
      detail: 'Permanent',
    });
    await world.digest('2026-10-13T01:00:00Z');
    expect(world.postbox.letters[0]?.text).toContain(contactEmail);
    await world.units.put(aUnit({ contactEmail: 'moi@dienbien.example' }));
    await world.digest('2026-10-14T01:00:00Z');
    expect(world.postbox.letters).toHaveLength(1);
  });

  it('lost to a fault in the morning is made good within the day', async () => {
    world.postbox.answer = () => ({ outcome: 'later', reason: 'unreachable' });
    await world.digest(MORNING_OF_THE_LAST_DAY);
    world.postbox.answer = undefined;
    await world.digest('2026-10-27T01:15:00Z');
    await world.digest('2026-10-27T01:30:00Z');
    expect(world.postbox.letters).toHaveLength(1);
  });
});
