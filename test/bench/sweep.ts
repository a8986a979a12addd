import { startRegister } from '../support/register.ts';
import { createWorld } from '../support/world.ts';
import { countCapacity } from './capacity.ts';
import { ANNOUNCED, seedObligations } from './seeding.ts';

const DUE = 200;
const SIZES = [1_000, 10_000, 100_000];

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
    await seedObligations(world, register.table, { open, due: DUE });
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
