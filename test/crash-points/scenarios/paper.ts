// Scenarios on paper: the venue is part of what is stored, and what it does is lost with a crash.

import { soakUniverse } from '../../soak/world.ts';
import { QUIET, scenario } from '../stage/scenario.ts';
import { ateBoth } from './quoting.ts';
import type { Minute, Scenario } from '../stage/scenario.ts';

const universe = soakUniverse(2);
const env = { LIVE_TRADING: undefined, STRATEGY_PRESET: 'aggressive' } as const;

// A cold process knows no book of before: what has traded meanwhile it cannot fill, but an order
// that the book stands across it can.
const crossed: Minute = ({ book }) => book(0, { bid: 42, ask: 46 });

/** Paper. */
export const PAPER: readonly Scenario[] = [
  scenario({ name: 'first cycle on paper', universe, env }),
  scenario({ name: 'quotes on paper', universe, env, before: [QUIET] }),
  scenario({ name: 'fills on paper', universe, env, before: [QUIET, QUIET], then: crossed }),
  scenario({
    name: 'a bug on paper',
    universe,
    env,
    before: [QUIET, QUIET],
    during: new Map([['GET /v2/activity', (hands) => hands.breaks('bug')]]),
  }),
  scenario({ name: 'merge on paper', universe, env, before: [QUIET, QUIET, ateBoth] }),
];
