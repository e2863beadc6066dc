// Scenarios of a state that somebody has written over in the table: no cycle writes such a one, and
// none may take it for its own or lose anything by it.

import { packed } from '../../../lib/adapters/dynamo/packed.ts';
import { textIn } from '../../../lib/adapters/dynamo/state-item.ts';
import { STATE_BYTES_MAX } from '../../../lib/cycle/outbox.ts';
import { plus } from '../../../lib/units/quantity.ts';
import { formatUsdc, usdc } from '../../../lib/units/usdc.ts';
import { soakUniverse } from '../../soak/world.ts';
import { QUIET, scenario } from '../stage/scenario.ts';
import { ateBid } from './quoting.ts';
import type { Rewriting } from '../../simulator/world/newer.ts';
import type { Minute, Scenario } from '../stage/scenario.ts';

const universe = soakUniverse(2);

const LATE_FILL = new Map([[3, ateBid]]);

type Body = {
  readonly ledger: string;
  readonly intents: Readonly<Record<string, string>>;
};

const rewriting =
  (change: (body: Body) => Partial<Body>): Minute =>
  ({ world }) => {
    const written: Rewriting = ({ body }) => {
      const read = JSON.parse(textIn(body) ?? '') as Body;
      return { body: packed(JSON.stringify({ ...read, ...change(read) })) };
    };
    world.rewrite(written);
  };

// Where nothing has moved, the books do not add up any more.
const cashMoved = (by: string): Minute =>
  rewriting((body) => {
    const ledger = JSON.parse(body.ledger) as { readonly cash: string };
    const cash = formatUsdc(plus(usdc(ledger.cash), usdc(by)));
    return { ledger: JSON.stringify({ ...ledger, cash }) };
  });

// Nothing says how long the reason of an order may be.
const talkative = (text: string): string => {
  const intent = JSON.parse(text) as { readonly reason: string };
  return JSON.stringify({ ...intent, reason: intent.reason.padEnd(STATE_BYTES_MAX / 2, '.') });
};

// Two orders of them are more than a state may have that anything is added to.
const enlarged = rewriting(({ intents }) => ({
  intents: Object.fromEntries(
    Object.entries(intents).map(([id, text], index) => [id, index < 2 ? talkative(text) : text]),
  ),
}));

const later = (act: Minute) => ({ act, diesAt: null });

/** What somebody has written over. */
export const REWRITTEN: readonly Scenario[] = [
  scenario({
    name: 'a state out of balance',
    universe,
    before: [QUIET, QUIET],
    then: cashMoved('1'),
    lost: [later(QUIET), later(cashMoved('-1'))],
    after: LATE_FILL,
    isOutOfBalance: true,
  }),
  scenario({
    name: 'a state too large by its orders',
    universe,
    before: [QUIET, QUIET],
    then: enlarged,
    after: LATE_FILL,
  }),
];
