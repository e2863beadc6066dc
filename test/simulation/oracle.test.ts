import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimulatedVenue } from '../../lib/simulation/venue.ts';
import { microsOfPrice } from '../../lib/units/price.ts';
import { microsOfShares, shareMicros } from '../../lib/units/shares.ts';
import { msOfEpoch } from '../../lib/units/time.ts';
import { microsOfUsdc } from '../../lib/units/usdc.ts';
import { PATIENCE_MS, START } from './fixtures.ts';
import { chainCash, chainShares, newNaive, live } from './naive-account.ts';
import { naiveAdvance, naiveApply } from './naive-tape.ts';
import { naiveCancel, naiveMerge, naivePlace } from './naive-venue.ts';
import { stepVenue } from './script-run.ts';
import { script, scriptSetup } from './scripts.ts';
import { MARKETS } from './tape-drafts.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';
import type { NaiveState } from './naive-account.ts';
import type { Step } from './tape-drafts.ts';

const stepNaive = (state: NaiveState, step: Step): string => {
  if (step.kind === 'event') {
    naiveApply(state, step.event);
    return '';
  }
  naiveAdvance(state, BigInt(START + step.at));
  switch (step.kind) {
    case 'place':
      return naivePlace(state, step.incoming);
    case 'cancel':
      return String(naiveCancel(state, step.id));
    case 'merge':
      return String(naiveMerge(state, step.market, step.size));
    case 'wait':
      return '';
  }
};

const viewOfVenue = (venue: SimulatedVenue): unknown => {
  const read = venue.fills(scriptSetup.start, []);
  const tokens = MARKETS.flatMap(({ yes, no }) => [yes, no]);
  const { cash, shares } = venue.balances(tokens);
  return {
    fills: (read.kind === 'known' ? read.value : []).map((fill) => [
      fill.order,
      fill.token,
      fill.role,
      microsOfPrice(fill.price),
      microsOfShares(fill.size),
      microsOfUsdc(fill.fee),
      msOfEpoch(fill.matchedAt),
    ]),
    open: venue
      .openOrders()
      .map(({ id, matchedSize }) => [id, matchedSize && microsOfShares(matchedSize)]),
    cash: microsOfUsdc(cash),
    shares: tokens.map((token) => microsOfShares(shares.get(token) ?? shareMicros(-1n))),
  };
};

const viewOfNaive = (state: NaiveState): unknown => ({
  fills: state.trades.map((trade) => [
    trade.order.id,
    trade.order.order.token,
    trade.role,
    trade.price,
    trade.size,
    trade.fee,
    trade.at,
  ]),
  open: live(state).map(({ id, matched }) => [id, matched]),
  cash: chainCash(state),
  shares: MARKETS.flatMap(({ yes, no }) => [chainShares(state, yes), chainShares(state, no)]),
});

const agree = (steps: readonly Step[]): void => {
  const venue = createSimulatedVenue(scriptSetup);
  const naive = newNaive(MARKETS, microsOfUsdc(scriptSetup.cash), BigInt(START));
  for (const step of steps) expect(stepVenue(venue, step)).toBe(stepNaive(naive, step));
  expect(viewOfVenue(venue)).toEqual(viewOfNaive(naive));
};

describe('the simulated venue and the naive one', () => {
  it.each([1, 2, 3, 4])(
    'agree on outcomes, fills, orders and balances, part %i of 4',
    () => {
      fc.assert(fc.property(script, agree), { numRuns: 2_600 });
    },
    PATIENCE_MS,
  );
});
