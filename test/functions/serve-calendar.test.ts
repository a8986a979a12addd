import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { newAddress } from '../../functions/serve-calendar/address.ts';
import { createServeCalendarHandler } from '../../functions/serve-calendar/handler.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { advance } from '../../lib/obligations/advancing.ts';
import { receiveOffSystem } from '../../lib/obligations/deciding.ts';
import { regimes } from '../../lib/regime/index.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import { createCalendarStore } from '../../lib/store/calendars.ts';
import { call } from '../support/api-event.ts';
import { startRegister } from '../support/register.ts';
import { aUnit } from '../support/units.ts';
import { createWorld, PORTAL, type World } from '../support/world.ts';

const NOW = '2026-10-26T02:00:00Z';
const UNIT = 'huyen-uy-tuan-giao';

let register: Awaited<ReturnType<typeof startRegister>>;
let world: World;
let handler: unknown;
beforeEach(async () => {
  register = await startRegister();
  world = createWorld(register.table, '2026-10-01');
  const accounts = createAccountStore(register.table);
  await world.units.put(aUnit());
  await accounts.put({ user: 'tuan-giao', role: 'unit', unit: UNIT, active: true });
  await accounts.put({ user: 'leader', role: 'leader', active: true });
  await world.open('2026-10-01T00:00:00Z');
  handler = createServeCalendarHandler({
    ...{ accounts, units: world.units, obligations: world.obligations, regimes, goLive: '2026-10-01' },
    calendars: createCalendarStore(register.table),
    bootstrapOfficeUser: 'office',
    waitFor: () => 0,
    calendar: vietnamCalendar,
    portalUrl: PORTAL,
    log: () => {},
  });
});
afterEach(() => register.stop());

const ask = (method: string, user = 'tuan-giao') => call(handler, { method, path: '/v1/calendar', user, at: NOW });
async function make(): Promise<string> {
  return new URL(schemas.calendarAddress.parse((await ask('POST')).body).url).pathname;
}
/** Fetches an address as a telephone does: without signing in. */
async function fetchFeed(path: string) {
  const { status, type, body } = await call(handler, { path, at: NOW });
  return { status, type, text: typeof body === 'string' ? body : '' };
}
/** The events of a calendar, folded lines undone, by their id. */
function eventsOf(text: string): Map<string, string> {
  const unfolded = text.replace(/\r\n[ \t]/g, '');
  const events = unfolded.split('BEGIN:VEVENT').slice(1);
  return new Map(events.map((event) => [/UID:(.*)\r\n/.exec(event)?.[1]?.replace('@dung-han', '') ?? '', event]));
}

describe('a unit’s calendar', () => {
  it('holds each deadline of the year ahead on its last acceptable day, whether opened yet or not', async () => {
    const { status, type, text } = await fetchFeed(await make());
    expect({ status, type }).toEqual({ status: 200, type: 'text/calendar; charset=utf-8' });
    const events = eventsOf(text);
    const october = events.get(`${UNIT}.monthly.2026-10`);
    expect(october).toContain('DTSTART;VALUE=DATE:20261027');
    expect(october).toContain('DTEND;VALUE=DATE:20261028');
    expect(october).toContain('SUMMARY:Hạn gửi: Báo cáo tháng 10/2026');
    expect(events.get(`${UNIT}.q1.2027-Q1`)).toContain('DTSTART;VALUE=DATE:20270324');
    expect([...events.keys()].filter((id) => id.includes('.weekly.'))).toEqual([]);
  });

  it('reminds at 08:00 on working days, and no longer once the report is there', async () => {
    const path = await make();
    const triggers = (text: string | undefined) =>
      [...(text ?? '').matchAll(/TRIGGER;VALUE=DATE-TIME:(\S+)/g)].map((m) => m[1]);
    const november = `${UNIT}.monthly.2026-11`;
    expect(triggers(eventsOf((await fetchFeed(path)).text).get(november))).toEqual([
      // Friday 27 November, the working day before, and three before: 24 November is a day off.
      '20261123T010000Z',
      '20261126T010000Z',
      '20261127T010000Z',
    ]);
    const found = await world.obligations.get({ unit: UNIT, rule: 'monthly', period: '2026-11' });
    const paper = {
      receivedAt: NOW,
      documentNumber: '1',
      documentDate: '2026-10-26',
      signedBy: 'A',
      channel: 'post',
    } as const;
    const received = found && receiveOffSystem(found, paper, 'office', NOW);
    if (!found || !received?.ok) throw new Error('not received');
    await world.obligations.commit(advance(found, received.event, {}));
    const event = eventsOf((await fetchFeed(path)).text).get(november);
    expect(triggers(event)).toEqual([]);
    expect(event).toContain('(đúng hạn)');
    expect(event).toMatch(/SEQUENCE:2/);
  });

  it('foresees each deadline for the unit as it is on that day, not as it is today', async () => {
    const { id: _, ...said } = aUnit();
    const armed = { tags: ['armed-forces' as const] };
    await world.units.put({
      ...aUnit(armed),
      changes: [
        { from: said.validFrom, at: NOW, by: 'office', said },
        { from: '2026-12-01', at: NOW, by: 'office', said: armed },
      ],
    });
    const events = eventsOf((await fetchFeed(await make())).text);
    const weekly = [...events.keys()].filter((key) => key.includes('.weekly.')).sort();
    // The first Friday from 1 December on is the 4th, in week 49.
    expect(weekly[0]).toBe(`${UNIT}.weekly.2026-W49`);
    expect(weekly.length).toBeGreaterThan(50);
  });

  it('is folded and ended as RFC 5545 wants it, and no name breaks out of its line', async () => {
    await world.units.put(
      aUnit({ name: 'Huyện ủy; Tuần, Giáo \\ và một tên rất dài để dòng phải được gập lại theo đúng chuẩn' }),
    );
    const { text } = await fetchFeed(await make());
    expect(text.startsWith('BEGIN:VCALENDAR\r\n') && /END:VCALENDAR\r?\n?$/.test(text)).toBe(true);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const unfolded = text.replace(/\r\n[ \t]/g, '');
    expect(unfolded.split('\r\n').filter((line) => !/^[A-Z-]+[;:]/.test(line) && line !== '')).toEqual([]);
  });
});

describe('a calendar address', () => {
  it('stops working when it is replaced or taken back, and others never worked', async () => {
    expect((await ask('GET')).body).toEqual({ active: false });
    const first = await make();
    const second = await make();
    expect((await ask('GET')).body).toEqual({ active: true, changedAt: NOW });
    expect((await fetchFeed(first)).status).toBe(404);
    expect((await fetchFeed(second)).status).toBe(200);
    expect((await ask('DELETE')).status).toBe(204);
    expect((await fetchFeed(second)).status).toBe(404);
    for (const wrong of [
      'x',
      `${UNIT}.ics`,
      `${UNIT}.${'A'.repeat(43)}`,
      `../office.${'A'.repeat(43)}`,
      `${UNIT}.${'A'.repeat(9999)}`,
    ])
      expect((await fetchFeed(`/v1/calendars/${encodeURIComponent(wrong)}`)).status).toBe(404);
  });

  it('cannot be made from what the register keeps', async () => {
    const secret = (await make()).split('.')[1] ?? 'none';
    const kept = JSON.stringify(await createCalendarStore(register.table).get(UNIT));
    expect(kept).not.toContain(secret);
  });

  it('cannot be guessed: every place of its secret is drawn anew', () => {
    const secrets = Array.from({ length: 100 }, () => newAddress(UNIT).path.split('.')[1] ?? '');
    const drawn = Array.from({ length: 43 }, (_, place) => new Set(secrets.map((secret) => secret[place])).size);
    // 43 places of six bits hold 256; the last has four of its own.
    expect(drawn.filter((kinds) => kinds < 8)).toEqual([]);
  });

  it.each(['office', 'leader'])('is not for %s', async (user) => {
    for (const method of ['GET', 'POST', 'DELETE'])
      expect(await ask(method, user)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });
});
