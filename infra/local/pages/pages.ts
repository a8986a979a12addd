import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import { type PeriodRow, type StatusPage, statusPage } from './status-page.ts';

const STYLE = readFileSync(new URL('./style.css', import.meta.url));

/** The headers of the local cloud's own pages. */
export const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

const listSchema = z.object({
  items: z.array(z.object({ rule: z.string(), period: z.string(), lastDay: z.string() })),
});

const counts = z.object({
  expected: z.number(),
  onTime: z.number(),
  late: z.number(),
  missing: z.number(),
  notYetDue: z.number(),
  waived: z.number(),
});
const complianceSchema = counts;

/** The nearest deadlines, and the latest that somebody missed. */
const PERIODS_EACH = 4;

export interface ApiClient {
  /** Asks the API as the Office. Throws when it does not answer with a success. */
  get(path: string): Promise<unknown>;
}

async function periodRows(api: ApiClient): Promise<PeriodRow[]> {
  const rows = new Map<string, { rule: string; period: string; lastDay: string }>();
  for (const verdict of ['missing', 'not-yet-due']) {
    const { items } = listSchema.parse(await api.get(`/v1/obligations?verdict=${verdict}`));
    const distinct = new Map(
      items.map(({ rule, period, lastDay }) => [`${rule}/${period}`, { rule, period, lastDay }]),
    );
    const byDay = [...distinct].sort(([, a], [, b]) => (a.lastDay < b.lastDay ? -1 : 1));
    const nearest = verdict === 'missing' ? byDay.slice(-PERIODS_EACH) : byDay.slice(0, PERIODS_EACH);
    for (const [key, row] of nearest) rows.set(key, row);
  }
  return Promise.all(
    [...rows.values()].map(async ({ rule, period, lastDay }) => ({
      period,
      lastDay,
      ...complianceSchema.parse(await api.get(`/v1/compliance?rule=${rule}&period=${period}`)),
    })),
  );
}

/** Sends the style sheet of the pages. */
export function sendStyle(response: ServerResponse): void {
  response.writeHead(200, { ...PAGE_HEADERS, 'content-type': 'text/css; charset=utf-8' });
  response.end(STYLE);
}

/** Sends the status page, with what the API says at this moment. */
export async function sendStatusPage(
  response: ServerResponse,
  api: ApiClient,
  page: Omit<StatusPage, 'periods'>,
): Promise<void> {
  const periods = await periodRows(api).catch(() => undefined);
  response.writeHead(200, { ...PAGE_HEADERS, 'content-type': 'text/html; charset=utf-8' });
  response.end(statusPage({ ...page, periods }));
}
