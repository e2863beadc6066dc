// The life of a process of a section: cycles that take the lease, use it for a while and give it
// back, or are paused for longer than it lasts, or die with it; and ghosts, which come back with a
// lease of long ago.

import { giveBack, journal, keepPaper, peek, save, take } from './grip.ts';
import type { PortfolioIdentity } from '../../lib/domain/portfolio-state.ts';
import type { Random } from '../../lib/tape/generator/random.ts';
import type { Grip, Use } from './grip.ts';
import type { Line } from './history.ts';
import type { Holder } from './process.ts';
import type { Timeline } from './timeline.ts';

/** What all lives of a section share. */
export type Scene = {
  readonly timeline: Timeline;
  readonly identity: PortfolioIdentity;
  readonly write: (line: Line) => void;
  readonly isOver: () => boolean;
  /** Numbers saves, intents and invocations. */
  readonly nextNumber: () => number;
  /** The longest rest between two cycles. Unit: ms. */
  readonly restMax: number;
  /** Leases that their holders have let go of. */
  readonly old: Grip[];
};

const LENGTH_MS_MAX = 55_000;
const LENGTH_MS_MIN = 6_000;
// What must be left of a lease before an order leaves, and how long its request may take: see
// LEASE_RESERVE and REQUEST_TIMEOUT of lib/cycle/settings.ts.
const RESERVE_MS = 22_000;
const REQUEST_MS = 10_000;
const INTENTS_MAX = 5;
// After a wish in vain: most of a lease is waited for, and some ask again at once.
const IN_VAIN_MS_MAX = 40_000;

const lengthOf = (random: Random): number =>
  random.chance(0.5)
    ? LENGTH_MS_MAX
    : LENGTH_MS_MIN + random.below(LENGTH_MS_MAX - LENGTH_MS_MIN + 1);

const pause = async ({ timeline }: Scene, { random, clocks }: Holder): Promise<void> => {
  if (random.chance(0.4)) return;
  await timeline.sleep(random.chance(0.12) ? random.below(150_000) : random.below(4_000));
  clocks.disturb();
};

const left = ({ clocks }: Holder, { lease, monotonicEnd }: Grip): number =>
  Math.min(Number(lease.end) - clocks.wall(), monotonicEnd - clocks.monotonic());

const place = async (scene: Scene, holder: Holder, grip: Grip): Promise<Use> => {
  const intent = `0x${String(scene.nextNumber())}`;
  const use = await journal(holder, grip, intent);
  if (use !== 'done' || left(holder, grip) < RESERVE_MS) return use;
  const at = scene.timeline.now();
  const { fence } = grip.lease;
  const until = at + 1 + holder.random.below(REQUEST_MS);
  scene.write({ kind: 'send', at, until, process: holder.name, fence, intent });
  await scene.timeline.sleep(until - at);
  return use;
};

const saving = (
  scene: Scene,
  holder: Holder,
  { grip, length }: { readonly grip: Grip; readonly length: number | null },
): Promise<Use> => {
  const kept = grip.intents.filter(() => holder.random.chance(0.7)).slice(-INTENTS_MAX);
  const { identity } = scene;
  return save(holder, grip, { identity, token: scene.nextNumber(), intents: kept, length });
};

const useOnce = async (scene: Scene, holder: Holder, grip: Grip): Promise<Use> => {
  const pick = holder.random.below(10);
  if (pick < 5) return place(scene, holder, grip);
  if (pick < 7) return saving(scene, holder, { grip, length: lengthOf(holder.random) });
  if (pick < 9) return keepPaper(holder, grip);
  await peek(holder);
  return 'done';
};

const leave = (scene: Scene, { name: process }: Holder, { lease: { fence } }: Grip): void =>
  scene.write({ kind: 'leave', at: scene.timeline.now(), process, fence });

// What is let go of stops being believed in before it is given back.
const endCycle = async (scene: Scene, holder: Holder, grip: Grip): Promise<void> => {
  leave(scene, holder, grip);
  const pick = holder.random.below(10);
  let use: Use = 'done';
  if (pick < 6) use = await saving(scene, holder, { grip, length: null });
  else if (pick < 8) use = await giveBack(holder, grip);
  if (use !== 'in doubt') scene.old.push(grip);
};

const cycle = async (scene: Scene, holder: Holder): Promise<void> => {
  const id = `${holder.name}-${String(scene.nextNumber())}`;
  const length = lengthOf(holder.random);
  const grip = await take(holder, { identity: scene.identity, id, length });
  if (grip === null) {
    if (holder.random.chance(0.7)) await scene.timeline.sleep(holder.random.below(IN_VAIN_MS_MAX));
    return;
  }
  const uses = holder.random.below(4);
  for (let count = 0; count < uses; count += 1) {
    await pause(scene, holder);
    const use = await useOnce(scene, holder, grip);
    if (use === 'done') continue;
    leave(scene, holder, grip);
    if (holder.random.chance(0.7)) await giveBack(holder, grip);
    if (use === 'refused') scene.old.push(grip);
    return;
  }
  await pause(scene, holder);
  await endCycle(scene, holder, grip);
};

const haunt = async (scene: Scene, holder: Holder): Promise<void> => {
  const index = holder.random.below(Math.max(scene.old.length, 1));
  const [grip] = scene.old.splice(index, 1);
  if (grip === undefined) return;
  const pick = holder.random.below(4);
  let use: Use;
  if (pick === 0) use = await giveBack(holder, grip);
  else if (pick === 1) use = await keepPaper(holder, grip);
  else if (pick === 2) use = await saving(scene, holder, { grip, length: null });
  else use = await journal(holder, grip, `0x${String(scene.nextNumber())}`);
  if (use !== 'in doubt') scene.old.push(grip);
};

/** Lets a process live until its section is over. */
export const live = async (scene: Scene, holder: Holder): Promise<void> => {
  const { random } = holder;
  while (!scene.isOver()) {
    await scene.timeline.sleep(random.below(scene.restMax));
    holder.clocks.disturb();
    await (random.chance(0.15) ? haunt(scene, holder) : cycle(scene, holder));
  }
};
