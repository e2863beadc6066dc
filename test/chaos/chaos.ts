// Chaos on the real thing: `npm run chaos -- --minutes 60`. It mounts its small disk in a namespace
// of its own where the machine allows one, so that nothing of it is left and no rights are needed.

import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { figureLine } from '../tooling/figure-line.ts';
import { runChaos } from './run.ts';
import type { ChaosReport } from './run.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string' },
    /** Where no small disk can be mounted: to do without rather than fail. */
    'without-full-disk': { type: 'boolean', default: false },
    /** Set by this command when it has started itself in a namespace. */
    inside: { type: 'boolean', default: false },
  },
});

const NAMESPACE = ['--map-root-user', '--mount'];

const canHaveNamespace = (): boolean =>
  spawnSync('unshare', [...NAMESPACE, 'true'], { stdio: 'ignore' }).status === 0;

const figures = (report: ChaosReport, seed: bigint, seconds: number): readonly string[] => {
  const { moves, canBeFull, starts, cycles, orders, fills, rests, violations } = report;
  const done = [...moves.values()].reduce((sum, count) => sum + count, 0);
  const last = figureLine('chaos', {
    seed: seed.toString(),
    minutes: (seconds / 60).toFixed(1),
    moves: done,
    kinds: moves.size,
    starts,
    cycles,
    orders,
    fills,
    rests,
    violations: violations.length,
  });
  return [
    ...[...moves]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, count]) => `move ${name}: ${String(count)}`),
    ...(canBeFull ? [] : ['no small disk could be mounted here: no disk was ever full']),
    ...(violations.length === 0 ? [] : [...violations, 'said last:', ...report.said]),
    last,
  ];
};

const chaos = async (): Promise<number> => {
  const seed = values.seed === undefined ? BigInt(randomInt(2 ** 47)) : BigInt(values.seed);
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1_000;
  console.log(`seed: ${seed.toString()}`);
  const say = (line: string): void => console.log(`${seconds().toFixed(0).padStart(5)} s  ${line}`);
  const report = await runChaos({ seed, seconds: Number(values.minutes) * 60, say });
  for (const line of figures(report, seed, seconds())) console.log(line);
  const isWhole = report.canBeFull || values['without-full-disk'];
  return report.violations.length === 0 && isWhole ? 0 : 1;
};

if (!values.inside && canHaveNamespace()) {
  const args = [...NAMESPACE, process.execPath, import.meta.filename, '--inside'];
  const { status } = spawnSync('unshare', [...args, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} else process.exitCode = await chaos();
