// What is remembered from cycle to cycle about what cannot be asked for later: the fills that the
// server once showed, and since when an order has been uncertain.

import { elapsed, minutes, msOfDuration, seconds } from '../../lib/units/time.ts';
import { rememberedFills } from './remembered-fills.ts';
import type { Fill } from '../../lib/domain/fill.ts';
import type { PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { OrderId } from '../../lib/units/ids.ts';
import type { DurationMs } from '../../lib/units/quantity.ts';
import type { EpochMs } from '../../lib/units/time.ts';
import type { SoakScene } from './scene.ts';

/**
 * How long an order may stay uncertain. Why 15 minutes: absence is proven once the order has
 * expired (210 s) and its lease and grace are over (185 s), by the next full read; the rest is for
 * windows in which nothing can be read.
 */
export const RESOLUTION_MAX: DurationMs = minutes(15);

/** What was uncertain so far. */
export type Uncertainty = { readonly orders: number; readonly longest: DurationMs };

/** Somebody who looks on. */
export type Witness = {
  /** Looks at the server's fills, in whatever way a cycle ended. */
  readonly seeFills: () => void;
  /** Looks at a saved state; the texts name what has been uncertain for too long. */
  readonly seeState: (state: PortfolioState) => readonly string[];
  /** Every fill as it was last seen. */
  readonly fills: () => readonly Fill[];
  readonly uncertainty: () => Uncertainty;
};

const uncertainIn = ({ intents }: PortfolioState): ReadonlySet<OrderId> =>
  new Set(intents.filter(({ phase }) => phase.kind === 'unknown').map(({ id }) => id));

/** Starts to look on. */
export const createWitness = ({ server, written }: SoakScene): Witness => {
  const { venue } = server;
  const fills = rememberedFills(venue);
  const since = new Map<OrderId, EpochMs>();
  let orders = 0;
  let longest = seconds(0);
  return {
    seeFills: () => void fills(),
    seeState: (state) => {
      const now = venue.now();
      const uncertain = uncertainIn(state);
      for (const id of uncertain) {
        if (since.has(id)) continue;
        since.set(id, written.intents.get(id)?.journaledAt ?? now);
        orders += 1;
      }
      const all = [...since].map(([id, start]) => ({ id, time: elapsed(start, now) }));
      for (const { id, time } of all) {
        if (time > longest) longest = time;
        if (!uncertain.has(id)) since.delete(id);
      }
      return all
        .filter(({ time }) => time > RESOLUTION_MAX)
        .map(({ id, time }) => `uncertain for ${msOfDuration(time).toString()} ms: ${id}`);
    },
    fills,
    uncertainty: () => ({ orders, longest }),
  };
};
