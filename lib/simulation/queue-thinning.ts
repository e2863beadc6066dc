// Cancels ahead of us, by likelihood: a level that gets thinner without a trade lost something
// before us or behind us, and recordings of whole levels do not say which.
//
// Source: hftbacktest, ProbQueueModel (queue.rs, read 2026-11-28): of a drop that trades do not
// explain, the share f(front) / (f(front) + f(back)) was ahead, f(x) = x^n; more than what stood
// behind cannot have left from there, and no more stands ahead than the level still shows.

import { UNSEEN } from './queue.ts';
import type { BookSide } from '../domain/market.ts';
import type { VenueCore } from './core.ts';
import type { Desk } from './desk.ts';
import type { Place, Queue } from './queue.ts';

/** A level's size before and after a change. Unit: 10^-6 share. */
export type LevelChange = { readonly before: number; readonly after: number };

/**
 * The size ahead of an order after its level changed. Trades since the level last changed count
 * first, so that what they took is not taken for a cancel too. Rounding: up, against us.
 */
export const aheadAfter = (
  { ahead, traded }: Pick<Place, 'ahead' | 'traded'>,
  { before, after }: LevelChange,
  power: number,
): number => {
  const drop = before - after - traded;
  if (drop <= 0) return Math.min(ahead, after);
  const behind = Math.max(0, before - ahead);
  const weights = { ahead: ahead ** power, behind: behind ** power };
  const likely = ahead === 0 ? 0 : weights.ahead / (weights.ahead + weights.behind);
  const beyondBehind = Math.max(0, (1 - likely) * drop - behind);
  const left = Math.ceil(ahead - likely * drop - beyondBehind);
  return Math.max(0, Math.min(left, after));
};

/** The sizes of the levels at which orders of ours rest, by key. */
export type DepthSeen = ReadonlyMap<number, number>;

/** Notes the levels of a side at which orders of ours rest, before they may change. */
export const watchDepth = ({ queue, recorded }: Desk, side: BookSide): DepthSeen =>
  new Map(queue(side).map(({ key }) => [key, recorded.ladder(side).recordedAt(key)]));

const thinned = (
  queue: Queue,
  power: number,
  changeAt: (key: number) => LevelChange | null,
): Queue =>
  queue.map((place) => {
    const change = changeAt(place.key);
    if (change === null || place.ahead === UNSEEN) return place;
    return { ...place, ahead: aheadAfter(place, change, power), traded: 0 };
  });

/** Brings orders of a side forward by what left their levels since those were noted. */
export const thinQueue = (
  { settings }: VenueCore,
  desk: Desk,
  { side, seen }: { readonly side: BookSide; readonly seen: DepthSeen },
): void => {
  const model = settings.fillModel.queue;
  if (model.kind !== 'probabilistic' || seen.size === 0) return;
  const changeAt = (key: number): LevelChange | null => {
    const before = seen.get(key);
    if (before === undefined) return null;
    return { before, after: desk.recorded.ladder(side).recordedAt(key) };
  };
  desk.setQueue(side, thinned(desk.queue(side), model.power, changeAt));
};
