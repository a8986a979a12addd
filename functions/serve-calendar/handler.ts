import type { WorkingCalendar } from '../../lib/calendar/working-days.ts';
import { createHttpApp, type HttpContext, type HttpDeps, toLambda } from '../../lib/http/app.ts';
import { Problem } from '../../lib/http/problem.ts';
import type { Opening } from '../../lib/obligations/opening.ts';
import type { CalendarStore } from '../../lib/store/calendars.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';
import type { UnitStore } from '../../lib/store/units.ts';
import { newAddress, readAddress, sameHash } from './address.ts';
import { calendarOf } from './feed.ts';

export interface Deps extends HttpDeps, Opening {
  calendars: CalendarStore;
  units: Pick<UnitStore, 'get'>;
  obligations: Pick<ObligationStore, 'listByUnit'>;
  calendar: WorkingCalendar;
  portalUrl: string;
}

const FEEDS = '/v1/calendars/';

/**
 * Each unit's deadlines as a calendar address that telephones and mail programs subscribe to. They cannot sign in, so the
 * address holds a secret; the unit makes it, makes a new one in its place, or takes it back.
 */
export function createServeCalendarHandler(deps: Deps) {
  const app = createHttpApp(deps, (path) => path.startsWith(FEEDS));

  const unitOf = (c: HttpContext): string => {
    const { role, unit } = c.var.caller;
    if (role !== 'unit' || !unit) throw new Problem('forbidden', 'Chỉ tài khoản của đơn vị có lịch hạn gửi báo cáo.');
    return unit;
  };

  app.get('/v1/calendar', async (c) => {
    const feed = await deps.calendars.get(unitOf(c));
    return c.json({ active: feed?.hash !== undefined, ...(feed ? { changedAt: feed.changedAt } : {}) });
  });

  app.post('/v1/calendar', async (c) => {
    const unit = unitOf(c);
    const { path, hash } = newAddress(unit);
    await deps.calendars.put({ unit, hash, changedAt: c.var.now, changedBy: c.var.caller.user });
    deps.log('info', 'calendar-changed', { unit, active: true });
    return c.json({ url: new URL(path, deps.portalUrl).href }, 201);
  });

  app.delete('/v1/calendar', async (c) => {
    const unit = unitOf(c);
    await deps.calendars.put({ unit, changedAt: c.var.now, changedBy: c.var.caller.user });
    deps.log('info', 'calendar-changed', { unit, active: false });
    return c.body(null, 204);
  });

  app.get(`${FEEDS}:address`, async (c) => {
    const address = readAddress(c.req.param('address'));
    const [feed, unit] = address
      ? await Promise.all([deps.calendars.get(address.unit), deps.units.get(address.unit)])
      : [];
    // A wrong secret, a revoked one and a unit that is not there look the same.
    if (!address || !unit || feed?.hash === undefined || !sameHash(feed.hash, address.hash))
      throw new Problem('not-found', 'Không có lịch này, hoặc địa chỉ đã bị thu hồi.');
    const text = calendarOf(unit, await deps.obligations.listByUnit(unit.id), deps, c.var.now);
    return c.body(text, 200, {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="han-gui-bao-cao.ics"',
    });
  });
  return toLambda(app);
}
