// A state that is too large is made so by its orders, as long as nothing waits in it, and only a
// cycle can end them. Such a cycle looks, accounts and settles, and sends nothing that would make
// it larger; what adds exposure is cancelled, since no strategy looks after it.

import { addingCancels } from '../risk/required-cancels.ts';
import { portfolioOf } from './books.ts';
import { cancelAndReread } from './cancel.ts';
import { withDeeds } from './working.ts';
import type { Ports } from './ports.ts';
import type { Working } from './working.ts';

// What the guard has asked for in this cycle is not asked for again.
const cancelsIn = ({ state, universe, deeds }: Working) => {
  const asked = new Set(deeds.canceled.map(({ order }) => order));
  const books = { universe, portfolio: portfolioOf(state) };
  return addingCancels(books, 'the state is too large').filter(({ order }) => !asked.has(order));
};

/** Says that a state is too large, and cancels its orders that add exposure. */
export const makeRoom = async (ports: Ports, working: Working): Promise<Working> => {
  const { room, state } = working;
  if (room.kind === 'enough') return working;
  const report =
    `State too large, nothing new is sent: bytes=${String(room.bytes)} ` +
    `bytesMax=${String(room.bytesMax)} orders=${String(state.intents.length)}`;
  ports.telemetry.log({
    level: 'error',
    message: `[EnterpriseOrchestrator] ${report}`,
    fields: {},
  });
  return cancelAndReread(ports, withDeeds(working, { reports: [report] }), cancelsIn(working));
};
