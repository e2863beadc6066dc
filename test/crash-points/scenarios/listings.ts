// Scenarios of markets that are not told of, or not in full: what is lacking is asked elsewhere.

import { listMarkets } from '../../../lib/simulation/wire/gamma.ts';
import { soakUniverse } from '../../soak/world.ts';
import { QUIET, scenario } from '../stage/scenario.ts';
import { rushed } from './exits.ts';
import { refuse, relent } from './failing.ts';
import { ateBoth } from './quoting.ts';
import type { Minute, Scenario } from '../stage/scenario.ts';

const universe = soakUniverse(2);

const LISTING = 'GET /markets/keyset';

const unlisted: Minute = (hands) => {
  ateBoth(hands);
  refuse(hands, [LISTING]);
};

// Some markets of the venue come without their smallest size.
const withoutTerms: Minute = ({ world: { server } }) => {
  server.faults.add({
    endpoint: LISTING,
    order: 'any',
    times: 1,
    effect: {
      kind: 'quoted',
      answer: (call) => {
        const { status, headers, body } = listMarkets(server, call);
        return { status, headers, body: body.replaceAll('orderMinSize', 'formerMinSize') };
      },
    },
  });
};

/** Markets that are not told of. */
export const LISTINGS: readonly Scenario[] = [
  scenario({
    name: 'fills without a listing',
    universe,
    before: [QUIET, QUIET],
    then: unlisted,
    after: new Map([[1, relent]]),
  }),
  // What was taken has a fee, which the terms of its market tell.
  scenario({
    name: 'a purchase without a listing',
    universe,
    before: [QUIET, rushed],
    then: (hands) => refuse(hands, [LISTING]),
    after: new Map([[1, relent]]),
  }),
  scenario({
    name: 'a listing without terms',
    universe,
    before: [QUIET],
    then: withoutTerms,
    after: new Map([[1, relent]]),
  }),
];
