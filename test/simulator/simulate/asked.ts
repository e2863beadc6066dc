// What `npm run simulate` is asked for. A campaign and a section that is played again take options
// of their own: one that would be misunderstood is refused.

import { count, oneOf, seedNumber, single } from '../../tooling/arguments.ts';
import { FAMILY_NAMES } from '../markets/families.ts';
import { allowedIn } from './only.ts';
import type { Given } from '../../tooling/arguments.ts';

const CYCLES = 20_000;
const THREADS = 2;
const MINIMISING_PLAYS = 60;

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
  threads: count(`threads (${String(THREADS)})`, null),
  minimise: count(
    `plays to leave out what a broken guarantee does not need (${String(MINIMISING_PLAYS)})`,
    null,
    0,
  ),
};

type Values = Given<typeof OPTIONS>;

/** The size of a campaign: its cycles, its threads, and the plays of a section to minimise it. */
export const sizeOf = ({
  cycles,
  threads,
  minimise,
}: Values): { cycles: number; threads: number; minimise: number } => ({
  cycles: cycles ?? CYCLES,
  threads: threads ?? THREADS,
  minimise: minimise ?? MINIMISING_PLAYS,
});

const OF_A_CAMPAIGN = ['cycles', 'seed', 'threads', 'minimise'] as const;

/** Why options do not go together; null where they do. */
export const misfit = (values: Values): string | null => {
  if (values.replay === null)
    return values.only === null
      ? null
      : 'simulate: --only goes with --replay, the seed of one section';
  const other = OF_A_CAMPAIGN.find((name) => values[name] !== null);
  return other === undefined
    ? null
    : `simulate: --${other} does not go with --replay, which plays one section by its seed`;
};
