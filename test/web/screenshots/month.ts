import { readFileSync } from 'node:fs';
import * as schemas from '../../../functions/api/schemas/index.ts';
import { fileMonth } from '../../../infra/tools/province/file-month.ts';
import { makeMonth } from '../../../infra/tools/province/month.ts';
import { createApiClient } from '../../../infra/tools/shared/api-client.ts';
import { parseUnitsCsv } from '../../../lib/units/csv.ts';
import { validOn } from '../../../lib/units/unit.ts';
import type { Portal } from '../browser/portal.ts';

/** Before the first units file; what was due earlier is not the pictures' concern. */
export const OPENS = { now: '2026-01-22T02:00:00Z', goLive: '2026-01-24' } as const;
const JANUARY = { rule: 'monthly', period: '2026-01', lastDay: '2026-01-27' } as const;
/** A month in which most are on time, some late and some missing. */
const SEED = 61;

/** The unit whose pages are pictured: it files before the reader's eyes. */
export const UNIT = 'so-tu-phap';
/** Sent in on the last day and not looked at yet. */
export const WAITING = `so-ke-hoach-va-dau-tu.monthly.${JANUARY.period}`;
const RETURNED = `dang-uy-xa-tua-thang.monthly.${JANUARY.period}`;

/** The units file on those days, counted from the last one, by the clock of the pictures' world. */
export async function fileOn({ office }: Portal, { from, to }: { from: number; to: number }): Promise<void> {
  const parsed = parseUnitsCsv(readFileSync(new URL('../../../data/units.csv', import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error('data/units.csv has errors');
  const units = parsed.units.filter((unit) => validOn(unit, JANUARY.lastDay));
  const filings = (await makeMonth(units, JANUARY.period, SEED)).filter(
    // A second version would wait for review again.
    ({ unit, day, documentNumber }) => unit !== UNIT && day >= from && day <= to && !documentNumber.endsWith('-1'),
  );
  await fileMonth(createApiClient(new URL(office.cloud.url), fetch), office.cloud, filings, JANUARY);
}

/** The Office goes through what came in: one report waits, one is sent back, the others are accepted. */
export async function reviewMonth({ office }: Portal): Promise<void> {
  const { body } = await office.as('office', 'GET', `/v1/obligations?rule=${JANUARY.rule}&period=${JANUARY.period}`);
  for (const { id, status, version } of schemas.obligationList.parse(body).items) {
    if (status !== 'received' || id === WAITING) continue;
    const about = { version, submission: 1 };
    const decision =
      id === RETURNED
        ? {
            ...{ kind: 'return', lastDay: '2026-02-03', authority: 'Chánh Văn phòng Tỉnh ủy' },
            reason: 'Thiếu số liệu thu ngân sách tháng 1',
          }
        : { kind: 'acceptance' };
    await office.as('office', 'POST', `/v1/obligations/${id}/decisions`, { ...about, ...decision });
  }
}
