// What `npm run simulate` is asked for. A campaign and a section that is played again take options
// of their own: one that would be misunderstood is refused.

import { count, oneOf, seedNumber, single } from '../../tooling/arguments.ts';
import { FAMILY_NAMES } from '../markets/families.ts';
import { allowedIn } from './only.ts';
import type { Given } from '../../tooling/arguments.ts';

const CYCLES = 20_000;

const ONLY = { takes: 'ID,ID', meaning: 'replays with these faults alone (all)', without: null };

/** Its options. */
export const OPTIONS = {
  cycles: count(`cycles to run (${String(CYCLES)})`, null),
  seed: seedNumber('the seed of the first section; the others follow it (a fresh one)'),
  replay: seedNumber('plays the section of this seed alone, told line by line'),
  only: single(ONLY, allowedIn),
  family: oneOf(
    'one family of markets for all sections (by-seed)',
    [...FAMILY_NAMES, 'by-seed'],
    'by-seed',
  ),
  section: count('cycles of a section', 200),
  threads: count('threads', 2),
  minimise: count('plays to leave out what a broken guarantee does not need', 60, 0),
};

type Values = Given<typeof OPTIONS>;

/** How many cycles a campaign has. */
export const cyclesOf = ({ cycles }: Pick<Values, 'cycles'>): number => cycles ?? CYCLES;

/** Why options do not go together; null where they do. */
export const misfit = ({
  replay,
  only,
  cycles,
  seed,
}: Pick<Values, 'replay' | 'only' | 'cycles' | 'seed'>): string | null => {
  if (replay === null)
    return only === null ? null : 'simulate: --only goes with --replay, the seed of one section';
  if (cycles !== null)
    return 'simulate: --cycles does not go with --replay, which plays one --section';
  return seed === null ? null : 'simulate: --seed does not go with --replay, which names its own';
};
