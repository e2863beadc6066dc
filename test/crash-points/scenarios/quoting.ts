// Scenarios of market making: from the first cycle there is to quotes that were filled, lost or
// never answered.

import { soakUniverse } from '../../soak/world.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { QUIET, scenario } from '../stage/scenario.ts';
import { SIGNED_ELSEWHERE } from '../../simulator/world/account.ts';
import type { FaultEffect } from '../../../lib/simulation/wire/faults.ts';
import type { Minute, Scenario } from '../stage/scenario.ts';

const universe = soakUniverse(2);

/** The bids of the first market are reached down to a price. Unit: cents. */
export const ateDownTo =
  (at: number): Minute =>
  ({ trade }) =>
    trade(0, { taker: 'SELL', at, size: '8000' });

/** The bid of a market is reached, whatever stands before it. */
export const ateBidOf =
  (market: number): Minute =>
  ({ trade }) =>
    trade(market, { taker: 'SELL', at: 40, size: '8000' });

/** Both quotes of a market are reached. */
export const ateBothOf =
  (market: number): Minute =>
  (hands) => {
    ateBidOf(market)(hands);
    hands.trade(market, { taker: 'BUY', at: 60, size: '8000' });
  };

/** The bid of the first market is reached. */
export const ateBid = ateBidOf(0);

/** Both quotes of the first market are reached. */
export const ateBoth = ateBothOf(0);

const LATE_FILL = new Map([[3, ateBid]]);

const moved: Minute = ({ book }) => {
  book(0, { bid: 49, ask: 55 });
  book(1, { bid: 45, ask: 51 });
};

const answered =
  (effect: FaultEffect, times: number): Minute =>
  ({ world }) =>
    world.server.faults.add({ endpoint: 'POST /order', order: 'any', times, effect });

const refused = (text: string): FaultEffect => ({
  kind: 'instead',
  when: 'before',
  answer: { status: 400, body: JSON.stringify({ error: text }), headers: {} },
});

const failing: Minute = (hands) => {
  hands.fates('fails', 1);
  ateBid(hands);
};

/** Market making. */
export const QUOTING: readonly Scenario[] = [
  scenario({ name: 'first cycle', universe, after: LATE_FILL }),
  scenario({
    name: 'books opened anew',
    universe,
    before: [QUIET],
    // Money that no listing ever shows, as if it bore a time before the opening.
    then: ({ world }) => {
      world.server.venue.transfer(usdc('1'));
    },
    after: LATE_FILL,
  }),
  scenario({ name: 'first quotes', universe, before: [QUIET], after: LATE_FILL }),
  scenario({
    name: 'quotes that are signed elsewhere',
    universe,
    env: SIGNED_ELSEWHERE,
    before: [QUIET],
    after: LATE_FILL,
  }),
  scenario({
    name: 'moved quotes',
    universe,
    before: [QUIET, QUIET],
    then: moved,
    after: LATE_FILL,
  }),
  scenario({ name: 'quotes filled', universe, before: [QUIET, QUIET], then: ateBoth }),
  scenario({
    name: 'quotes partly filled',
    universe,
    before: [QUIET, QUIET],
    then: ({ trade }) => trade(0, { taker: 'SELL', at: 40, size: '2' }),
    after: LATE_FILL,
  }),
  scenario({
    name: 'a fill of a stranger',
    universe,
    before: [QUIET],
    then: (hands) => {
      hands.show();
      hands.buyByHand(0);
    },
  }),
  scenario({
    name: 'settlement failed',
    universe,
    before: [QUIET, QUIET, failing],
    after: LATE_FILL,
  }),
  scenario({
    name: 'orders unanswered',
    universe,
    before: [QUIET, answered({ kind: 'silence', when: 'after' }, 2)],
    after: LATE_FILL,
  }),
  scenario({
    name: 'orders never received',
    universe,
    before: [QUIET, answered({ kind: 'drop', when: 'before' }, 2)],
  }),
  scenario({
    name: 'breaker opens',
    universe,
    env: { STRATEGY_PRESET: 'conservative' },
    before: [QUIET, ({ book }) => book(1, { bid: 48, ask: 52, asks: '0' })],
    then: (hands) => {
      hands.book(0, { bid: 49, ask: 55 });
      hands.book(1, { bid: 48, ask: 52 });
      answered(refused('not enough balance / allowance'), 1)(hands);
    },
    after: LATE_FILL,
  }),
];
