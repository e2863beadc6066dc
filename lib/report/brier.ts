// How good fair prices were, told from markets that were resolved: the Brier score of the fair
// price beside that of the mid, which anybody could have believed instead.

import type { KnownMarket } from './directory.ts';
import type { Brier } from './report-data.ts';

type Sums = {
  readonly n: number;
  readonly fair: number;
  readonly fairSquared: number;
  readonly mid: number;
  readonly midSquared: number;
};

/** Looks that are being scored. */
export type BrierSums = {
  /** A look at a market with a fair price. Unit: probability of YES. */
  readonly add: (market: string, look: { readonly fair: number; readonly mid: number }) => void;
  /** The score over the markets that are known to be resolved. */
  readonly score: (markets: readonly KnownMarket[]) => Brier | null;
};

const NOTHING: Sums = { n: 0, fair: 0, fairSquared: 0, mid: 0, midSquared: 0 };

// The sum of (p - o)^2 over all p, from the sums of p and p^2.
const squares = ({ n, sum, squared }: Record<'n' | 'sum' | 'squared', number>, o: number): number =>
  squared - 2 * o * sum + n * o * o;

/** Begins to score. */
export const brierSums = (): BrierSums => {
  const markets = new Map<string, Sums>();
  return {
    add: (market, { fair, mid }) => {
      const sums = markets.get(market) ?? NOTHING;
      markets.set(market, {
        n: sums.n + 1,
        fair: sums.fair + fair,
        fairSquared: sums.fairSquared + fair * fair,
        mid: sums.mid + mid,
        midSquared: sums.midSquared + mid * mid,
      });
    },
    score: (known) => {
      const payouts = new Map(known.map(({ name, yesPayout }) => [name, yesPayout]));
      let [n, count, ofFair, ofMid] = [0, 0, 0, 0];
      for (const [market, sums] of markets) {
        const payout = payouts.get(market);
        if (payout === undefined || payout === null) continue;
        const { fair, fairSquared, mid, midSquared } = sums;
        n += sums.n;
        count += 1;
        ofFair += squares({ n: sums.n, sum: fair, squared: fairSquared }, payout);
        ofMid += squares({ n: sums.n, sum: mid, squared: midSquared }, payout);
      }
      if (n === 0) return null;
      return { n, markets: count, score: (ofFair / n).toFixed(4), mid: (ofMid / n).toFixed(4) };
    },
  };
};
