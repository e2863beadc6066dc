// Scenarios of what seldom happens: several cycles in one invocation, a rule of ours that breaks,
// and a bug.

import { soakUniverse } from '../../soak/world.ts';
import { QUIET, scenario } from '../stage/scenario.ts';
import { ateBid } from './quoting.ts';
import type { Minute, Scenario } from '../stage/scenario.ts';

const universe = soakUniverse(2);

const breakRule: Minute = (hands) => hands.breaks('rule');
const breakBug: Minute = (hands) => hands.breaks('bug');

/** The seldom ones. */
export const BOUNDS: readonly Scenario[] = [
  scenario({
    name: 'two cycles a minute',
    universe: soakUniverse(1),
    env: { CYCLE_SECONDS: '25' },
    before: [QUIET],
    then: ateBid,
  }),
  scenario({
    name: 'a rule breaks',
    universe,
    before: [QUIET, QUIET, ateBid],
    during: new Map([['POST /books', breakRule]]),
  }),
  scenario({
    name: 'a bug',
    universe,
    before: [QUIET, QUIET, ateBid],
    during: new Map([['POST /books', breakBug]]),
  }),
];
