// Shows that live trading loses no order: `npm run soak -- --submits 100000 [--seed N]`. It prints
// what it measured, or the seed and the cycle at which a law did not hold.

import { msOfDuration } from '../../lib/units/time.ts';
import { count, readArguments, seedNumber } from '../tooling/arguments.ts';
import { figureLine } from '../tooling/figure-line.ts';
import { runSoak } from './run.ts';
import type { SoakReport } from './run.ts';

const values = readArguments('soak', {
  submits: count('orders to send', 100_000),
  seed: seedNumber('the seed (1)'),
});

const say = (line: string): void => {
  console.log(line);
};

const seed = values.seed ?? 1n;
const start = performance.now();
const secondsSince = (): string => ((performance.now() - start) / 1_000).toFixed(0);

const sayFigures = (figures: Readonly<Record<string, number>>): void =>
  say(figureLine('soak', { seed: seed.toString(), ...figures, seconds: secondsSince() }));

const tell = (report: SoakReport): void => {
  const { faults, cycles, uncertainty, ...counts } = report;
  for (const [name, times] of Object.entries(cycles)) say(`cycles ${name}: ${String(times)}`);
  const longest = Number(msOfDuration(uncertainty.longest)) / 1_000;
  say(`uncertain orders: ${String(uncertainty.orders)}, all resolved within ${String(longest)} s`);
  for (const [name, times] of [...faults].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    say(`fault ${name}: ${String(times)}`);
  sayFigures({
    ...counts,
    uncertain: uncertainty.orders,
    faults: [...faults.values()].reduce((sum, times) => sum + times, 0),
    violations: 0,
  });
};

let sent = 0;
// To the other stream, so that what was measured stands alone on its own.
const onRest = (submits: number): void => {
  sent = submits;
  console.error(`${String(submits)} orders after ${secondsSince()} s`);
};
try {
  tell(await runSoak({ submits: values.submits, seed, onRest }));
} catch (error) {
  say(`seed ${seed.toString()}: ${error instanceof Error ? error.message : String(error)}`);
  sayFigures({ submits: sent, violations: 1 });
  process.exitCode = 1;
}
