import { createApiHandler } from '../../functions/api/handler.ts';
import { createLoadUnitsHandler, type Deps as LoadDeps } from '../../functions/load-units/handler.ts';
import type { Instant, LocalDate } from '../../lib/calendar/dates.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { regimes } from '../../lib/regime/index.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import { createMailStore } from '../../lib/store/mails.ts';
import type { Table } from '../../lib/store/table.ts';
import { type ApiAnswer, call } from './api-event.ts';
import { createWorld } from './world.ts';

/** The world with the Office at its desk: lists are loaded and read through the functions that do it. */
export function createRegistryWorld(table: Table, goLive: LocalDate, change: Partial<LoadDeps> = {}) {
  const world = createWorld(table, goLive);
  const accounts = createAccountStore(table);
  const { units, obligations, requests } = world;
  const common = {
    accounts,
    bootstrapOfficeUser: 'office',
    waitFor: () => 0,
    log: () => {},
    regimes,
    units,
    obligations,
    requests,
  };
  const loader = createLoadUnitsHandler({ ...common, goLive, ...change });
  const downloadUrl = async () => {
    throw new Error('not asked for here');
  };
  const { submissions, notices } = world;
  const mails = createMailStore(table);
  const seals = { list: async () => [] };
  const api = createApiHandler({
    ...common,
    goLive,
    submissions,
    notices,
    mails,
    downloadUrl,
    seals,
    sealUrl: downloadUrl,
    calendar: vietnamCalendar,
  });
  return {
    ...world,
    accounts,
    load: (body: string, at: Instant, query: Record<string, string> = {}, user = 'office'): Promise<ApiAnswer> =>
      call(loader, { method: 'PUT', path: '/v1/units', body, user, query, at }),
    /** Says that letters may go to an address again. */
    revive: (unit: string, address: string, at: Instant, user = 'office'): Promise<ApiAnswer> =>
      call(loader, { method: 'DELETE', path: `/v1/units/${unit}/dead-addresses/${address}`, user, at }),
    get: (path: string, at: Instant, query: Record<string, string> = {}, user = 'office'): Promise<ApiAnswer> =>
      call(api, { path, user, query, at }),
  };
}
