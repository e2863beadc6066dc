// What goes wrong around the built assets in a minute, beyond what is simply away.

import { setTimeout } from 'node:timers/promises';
import { systemClock } from '../../../lib/adapters/local/system-clock.ts';
import { turn } from '../../../lib/simulation/wire/controls.ts';
import { exchangeOf } from '../../../lib/simulation/wire/order-proof.ts';
import { hex32 } from '../../../lib/simulation/wire/trade-parts.ts';
import { invocationId } from '../../../lib/units/ids.ts';
import { invariant } from '../../../lib/units/invariant.ts';
import { after, seconds } from '../../../lib/units/time.ts';
import type { PortfolioState } from '../../../lib/domain/portfolio-state.ts';
import type { AssetMinute, AssetWorld } from './asset.ts';

// Changes what is stored between two cycles, under a lease as a cycle does.
const stored =
  (change: (state: PortfolioState) => PortfolioState) =>
  async ({ state, store }: AssetWorld): Promise<void> => {
    const before = await state();
    const now = systemClock.now();
    const request = { holder: invocationId('test'), now, end: after(now, seconds(1)) };
    const taken = await store.acquire({ identity: before.identity, ...request });
    invariant(taken.ok, 'the lease is free');
    const save = { state: change(before), lease: { kind: 'release' } } as const;
    const saved = await store.save(taken.value.lease, save);
    invariant(saved.ok, 'the change is saved');
  };

/** So many keys of final fills in the stored state, where they stay until the next trade. */
export const withFinals = (count: number) =>
  stored((state) => {
    const at = state.ledger.tradeCursor;
    const finals = new Map(Array.from({ length: count }, (_, index) => [hex32(String(index)), at]));
    return { ...state, ledger: { ...state.ledger, finals } };
  });

/**
 * A stored variance. A negative one is no variance, and yet a number that can be stored: the prices
 * that follow from it are none.
 */
export const withVariance = (variancePerHour: number) =>
  stored((state) => {
    const markets = new Map(
      [...state.memory.markets].map(([id, market]) => [id, { ...market, variancePerHour }]),
    );
    return { ...state, memory: { ...state.memory, markets } };
  });

/** The exchange of the market may not move our money any more. */
export const unapproved = ({ server, market }: AssetWorld): void =>
  turn(server, { unapproved: [exchangeOf(server.chain, market)] });

/** A venue whose books take so many milliseconds. */
export const booksAfter = (ms: number): AssetMinute => ({
  before: ({ venue }) => {
    venue.rule = async ({ path }) => {
      if (path.startsWith('/books')) await setTimeout(ms);
      return null;
    };
  },
});
