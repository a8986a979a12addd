import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { planNotices } from '../../lib/notices/plan.ts';
import { openObligation } from '../../lib/obligations/opening.ts';
import { deadlineOf, ruleOf } from '../../lib/regime/deadlines.ts';
import { regimes } from '../../lib/regime/index.ts';
import { obligationItem } from '../../lib/store/obligations.ts';
import type { Table } from '../../lib/store/table.ts';
import { startRegister } from '../support/register.ts';
import { aUnit } from '../support/units.ts';
import { createWorld } from '../support/world.ts';
import { countCapacity } from './capacity.ts';

const DUE = 200;
const ANNOUNCED = '2026-10-22T01:00:00Z';
const LATER = '2027-01-20T01:00:00Z';
const SIZES = [1_000, 10_000, 100_000];

async function writeAll(table: Table, items: Record<string, unknown>[]): Promise<void> {
  for (let i = 0; i < items.length; i += 25) {
    const requests = items.slice(i, i + 25).map((Item) => ({ PutRequest: { Item } }));
    await table.client.send(new BatchWriteCommand({ RequestItems: { [table.name]: requests } }));
  }
}

/** Open obligations of many units: the first 200 are due at the sweep, all others much later. */
async function seed(table: Table, open: number): Promise<void> {
  const [regime] = regimes;
  const rule = regime && ruleOf(regime, 'monthly');
  const october = regime && deadlineOf(regime, 'monthly', '2026-10');
  const january = regime && deadlineOf(regime, 'monthly', '2027-01');
  if (!rule || !october || !january) throw new Error('the regime has monthly reports');
  const firstNotice = planNotices(rule.notices, october.lastDay, vietnamCalendar)[0]?.at;
  if (firstNotice !== ANNOUNCED) throw new Error(`October is announced at ${firstNotice}`);
  const items = Array.from({ length: open }, (_, i) => {
    const id = `don-vi-${i}`;
    const due = i < DUE;
    const { obligation } = openObligation(
      { id },
      due ? october : january,
      '2026-10-01T00:00:00Z',
      due ? ANNOUNCED : LATER,
    );
    return obligationItem(obligation, table.shards);
  });
  await writeAll(table, items);
}

export interface SweepFigures {
  open: number;
  due: number;
  letters: number;
  readUnits: number;
  writeUnits: number;
  itemsRead: number;
  milliseconds: number;
}

/** The cost of one sweep with the same 200 due and ever more open: it must not grow with what is open. */
export async function benchSweep(sizes: readonly number[] = SIZES): Promise<SweepFigures[]> {
  const figures: SweepFigures[] = [];
  for (const open of sizes) {
    const register = await startRegister(4);
    const world = createWorld(register.table, '2026-10-01');
    await seed(register.table, open);
    for (let i = 0; i < DUE; i += 1)
      await world.units.put(aUnit({ id: `don-vi-${i}`, contactEmail: `u${i}@dienbien.example` }));
    const consumed = countCapacity(register.table.client);
    const started = performance.now();
    const tally = await world.sweep(ANNOUNCED);
    figures.push({
      open,
      due: DUE,
      letters: tally.letters,
      readUnits: consumed.readUnits,
      writeUnits: consumed.writeUnits,
      itemsRead: consumed.items,
      milliseconds: Math.round(performance.now() - started),
    });
    await register.stop();
  }
  return figures;
}
