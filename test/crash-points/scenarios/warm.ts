// Scenarios of what only an environment remembers that was there before: a batch that it has handed
// in itself, and metadata that has grown old; and of a state that it cannot read.

import { soakUniverse } from '../../soak/world.ts';
import { RELAYED } from '../../simulator/relayer/relayer.ts';
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

// The sets of the second market are merged a cycle after they were bought.
const another = ateBothOf(1);

const slowlyBeforeAnother: Minute = (hands) => {
  slowly(hands);
  another(hands);
};

const later = (act: Minute) => ({ act, diesAt: null });

/** What is remembered, and what cannot be read. */
export const WARM: readonly Scenario[] = [
  // The sixth cycle is the first one that asks for metadata again.
  scenario({
    name: 'a batch before another',
    universe,
    env,
    start: 'warm',
    before: [QUIET, QUIET, QUIET, ateBoth, slowlyBeforeAnother],
    then: asUsual,
  }),
  // A minute after its deadline a batch stands in the way of others no more.
  scenario({
    name: 'a batch that never ends',
    universe,
    env,
    start: 'warm',
    before: [QUIET, QUIET, ateBoth, relayedWithin(900_000), QUIET, QUIET, QUIET, another],
    then: asUsual,
  }),
  scenario({
    name: 'a state of a newer schema',
    universe,
    before: [QUIET, QUIET, ({ world }) => world.deploy('newer')],
    then: ({ world }) => world.deploy('shipped'),
    lost: [later(QUIET), later(({ world }) => world.restore())],
    after: new Map([[3, ateBid]]),
  }),
];
