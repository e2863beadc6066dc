// Scenarios of the breakers that no answer to an order opens: of a loss, and of a venue that cannot
// be read; and of the order by which a breaker is tested.

import { soakUniverse } from '../../soak/world.ts';
import { QUIET, scenario } from '../stage/scenario.ts';
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

const DOWN = {
  kind: 'instead',
  when: 'before',
  answer: { status: 500, body: '{"error":"Internal server error"}', headers: {} },
} as const;

// More than a cycle asks of each.
const TIMES = 40;

const unreadable: Minute = ({ world }) => {
  for (const endpoint of READS)
    world.server.faults.add({ endpoint, order: 'any', times: TIMES, effect: DOWN });
};

// What is left of the faults is used up: clearing them would undo the interventions as well.
const readable: Minute = ({ world: { server } }) => {
  for (const { endpoint, times } of server.faults.waiting())
    for (let left = times; left > 0; left -= 1) server.faults.take({ endpoint, orders: [] });
};

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
      [1, readable],
      [3, ateBid],
    ]),
  }),
  // Its cooldown of five minutes is over right before the cycle in question.
  scenario({
    name: 'a breaker is tested',
    universe,
    before: [QUIET, QUIET, unreadable, readable, QUIET, QUIET, QUIET],
    after: LATE_FILL,
  }),
];
