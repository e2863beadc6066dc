// The soak: the live system under a seeded mix of faults until so many orders were sent. Every so
// often everything that goes wrong stops, and the books are compared with the server's own.

import { runCycle } from '../../lib/cycle/run-cycle.ts';
import { advanceServer, applyToServer } from '../../lib/simulation/wire/server.ts';
import { randomStream } from '../../lib/tape/generator/random.ts';
import { after, later, seconds } from '../../lib/units/time.ts';
import { doubles, endedWrongly, historyAmissOf, orphans, receivedUnwritten } from './laws.ts';
import { restAmissOf } from './laws.ts';
import { calm } from '../simulator/weather/wire-faults.ts';
import { createMischief } from './mischief.ts';
import { DEATH } from './posted.ts';
import { openScene } from './scene.ts';
import { createWitness } from './witness.ts';
import { soakUniverse, startWorld } from './world.ts';
import type { CycleEnd } from '../../lib/cycle/finish.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { LogLine } from '../../lib/ports/telemetry.ts';
import type { SettlementDelays } from '../../lib/simulation/settlement.ts';
import type { EpochMs } from '../../lib/units/time.ts';
import type { Mischief } from './mischief.ts';
import type { SoakScene } from './scene.ts';
import type { Uncertainty, Witness } from './witness.ts';
import type { World } from './world.ts';

/** What a soak is asked for. */
export type SoakOptions = {
  readonly submits: number;
  readonly seed: bigint;
  /** Hears after each comparison how many orders were sent so far. */
  readonly onRest: (submits: number) => void;
};

/** How a cycle ended, or that its process died in it. */
type End = CycleEnd | { readonly kind: 'died' };

/** What it measured. */
export type SoakReport = {
  readonly submits: number;
  /** Orders that left a second time, in the same bytes. */
  readonly resent: number;
  readonly taken: number;
  readonly fills: number;
  readonly failedFills: number;
  /** How often everything was at rest and compared. */
  readonly rests: number;
  readonly cycles: Readonly<Record<End['kind'], number>>;
  readonly uncertainty: Uncertainty;
  readonly faults: ReadonlyMap<string, number>;
};

const SECTION_CYCLES = 60;
const REST_CYCLES_MAX = 12;
const LINES_SHOWN = 40;

// So slow that cycles see every status of a trade.
const SLOWLY: SettlementDelays = { minedAfter: seconds(45), confirmedAfter: seconds(130) };

type Soak = {
  readonly scene: SoakScene;
  readonly world: World;
  readonly mischief: Mischief;
  readonly witness: Witness;
  readonly logs: LogLine[];
  readonly cycles: Record<End['kind'], number>;
  ports: Ports;
  due: EpochMs;
};

const check = (soak: Soak, broken: readonly string[]): void => {
  if (broken.length === 0) return;
  const cycle = Object.values(soak.cycles).reduce((sum, count) => sum + count, 0);
  const said = soak.logs.slice(-LINES_SHOWN).map(({ message }) => message);
  throw new Error([`cycle ${String(cycle)}:`, ...broken, 'said last:', ...said].join('\n'));
};

const playUntil = async ({ scene, world, mischief }: Soak, due: EpochMs): Promise<void> => {
  const { server, arrive } = scene;
  for (const event of world.trades(after(due, seconds(-10)))) applyToServer(server, event);
  if (mischief.arrives()) await arrive();
  for (const event of world.books(due)) applyToServer(server, event);
  advanceServer(server, due);
};

const cycleOnce = async (soak: Soak): Promise<End> => {
  try {
    return await runCycle(soak.ports, soak.scene.settings);
  } catch (error) {
    if (!(error instanceof Error) || error.message !== DEATH) throw error;
    soak.ports = soak.scene.newProcess();
    return { kind: 'died' };
  }
};

const brokenBy = ({ scene, witness }: Soak, end: End): readonly string[] => {
  const unwritten = scene.posts.unwritten.map((body) => `posted without a journal: ${body}`);
  if (end.kind === 'failed' && end.error.kind === 'INVARIANT_BROKEN')
    return [...unwritten, `invariant broken: ${end.error.statement}`];
  if (end.kind !== 'saved') return unwritten;
  return [
    ...unwritten,
    ...witness.seeState(end.state),
    ...orphans(scene, end.state),
    ...doubles(scene),
    ...endedWrongly(scene),
  ];
};

const step = async (soak: Soak): Promise<End> => {
  const { scene, cycles, witness, mischief } = soak;
  const pause = mischief.pause(scene.settings.cycle);
  soak.due = later(after(soak.due, pause), scene.server.venue.now());
  await playUntil(soak, soak.due);
  const end = await cycleOnce(soak);
  cycles[end.kind] += 1;
  witness.seeFills();
  check(soak, brokenBy(soak, end));
  return end;
};

const unlikeServer = async (soak: Soak, end: End): Promise<readonly string[]> => {
  const { scene, witness, ports } = soak;
  if (end.kind !== 'saved') return [`not saved: ${end.kind}`];
  const amiss = restAmissOf(scene, end.state, witness.fills());
  if (amiss.length > 0) return amiss;
  check(soak, receivedUnwritten(scene));
  const saved = { state: end.state, store: ports.store };
  check(soak, await historyAmissOf(scene, saved, witness.fills()));
  return [];
};

// Under a halt nothing new is sent, and what was sent comes to its end.
const rest = async (soak: Soak): Promise<void> => {
  const { scene, mischief } = soak;
  mischief.stop();
  calm(scene.server);
  scene.killSwitch.set('halt');
  let amiss: readonly string[] = ['never looked at'];
  for (let cycle = 0; cycle < REST_CYCLES_MAX && amiss.length > 0; cycle += 1)
    amiss = await unlikeServer(soak, await step(soak));
  check(soak, amiss);
};

const section = async (soak: Soak, submits: number): Promise<void> => {
  const { scene, mischief } = soak;
  scene.killSwitch.set('off');
  mischief.start();
  for (let cycle = 0; cycle < SECTION_CYCLES && scene.posts.times.size < submits; cycle += 1) {
    mischief.disturb(scene.server);
    await step(soak);
  }
};

const openSoak = async ({ seed }: SoakOptions): Promise<Soak> => {
  const mischief = createMischief(randomStream(seed, 'mischief'));
  const logs: LogLine[] = [];
  const scene = await openScene({
    universe: soakUniverse(),
    env: { STRATEGY_PRESET: 'aggressive' },
    venue: { delays: SLOWLY },
    logs,
    postFate: mischief.postFate,
    storeFate: mischief.storeFate,
  });
  scene.server.faults.decideBy(mischief.requestFate);
  return {
    scene,
    world: startWorld(randomStream(seed, 'world')),
    mischief,
    witness: createWitness(scene),
    logs,
    cycles: { saved: 0, failed: 0, skipped: 0, died: 0 },
    ports: scene.newProcess(),
    due: scene.server.venue.now(),
  };
};

const reportOf = ({ scene, witness, cycles, mischief }: Soak, rests: number): SoakReport => {
  const { posts, server } = scene;
  const fills = witness.fills();
  return {
    submits: posts.times.size,
    resent: [...posts.times.values()].filter((times) => times > 1).length,
    taken: server.received.taken().length,
    fills: fills.length,
    failedFills: fills.filter(({ status }) => status === 'FAILED').length,
    rests,
    cycles,
    uncertainty: witness.uncertainty(),
    faults: mischief.counts(),
  };
};

/**
 * Runs a soak.
 * Throws: on the first cycle after which a law does not hold, with its number.
 */
export const runSoak = async (options: SoakOptions): Promise<SoakReport> => {
  const soak = await openSoak(options);
  let rests = 0;
  while (soak.scene.posts.times.size < options.submits) {
    await section(soak, options.submits);
    await rest(soak);
    rests += 1;
    options.onRest(soak.scene.posts.times.size);
    soak.logs.splice(0, soak.logs.length - LINES_SHOWN);
  }
  return reportOf(soak, rests);
};
