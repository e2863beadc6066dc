// Scenarios of positions and how they end: stops, merges, redemptions, and flow that is
// followed in and out.

import { soakUniverse } from '../../soak/world.ts';
import { QUIET, scenario } from '../stage/scenario.ts';
import { ateDownTo, ateBid, ateBoth, ateBothOf } from './quoting.ts';
import { SIGNED_ELSEWHERE } from '../../simulator/world/account.ts';
import type { Minute, Scenario } from '../stage/scenario.ts';

const universe = soakUniverse(2);
// The wallet that the portfolio follows.
const TARGET = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';

// In small steps: a sudden fall counts as volatility, under which a stop lies farther away.
const fallenTo =
  (bid: number): Minute =>
  ({ book }) =>
    book(0, { bid, ask: bid + 4 });

const bought: Minute = (hands) => {
  ateBid(hands);
  fallenTo(47)(hands);
};

const FALLING = [QUIET, QUIET, bought, ...[46, 45, 44, 43].map(fallenTo)];

// So few shares at so low a price can be bought as a hedge, and not sold.
const cheap: Minute = (hands) => {
  ateDownTo(9)(hands);
  fallenTo(11)(hands);
};

const CHEAP = [fallenTo(12), fallenTo(12), cheap, ...[10, 9, 8].map(fallenTo)];

/** A wallet that is followed buys so much that it is joined. */
export const rushed: Minute = ({ book, trade }) => {
  book(0, { bid: 59, ask: 60 });
  trade(0, { taker: 'BUY', at: 60, size: '10000', wallet: TARGET });
};

const ateBothTwice: Minute = (hands) => {
  ateBoth(hands);
  ateBothOf(1)(hands);
};

const bothOfResolved: Minute = (hands) => {
  ateBothOf(2)(hands);
  hands.resolve(2, '1');
};

// The usual wallet, which the relayer moves.
const DEPOSIT = { SIGNATURE_TYPE: '3' } as const;

/** Positions. */
export const EXITS: readonly Scenario[] = [
  scenario({
    name: 'stop',
    universe,
    before: FALLING,
    then: fallenTo(42),
  }),
  scenario({
    name: 'hedge',
    universe: soakUniverse(1),
    before: CHEAP,
    then: fallenTo(7),
  }),
  scenario({ name: 'merge', universe, before: [QUIET, QUIET, ateBoth] }),
  scenario({
    name: 'merge that is signed elsewhere',
    universe,
    env: SIGNED_ELSEWHERE,
    before: [QUIET, QUIET, ateBoth],
  }),
  scenario({
    name: 'two merges',
    universe,
    before: [QUIET, QUIET, ateBothTwice],
  }),
  scenario({
    name: 'redemption',
    universe,
    before: [QUIET, QUIET, ateBid],
    then: ({ resolve }) => resolve(0, '1'),
  }),
  // In a market of the second protocol each outcome is redeemed by a transaction of its own; the
  // one that was worth nothing too.
  scenario({
    name: 'redemption of both outcomes',
    universe: soakUniverse(3),
    before: [QUIET, QUIET, bothOfResolved],
  }),
  scenario({ name: 'merge by relayer', universe, env: DEPOSIT, before: [QUIET, QUIET, ateBoth] }),
  scenario({
    name: 'redemption by relayer',
    universe,
    env: DEPOSIT,
    before: [QUIET, QUIET, ateBid],
    then: ({ resolve }) => resolve(0, '1'),
  }),
  scenario({
    name: 'merge of a proxy wallet',
    universe,
    env: { SIGNATURE_TYPE: '1' },
    before: [QUIET, QUIET, ateBoth],
  }),
  scenario({
    name: 'two merges of a Safe',
    universe,
    env: { SIGNATURE_TYPE: '2' },
    before: [QUIET, QUIET, ateBothTwice],
  }),
  scenario({
    name: 'merge without a relayer',
    universe,
    env: { ...DEPOSIT, RELAYER_API_KEY_PARAM: undefined, RELAYER_API_KEY_ADDRESS: undefined },
    before: [QUIET, QUIET, ateBoth],
  }),
  scenario({ name: 'flow entry', universe, before: [QUIET], then: rushed }),
  scenario({
    name: 'flow exit',
    universe,
    before: [QUIET, rushed],
    then: ({ book }) => book(0, { bid: 66, ask: 67 }),
  }),
];
