import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, factor: { type: 'string', default: '20' } },
});
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31));
const again = `npm run soak -- --seed ${seed} --factor ${values.factor}`;
console.log(`Seed ${seed}; again with: ${again}`);
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'test/faults', 'test/hostile'],
  {
    stdio: 'inherit',
    env: { ...process.env, SOAK_SEED: seed, SOAK_FACTOR: values.factor },
  },
);
if (status !== 0) console.log(`Failed with seed ${seed}: ${again}`);
process.exitCode = status ?? 1;
