// Scenarios of the kill switch.

import { soakUniverse } from '../../soak/world.ts';
import { QUIET, scenario } from '../stage/scenario.ts';
import { refuse, relent } from './failing.ts';
import { ateBid } from './quoting.ts';
import type { Minute, Scenario } from '../stage/scenario.ts';

const universe = soakUniverse(2);

const halt: Minute = (hands) => hands.switch('halt');
const off: Minute = (hands) => hands.switch('off');
const reduce: Minute = (hands) => hands.switch('reduce-only');

// More than the venue takes cancels of at once. Its cancel-all fails, so that they go by their ids.
const haltBesideMany: Minute = (hands) => {
  hands.restByHand(0, 150);
  refuse(hands, ['DELETE /cancel-all']);
  halt(hands);
};

const LATE_FILL = new Map([[3, ateBid]]);

/** The kill switch. */
export const HALTS: readonly Scenario[] = [
  scenario({ name: 'halt', universe, before: [QUIET, QUIET], then: halt }),
  // Whatever the first cycle did is all that is done for four minutes: longer than anything rests.
  scenario({
    name: 'halt, and every later cycle dies',
    universe,
    before: [QUIET, QUIET],
    then: ({ book }) => book(0, { bid: 49, ask: 55 }),
    during: new Map([['POST /books', halt]]),
    lost: [1, 4, 9, 16].map((diesAt) => ({ act: QUIET, diesAt })),
  }),
  scenario({
    name: 'halt beside many orders by hand',
    universe,
    before: [QUIET, QUIET],
    then: haltBesideMany,
    after: new Map([[1, relent]]),
  }),
  scenario({
    name: 'halt with a position',
    universe,
    before: [QUIET, QUIET, ateBid],
    then: halt,
    after: new Map([[2, off]]),
  }),
  scenario({
    name: 'resumption',
    universe,
    before: [QUIET, QUIET, halt],
    then: off,
    after: LATE_FILL,
  }),
  scenario({
    name: 'halt in a cycle',
    universe,
    before: [QUIET, QUIET],
    then: ({ book }) => book(0, { bid: 49, ask: 55 }),
    during: new Map([['POST /books', halt]]),
  }),
  scenario({
    name: 'reduce-only in a cycle',
    universe,
    before: [QUIET, QUIET],
    then: ({ book }) => book(0, { bid: 49, ask: 55 }),
    during: new Map([['POST /books', reduce]]),
    after: new Map([[3, off]]),
  }),
];
