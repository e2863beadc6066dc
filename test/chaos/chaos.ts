// Chaos on the real thing: `npm run chaos -- --minutes 60`. It mounts its small disk in a namespace
// of its own where the machine allows one, so that nothing of it is left and no rights are needed.

import { spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { count, flag, readArguments, seedNumber } from '../tooling/arguments.ts';
import { endWith } from '../tooling/ending.ts';
import { figureLine } from '../tooling/figure-line.ts';
import { exitCodeOf, hearInterruption, interruptedFigure } from '../tooling/interruption.ts';
import { runChaos } from './run.ts';
import type { ChaosReport } from './run.ts';

const values = readArguments('chaos', {
  minutes: count('how long to go on', 60),
  seed: seedNumber('what happens and when (a fresh one)'),
  'without-full-disk': flag('does without a full disk where none can be mounted'),
});
const interruption = hearInterruption();

// Set by this command where it has started itself in a namespace.
const INSIDE = 'KEEL_CHAOS_INSIDE';
const isInside = process.env[INSIDE] !== undefined;

const NAMESPACE = ['--map-root-user', '--mount'];

const canHaveNamespace = (): boolean =>
  spawnSync('unshare', [...NAMESPACE, 'true'], { stdio: 'ignore' }).status === 0;

const isIdle = ({ orders }: ChaosReport): boolean => orders === 0 && !interruption.isAsked();

const isBroken = ({ violations, unplannedExits }: ChaosReport): boolean =>
  violations.length > 0 || unplannedExits > 0;

const figures = (report: ChaosReport, seed: bigint, seconds: number): readonly string[] => {
  const { moves, canBeFull, starts, unplannedExits, violations } = report;
  const done = [...moves.values()].reduce((sum, count) => sum + count, 0);
  const last = figureLine('chaos', {
    seed: seed.toString(),
    minutes: (seconds / 60).toFixed(1),
    moves: done,
    kinds: moves.size,
    starts,
    'unplanned-exits': unplannedExits,
    cycles: report.cycles,
    orders: report.orders,
    fills: report.fills,
    rests: report.rests,
    violations: violations.length,
    ...interruptedFigure(interruption),
  });
  return [
    ...[...moves]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, count]) => `move ${name}: ${String(count)}`),
    ...(canBeFull ? [] : ['no small disk could be mounted here: no disk was ever full']),
    ...(unplannedExits === 0 ? [] : [`${String(unplannedExits)} sessions ended by themselves`]),
    ...(isIdle(report) ? ['NO ORDER WAS SENT: nothing was tried'] : []),
    ...(isBroken(report) ? [...violations, 'said last:', ...report.said] : []),
    last,
  ];
};

const chaos = async (): Promise<number> => {
  const seed = values.seed ?? BigInt(randomInt(2 ** 47));
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1_000;
  console.log(`seed: ${seed.toString()}`);
  const say = (line: string): void => console.log(`${seconds().toFixed(0).padStart(5)} s  ${line}`);
  const interrupted = interruption.asked;
  const report = await runChaos({ seed, seconds: values.minutes * 60, interrupted, say });
  for (const line of figures(report, seed, seconds())) console.log(line);
  const isInterrupted = interruption.isAsked();
  const isWhole = isInterrupted || report.canBeFull || values['without-full-disk'];
  return exitCodeOf({ isBroken: isBroken(report) || isIdle(report) || !isWhole, isInterrupted });
};

// The one in the namespace cleans up, and so has to hear of an interruption.
const chaosInNamespace = async (): Promise<number> => {
  const args = [...NAMESPACE, process.execPath, import.meta.filename, ...process.argv.slice(2)];
  const env = { ...process.env, [INSIDE]: 'yes' };
  const child = spawn('unshare', args, { stdio: 'inherit', env });
  void interruption.asked.then(() => child.kill('SIGTERM'));
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 1;
};

// What was under way when somebody ended the run waits for something that comes no more.
await endWith(await (isInside || !canHaveNamespace() ? chaos() : chaosInNamespace()));
