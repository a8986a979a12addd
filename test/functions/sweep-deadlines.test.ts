import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatInstant } from '../../lib/calendar/vietnamese.ts';
import { advance } from '../../lib/obligations/advancing.ts';
import { decide } from '../../lib/obligations/deciding.ts';
import { fileReport } from '../support/filing.ts';
import { startRegister } from '../support/register.ts';
import { aUnit } from '../support/units.ts';
import { createWorld, OFFICE, quarterHours, type World } from '../support/world.ts';

const GO_LIVE = '2026-10-01';
const FIRST_OF_OCTOBER = '2026-10-01T00:00:00Z';
const ANNOUNCED = '2026-10-22T01:00:00Z'; // 08:00, Thursday 22 October
const LAST_DAY = '2026-10-27T01:00:00Z';
const URGED_1 = '2026-10-28T01:00:00Z';
const URGED_2 = '2026-10-30T01:00:00Z';
const URGED_3 = '2026-11-03T01:00:00Z';
const URGED_4 = '2026-11-05T01:00:00Z';
const PLANNED = [ANNOUNCED, LAST_DAY, URGED_1, URGED_2, URGED_3, URGED_4];
const DECEMBER = '2026-11-07T00:00:00Z';

const unit = aUnit();
const october = { unit: unit.id, rule: 'monthly', period: '2026-10' };
let register: Awaited<ReturnType<typeof startRegister>>;
let world: World;

beforeEach(async () => {
  register = await startRegister();
  world = createWorld(register.table, GO_LIVE);
  await world.units.put(unit);
  await world.open(FIRST_OF_OCTOBER);
});
afterEach(() => register.stop());

const file = (at: string, key = october) => fileReport(world, key, at);
const aboutOctober = () => world.postbox.letters.filter((letter) => letter.text.includes('tháng 10/2026'));

describe('a month of sweeps', () => {
  it('sends exactly the planned notices of October, at 08:00 on working days', async () => {
    for (const at of quarterHours('2026-10-21T17:00:00Z', DECEMBER)) await world.sweep(at);
    expect(aboutOctober().map((letter) => formatInstant(letter.at))).toEqual([
      '08:00, thứ Năm, 22/10/2026',
      '08:00, thứ Ba, 27/10/2026',
      '08:00, thứ Tư, 28/10/2026',
      '08:00, thứ Sáu, 30/10/2026',
      '08:00, thứ Ba, 03/11/2026',
      '08:00, thứ Năm, 05/11/2026',
    ]);
  });

  it('tells the head with the second urging and the Office with the fourth', async () => {
    for (const at of PLANNED) await world.sweep(at);
    const head = unit.headEmail ?? '';
    expect(world.postbox.letters.map(({ to, cc }) => [...to, ...cc])).toEqual([
      [unit.contactEmail],
      [unit.contactEmail],
      [unit.contactEmail],
      [unit.contactEmail, head],
      [unit.contactEmail, head],
      [unit.contactEmail, head, OFFICE],
    ]);
  });

  it('says nothing more once the report has arrived, but the receipt', async () => {
    await world.sweep(ANNOUNCED);
    await file('2026-10-26T02:00:00Z');
    for (const at of quarterHours('2026-10-26T02:00:00Z', DECEMBER)) await world.sweep(at);
    expect(aboutOctober().map((letter) => letter.subject)).toEqual([
      '[Nhắc gửi báo cáo] Báo cáo tháng 10/2026: chậm nhất hết ngày 27/10/2026',
      '[Biên nhận] Báo cáo tháng 10/2026: đúng hạn',
    ]);
  });

  it('sends one letter to a unit for all that is due in a sweep', async () => {
    const armed = aUnit({
      id: 'dang-uy-quan-su-tinh',
      name: 'Đảng ủy Quân sự tỉnh',
      tags: ['armed-forces'],
      contactEmail: 'qs@dienbien.example',
    });
    await world.units.put(armed);
    await world.open('2026-10-01T00:15:00Z');
    const sweptAt = '2026-10-30T01:00:00Z'; // last day of week 44, and second urging of October
    for (const at of quarterHours('2026-10-26T00:00:00Z', sweptAt)) await world.sweep(at);
    const letters = world.postbox.letters.filter((l) => l.to.includes('qs@dienbien.example') && l.at === sweptAt);
    expect(letters).toHaveLength(1);
    expect(letters[0]?.text).toContain('tuần 44/2026');
    expect(letters[0]?.text).toContain('tháng 10/2026');
  });
});

describe('sweeping again', () => {
  it('at the same instant sends nothing twice', async () => {
    await world.sweep(ANNOUNCED);
    await world.sweep(ANNOUNCED);
    expect(world.postbox.letters).toHaveLength(1);
  });

  it('at the same time in two processes sends nothing twice', async () => {
    const other = createWorld(register.table, GO_LIVE);
    await Promise.all([world.sweep(ANNOUNCED), other.sweep(ANNOUNCED), world.sweep(ANNOUNCED), other.sweep(ANNOUNCED)]);
    expect(world.postbox.letters.length + other.postbox.letters.length).toBe(1);
  });

  it('after an outage sends only the latest notice and records the others as superseded', async () => {
    await world.sweep(URGED_3);
    expect(world.postbox.letters.map((l) => l.subject)).toEqual([
      '[Đôn đốc lần 3] Báo cáo tháng 10/2026 đã quá hạn ngày 27/10/2026',
    ]);
    const ledger = await world.notices.list('huyen-uy-tuan-giao.monthly.2026-10');
    const statuses = Object.fromEntries(ledger.map((n) => [n.kind, n.status]));
    expect(statuses).toEqual({
      'reminder-3': 'superseded',
      'last-day-0800': 'superseded',
      'urging-1': 'superseded',
      'urging-2': 'superseded',
      'urging-3': 'sent',
    });
  });

  it('waits for sending hours: what an outage left over is not sent on a Saturday night', async () => {
    const saturdayNight = '2026-10-24T14:00:00Z';
    await world.sweep(saturdayNight);
    expect(world.postbox.letters).toHaveLength(0);
    await world.sweep('2026-10-26T01:00:00Z');
    expect(world.postbox.letters).toHaveLength(1);
  });
});

describe('a sweep that is stopped', () => {
  const points = ['before the claim', 'after the claim', 'after the letter', 'after the mark'] as const;

  it.each(points)('%s loses nothing: the next sweep makes it good', async (point) => {
    class Killed extends Error {}
    const kill = () => {
      throw new Killed();
    };
    const dying = createWorld(register.table, GO_LIVE, ({ ledger, mailer }) => ({
      ledger: {
        claim: async (name, now) => {
          if (point === 'before the claim') kill();
          return ledger.claim(name, now);
        },
        release: (name, now) => ledger.release(name, now),
        settle: async (notice) => {
          if (point === 'after the letter') kill();
          await ledger.settle(notice);
          if (point === 'after the mark') kill();
        },
      },
      mailer: { send: (letter) => (point === 'after the claim' ? kill() : mailer.send(letter)) },
    }));
    await expect(dying.sweep(ANNOUNCED)).rejects.toThrow(Killed);
    for (const at of quarterHours('2026-10-22T01:15:00Z', '2026-10-22T03:00:00Z')) await world.sweep(at);

    const sent = dying.postbox.letters.length + world.postbox.letters.length;
    // Only a death between the send and the mark may double a letter: whether it went out cannot be known.
    expect(sent).toBe(point === 'after the letter' ? 2 : 1);
    const ledger = await world.notices.list('huyen-uy-tuan-giao.monthly.2026-10');
    expect(ledger.map((n) => [n.kind, n.status])).toEqual([['reminder-3', 'sent']]);
    const after = await world.obligations.get(october);
    expect(after?.nextNoticeAt).toBe(LAST_DAY);
  });

  it('for want of time leaves the rest in the index', async () => {
    await world.units.put(aUnit({ id: 'so-tu-phap', contactEmail: 'tuphap@dienbien.example' }));
    await world.open('2026-10-01T00:15:00Z');
    expect(await world.sweep(ANNOUNCED, () => 1_000)).toMatchObject({ letters: 0, left: 2 });
    expect(await world.sweep('2026-10-22T01:15:00Z')).toMatchObject({ letters: 2, left: 0 });
  });

  it('by the mail service’s quota sends what is left with the next sweep', async () => {
    world.postbox.answer = () => ({ outcome: 'later', reason: 'Throttling' });
    expect(await world.sweep(ANNOUNCED)).toMatchObject({ letters: 0, left: 1 });
    world.postbox.answer = undefined;
    expect(await world.sweep('2026-10-22T01:15:00Z')).toMatchObject({ letters: 1, left: 0 });
    expect(world.postbox.letters).toHaveLength(1);
  });
});

describe('a letter that cannot arrive', () => {
  it('is not sent to a dead address; the ledger says so and the plan goes on', async () => {
    await world.units.noteAddressProblem(unit.id, unit.contactEmail, {
      kind: 'bounce',
      since: FIRST_OF_OCTOBER,
      detail: 'Permanent',
    });
    await world.sweep(ANNOUNCED);
    expect(world.postbox.letters).toHaveLength(0);
    const [notice] = await world.notices.list('huyen-uy-tuan-giao.monthly.2026-10');
    expect(notice).toMatchObject({ kind: 'reminder-3', status: 'undeliverable' });
    for (const at of [LAST_DAY, URGED_1, URGED_2]) await world.sweep(at);
    expect(world.postbox.letters.map((l) => l.to)).toEqual([[unit.headEmail]]);
  });

  it('refused by the mail service for good is recorded and not tried again', async () => {
    world.postbox.answer = () => ({ outcome: 'refused', reason: 'MessageRejected' });
    await world.sweep(ANNOUNCED);
    await world.sweep('2026-10-22T01:15:00Z');
    const [notice] = await world.notices.list('huyen-uy-tuan-giao.monthly.2026-10');
    expect(notice).toMatchObject({
      status: 'undeliverable',
      reason: 'refused-by-mail-service',
      detail: 'MessageRejected',
    });
  });
});

describe('a report that changes while the sweep runs', () => {
  async function waive() {
    const found = await world.obligations.get(october);
    const waived = found && decide(found, { kind: 'waiver', reason: 'x', authority: 'y' }, 'office', URGED_1);
    if (!found || !waived?.ok) throw new Error('cannot be waived');
    await world.obligations.commit(advance(found, waived.event, {}));
  }

  it.each([
    ['arrives', () => file('2026-10-28T00:59:59Z'), 'report-received'],
    ['is waived', waive, 'waived'],
  ])(
    'and %s is not urged, even though the index still showed it as open; the ledger says why',
    async (_, happen, reason) => {
      const racing = createWorld(register.table, GO_LIVE, (sending) => ({
        ...sending,
        ledger: {
          claim: async (name, now) => {
            await happen();
            return sending.ledger.claim(name, now);
          },
          release: (name, now) => sending.ledger.release(name, now),
          settle: (notice) => sending.ledger.settle(notice),
        },
      }));
      await world.sweep(LAST_DAY);
      await racing.sweep(URGED_1);
      expect(racing.postbox.letters).toEqual([]);
      const ledger = await world.notices.list('huyen-uy-tuan-giao.monthly.2026-10');
      expect(ledger.find((n) => n.kind === 'urging-1')).toMatchObject({ status: 'superseded', reason });
    },
  );
});
