import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { planNotices } from '../../lib/notices/plan.ts';
import { openObligation } from '../../lib/obligations/opening.ts';
import { deadlineOf, ruleOf } from '../../lib/regime/deadlines.ts';
import { regimes } from '../../lib/regime/index.ts';
import { obligationItem } from '../../lib/store/obligations.ts';
import type { Table } from '../../lib/store/table.ts';
import { aUnit } from '../support/units.ts';
import type { World } from '../support/world.ts';

/** 08:00 on Thursday 22 October, when October's report is announced. */
export const ANNOUNCED = '2026-10-22T01:00:00Z';
const LATER = '2027-01-20T01:00:00Z';
const PARALLEL = 16;

const idOf = (i: number) => `don-vi-${i}`;

async function writeAll({ client, name }: Table, items: Record<string, unknown>[]): Promise<void> {
  for (let i = 0; i < items.length; i += 25) {
    const requests = items.slice(i, i + 25).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [name]: requests } }));
  }
}

/** Open obligations, one a unit: the first are to be announced at `ANNOUNCED`, and their units are there; all others much later. */
export async function seedObligations(
  { units }: World,
  table: Table,
  { open, due }: { open: number; due: number },
): Promise<void> {
  const [regime] = regimes;
  const rule = regime && ruleOf(regime, 'monthly');
  const october = regime && deadlineOf(regime, 'monthly', '2026-10');
  const january = regime && deadlineOf(regime, 'monthly', '2027-01');
  if (!rule || !october || !january) throw new Error('the regime has monthly reports');
  const firstNotice = planNotices(rule.notices, october.lastDay, vietnamCalendar)[0]?.at;
  if (firstNotice !== ANNOUNCED) throw new Error(`October is announced at ${firstNotice}`);
  const items = Array.from({ length: open }, (_, i) => {
    const [deadline, at] = i < due ? [october, ANNOUNCED] : [january, LATER];
    const { obligation } = openObligation({ id: idOf(i) }, deadline, '2026-10-01T00:00:00Z', at);
    return obligationItem(obligation, table.shards);
  });
  await writeAll(table, items);
  const put = (i: number) => units.put(aUnit({ id: idOf(i), contactEmail: `${idOf(i)}@dienbien.example` }));
  await pMap(Array(due).keys(), put, { concurrency: PARALLEL });
}
