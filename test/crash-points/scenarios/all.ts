// All scenarios.

import { BOUNDS } from './bounds.ts';
import { BREAKERS } from './breakers.ts';
import { EXITS } from './exits.ts';
import { HALTS } from './halts.ts';
import { LISTINGS } from './listings.ts';
import { PAPER } from './paper.ts';
import { QUOTING } from './quoting.ts';
import { REWRITTEN } from './rewritten.ts';
import { WARM } from './warm.ts';
import type { Scenario } from '../stage/scenario.ts';

/** Every scenario there is. */
export const SCENARIOS: readonly Scenario[] = [
  ...QUOTING,
  ...EXITS,
  ...HALTS,
  ...BREAKERS,
  ...LISTINGS,
  ...BOUNDS,
  ...WARM,
  ...REWRITTEN,
  ...PAPER,
];
