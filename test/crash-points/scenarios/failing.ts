// Questions that the venue does not answer, for as long as a scenario wants it.

import type { Minute } from '../stage/scenario.ts';
import type { Hands } from '../stage/market.ts';

const DOWN = {
  kind: 'instead',
  when: 'before',
  answer: { status: 500, body: '{"error":"Internal server error"}', headers: {} },
} as const;

// More than a cycle asks of each.
const TIMES = 40;

/** From here on what begins so is answered by an error. */
export const refuse = ({ world }: Hands, endpoints: readonly string[]): void => {
  for (const endpoint of endpoints)
    world.server.faults.add({ endpoint, order: 'any', times: TIMES, effect: DOWN });
};

/**
 * From here on the venue answers again. What is left of the faults is used up: clearing them would
 * undo the interventions as well.
 */
export const relent: Minute = ({ world: { server } }) => {
  for (const { endpoint, times } of server.faults.waiting())
    for (let left = times; left > 0; left -= 1) server.faults.take({ endpoint, orders: [] });
};
