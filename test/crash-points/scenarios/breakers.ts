// Scenarios of the breakers that no answer to an order opens: of a loss, and of a venue that cannot
// be read; and of the order by which a breaker is tested.

import { soakUniverse } from '../../soak/world.ts';
import { QUIET, scenario } from '../stage/scenario.ts';
import { refuse, relent } from './failing.ts';
import { ateBid } from './quoting.ts';
import type { Minute, Scenario } from '../stage/scenario.ts';

const universe = soakUniverse(2);

const LATE_FILL = new Map([[3, ateBid]]);

const READS = [
  'GET /data',
  'GET /balance',
  'GET /version',
  'GET /auth/ban',
  'POST /books',
] as const;

const unreadable: Minute = (hands) => refuse(hands, READS);

/** Breakers. */
export const BREAKERS: readonly Scenario[] = [
  // What the first purchase leaves is little enough for its loss to be much.
  scenario({
    name: 'drawdown',
    universe: soakUniverse(1),
    cash: '7',
    before: [QUIET, QUIET, ateBid],
    then: ({ book }) => book(0, { bid: 8, ask: 12 }),
  }),
  scenario({
    name: 'venue unreadable',
    universe,
    before: [QUIET, QUIET],
    then: unreadable,
    after: new Map([
      [1, relent],
      [3, ateBid],
    ]),
  }),
  // Its cooldown of five minutes is over right before the cycle in question.
  scenario({
    name: 'a breaker is tested',
    universe,
    before: [QUIET, QUIET, unreadable, relent, QUIET, QUIET, QUIET],
    after: LATE_FILL,
  }),
];
