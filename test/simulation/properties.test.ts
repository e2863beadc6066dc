// What must hold of the venue after any script, whatever the oracle says.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf, proceedsOf } from '../../lib/simulation/account.ts';
import { createSimulatedVenue } from '../../lib/simulation/venue.ts';
import { faceValue } from '../../lib/units/money.ts';
import { isNegative, isZero, minus, plus, sum } from '../../lib/units/quantity.ts';
import { ZERO_SHARES } from '../../lib/units/shares.ts';
import { epochMs } from '../../lib/units/time.ts';
import { ZERO_USDC } from '../../lib/units/usdc.ts';
import { at, START } from './fixtures.ts';
import { stepVenue } from './script-run.ts';
import { script, scriptSetup } from './scripts.ts';
import { MARKETS } from './tape-drafts.ts';
import type { Activity } from '../../lib/domain/activity.ts';
import type { Fill } from '../../lib/domain/fill.ts';
import type { IncomingOrder } from '../../lib/simulation/admission.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';
import type { TokenId } from '../../lib/units/ids.ts';
import type { ShareMicros, UsdcMicros } from '../../lib/units/quantity.ts';
import type { Step } from './tape-drafts.ts';

const TOKENS = MARKETS.flatMap(({ yes, no }) => [yes, no]);

const run = (steps: readonly Step[]): SimulatedVenue => {
  const venue = createSimulatedVenue(scriptSetup);
  for (const step of steps) stepVenue(venue, step);
  return venue;
};
const fillsIn = (venue: SimulatedVenue): readonly Fill[] => {
  const read = venue.fills(at(0), []);
  return read.kind === 'known' ? read.value : [];
};
const mergesIn = (venue: SimulatedVenue): readonly (Activity & { kind: 'merge' })[] => {
  const read = venue.activity(at(0));
  const rows = read.kind === 'known' ? read.value : [];
  return rows.flatMap((row) => (row.kind === 'merge' ? [{ ...row, kind: 'merge' }] : []));
};
// The first sending of an id is the one that counts.
const sentIn = (steps: readonly Step[]): ReadonlyMap<string, readonly IncomingOrder[]> => {
  const sent = new Map<string, IncomingOrder[]>();
  for (const step of steps)
    if (step.kind === 'place')
      sent.set(step.incoming.id, [...(sent.get(step.incoming.id) ?? []), step.incoming]);
  return sent;
};
const always = (check: (steps: readonly Step[], venue: SimulatedVenue) => void): void => {
  fc.assert(
    fc.property(script, (steps) => {
      check(steps, run(steps));
    }),
    { numRuns: 1_000 },
  );
};

const cashAfter = (fills: readonly Fill[], merged: ShareMicros): UsdcMicros => {
  const bought = fills.filter(({ side }) => side === 'BUY').map(costOf);
  const sold = fills.filter(({ side }) => side === 'SELL').map(proceedsOf);
  const received = plus(sum(scriptSetup.cash, sold), faceValue(merged));
  return minus(received, sum(ZERO_USDC, bought));
};
const sharesAfter = (fills: readonly Fill[], token: TokenId): ShareMicros => {
  const of = (side: string) =>
    fills.filter((fill) => fill.token === token && fill.side === side).map(({ size }) => size);
  return minus(sum(ZERO_SHARES, of('BUY')), sum(ZERO_SHARES, of('SELL')));
};

describe('after any script', () => {
  it('cash and shares are those of the fills, fees and merges, to the micro', () => {
    always((_, venue) => {
      venue.advanceTo(epochMs(BigInt(START + 10_000_000)));
      const fills = fillsIn(venue);
      const { cash, shares } = venue.balances(TOKENS);
      const mergedOf = (condition: string) =>
        sum(
          ZERO_SHARES,
          mergesIn(venue)
            .filter((merge) => merge.condition === condition)
            .map(({ size }) => size),
        );
      const all = MARKETS.map(({ condition }) => mergedOf(condition));
      expect(cash).toBe(cashAfter(fills, sum(ZERO_SHARES, all)));
      for (const { condition, yes, no } of MARKETS)
        for (const token of [yes, no])
          expect(shares.get(token)).toBe(minus(sharesAfter(fills, token), mergedOf(condition)));
    });
  });
  it('nothing was spent that was not there', () => {
    always((_, venue) => {
      venue.advanceTo(epochMs(BigInt(START + 10_000_000)));
      const { cash, shares } = venue.balances(TOKENS);
      expect(isNegative(cash)).toBe(false);
      for (const size of shares.values()) expect(isNegative(size)).toBe(false);
    });
  });
  it('no fill is worse than the limit of its order, and makers got exactly that', () => {
    always((steps, venue) => {
      const sent = sentIn(steps);
      for (const { order, side, price, role } of fillsIn(venue)) {
        const limits = (sent.get(order) ?? []).map((one) => one.order.price);
        const isKept = limits.some((limit) => {
          if (role === 'maker') return price === limit;
          return side === 'BUY' ? price <= limit : price >= limit;
        });
        expect(isKept).toBe(true);
      }
    });
  });
  it('makers paid no fee, and an order that was only ever sent post-only never took', () => {
    always((steps, venue) => {
      const sent = sentIn(steps);
      for (const { order, role, fee } of fillsIn(venue)) {
        if (role === 'maker') expect(isZero(fee)).toBe(true);
        const isPostOnly = (sent.get(order) ?? []).every(
          (one) => one.order.liquidity === 'post-only',
        );
        expect(role === 'taker' && isPostOnly).toBe(false);
      }
    });
  });
  // Where the recording itself is locked it is not known who is matched, so that ours may wait.
  it('open orders cross no book, and touch none whose recorded sides are apart', () => {
    always((steps, venue) => {
      const recorded = run(steps.filter(({ kind }) => kind === 'event'));
      for (const token of TOKENS) {
        const [read, bare] = [venue.book(token), recorded.book(token)];
        if (read.kind === 'unknown' || bare.kind === 'unknown') continue;
        const own = venue.openOrders().filter((order) => order.token === token);
        for (const { side, price } of own) {
          const best = side === 'BUY' ? read.value.asks[0] : read.value.bids[0];
          if (best === undefined) continue;
          const [bid, ask] = [bare.value.bids[0], bare.value.asks[0]];
          const isApart = bid === undefined || ask === undefined || bid.price < ask.price;
          expect(side === 'BUY' ? price <= best.price : price >= best.price).toBe(true);
          if (isApart) expect(price).not.toBe(best.price);
        }
      }
    });
  });
});
