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
// Two minutes, too long for every run of the tests.
const restored = spawnSync('npm', ['run', 'rehearse:restore'], { stdio: 'inherit' });
if (status !== 0) console.log(`Failed with seed ${seed}: ${again}`);
process.exitCode = status || restored.status || 0;
