// Shows that live trading loses no order: `npm run soak -- --submits 100000 [--seed N]`. It prints
// what it measured, or the seed and the cycle at which a law did not hold.

import { parseArgs } from 'node:util';
import { msOfDuration } from '../../lib/units/time.ts';
import { runSoak } from './run.ts';
import type { SoakReport } from './run.ts';

const { values } = parseArgs({
  options: {
    submits: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
  },
});

const say = (line: string): void => {
  console.log(line);
};

const tell = (report: SoakReport, seconds: number): void => {
  const { faults, cycles, uncertainty, ...counts } = report;
  for (const [name, count] of Object.entries(counts)) say(`${name}: ${String(count)}`);
  for (const [name, count] of Object.entries(cycles)) say(`cycles ${name}: ${String(count)}`);
  const longest = Number(msOfDuration(uncertainty.longest)) / 1_000;
  say(`uncertain orders: ${String(uncertainty.orders)}, all resolved within ${String(longest)} s`);
  say(`faults: ${String([...faults.values()].reduce((sum, count) => sum + count, 0))}`);
  for (const [name, count] of [...faults].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    say(`  ${name}: ${String(count)}`);
  say(`seconds: ${seconds.toFixed(1)}`);
};

const seed = BigInt(values.seed);
const start = performance.now();
const secondsSince = (): number => (performance.now() - start) / 1_000;
// To the other stream, so that what was measured stands alone on its own.
const onRest = (submits: number): void => {
  console.error(`${String(submits)} orders after ${secondsSince().toFixed(0)} s`);
};
try {
  const report = await runSoak({ submits: Number(values.submits), seed, onRest });
  say(`seed: ${seed.toString()}`);
  tell(report, secondsSince());
} catch (error) {
  say(`seed ${seed.toString()}: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
