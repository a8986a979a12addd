import { createPacer, type Pace } from '../../lib/store/mailer.ts';
import { startRegister } from '../support/register.ts';
import { createWorld, quarterHours } from '../support/world.ts';
import { countCapacity } from './capacity.ts';
import { ANNOUNCED, seedObligations } from './seeding.ts';

/** The end of the day's sending hours. */
const EVENING = '2026-10-22T10:00:00Z';

/** Time that passes only when somebody waits for it. */
function imaginedTime(): Pace {
  let now = 0;
  return {
    elapsedMs: () => now,
    wait: async (ms) => {
      now += ms;
    },
  };
}

export interface BacklogOptions {
  notices: number;
  lettersPerSecond: number;
  /** For how long one sweep may run. */
  limitSeconds: number;
}

export interface BacklogFigures extends BacklogOptions {
  sweeps: number;
  letters: number;
  /** Units that had more than one letter, and units that had none. */
  doubled: number;
  lost: number;
  /** From a sweep's start to its end, as the letters' pace makes it. */
  longestSweepSeconds: number;
  readUnitsPerNotice: number;
  writeUnitsPerNotice: number;
  seconds: number;
}

/**
 * More notices fall due at once than one sweep can say at the mail service's rate: quarter of an hour by quarter of an hour
 * until nothing is left. The pace is the real one; its time is imagined, and nobody waits.
 */
export async function sweepBacklog(options: BacklogOptions): Promise<BacklogFigures> {
  const { notices, lettersPerSecond, limitSeconds } = options;
  const register = await startRegister(4);
  try {
    const time = imaginedTime();
    const pace = createPacer(lettersPerSecond, time);
    const world = createWorld(register.table, '2026-10-01', ({ ledger, mailer }) => ({
      ledger,
      mailer: {
        async send(letter) {
          await pace();
          return mailer.send(letter);
        },
      },
    }));
    await seedObligations(world, register.table, { open: notices, due: notices });
    const consumed = countCapacity(register.table.client);
    const started = performance.now();
    const durations: number[] = [];
    for (const at of quarterHours(ANNOUNCED, EVENING)) {
      const begun = time.elapsedMs();
      const spent = () => time.elapsedMs() - begun;
      const { left } = await world.sweep(at, () => limitSeconds * 1000 - spent());
      durations.push(spent() / 1000);
      const dueBeyond = left > 0 || (await world.notices.due(at, 1)).length > 0;
      if (!dueBeyond) break;
    }
    const perUnit = Map.groupBy(world.postbox.letters, ({ unit }) => unit);
    const perNotice = (units: number) => Math.round((units / notices) * 100) / 100;
    return {
      ...options,
      sweeps: durations.length,
      letters: world.postbox.letters.length,
      doubled: [...perUnit.values()].filter(({ length }) => length > 1).length,
      lost: notices - perUnit.size,
      longestSweepSeconds: Math.round(Math.max(...durations)),
      readUnitsPerNotice: perNotice(consumed.readUnits),
      writeUnitsPerNotice: perNotice(consumed.writeUnits),
      seconds: Math.round((performance.now() - started) / 1000),
    };
  } finally {
    await register.stop();
  }
}
