// Scenarios of what only an environment remembers that was there before: a batch that it has handed
// in itself, and metadata that has grown old; and of a state that it cannot read.

import { soakUniverse } from '../../soak/world.ts';
import { RELAYED } from '../../simulator/relayer/relayer.ts';
import { placeByHand } from '../../simulator/weather/by-hand.ts';
import { price } from '../../../lib/units/price.ts';
import { present } from '../../../lib/units/invariant.ts';
import { shares } from '../../../lib/units/shares.ts';
import { QUIET, scenario } from '../stage/scenario.ts';
import { ateBid, ateBoth, ateBothOf } from './quoting.ts';
import type { Minute, Scenario } from '../stage/scenario.ts';

const universe = soakUniverse(2);
const env = { SIGNATURE_TYPE: '3' } as const;

const relayedWithin =
  (ms: number): Minute =>
  ({ world }) =>
    world.relayer.decideBy(() => ({ ...RELAYED, minedAfter: ms }));

const slowly = relayedWithin(90_000);
const asUsual = relayedWithin(RELAYED.minedAfter);

const another: Minute = (hands) => {
  asUsual(hands);
  ateBothOf(1)(hands);
};

// More than one request cancels.
const ORDERS_BY_HAND = 70;

const haltWithMany: Minute = (hands) => {
  const { server } = hands.world;
  const { yes } = present([...universe.markets.values()][0], 'a market');
  for (let count = 0; count < ORDERS_BY_HAND; count += 1)
    placeByHand(server, {
      token: yes,
      side: 'BUY',
      price: price('0.1'),
      size: shares('5'),
      kind: 'rests',
    });
  hands.switch('halt');
};

const later = (act: Minute) => ({ act, diesAt: null });

/** What is remembered, and what cannot be read. */
export const WARM: readonly Scenario[] = [
  // The sixth cycle is the first one that asks for metadata again.
  scenario({
    name: 'a batch is looked up',
    universe,
    env,
    start: 'warm',
    before: [QUIET, QUIET, QUIET, ateBoth, slowly],
    then: asUsual,
  }),
  scenario({
    name: 'a batch before another',
    universe,
    env,
    start: 'warm',
    before: [QUIET, QUIET, ateBoth, slowly],
    then: another,
  }),
  scenario({
    name: 'a state of a newer schema',
    universe,
    before: [QUIET, QUIET, ({ world }) => world.deploy('newer')],
    then: ({ world }) => world.deploy('shipped'),
    lost: [later(QUIET), later(({ world }) => world.restore())],
    after: new Map([[3, ateBid]]),
  }),
  scenario({
    name: 'halt with many orders',
    universe: soakUniverse(1),
    start: 'warm',
    before: [QUIET],
    then: haltWithMany,
  }),
];
