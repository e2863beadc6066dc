// Every parser under fuzz, by its name.

import { ACCOUNT_WIRE } from './account-wire.ts';
import { CHAIN } from './chain.ts';
import { COMPACT } from './compact.ts';
import { ORDER_WIRE } from './order-wire.ts';
import { PUBLIC_WIRE } from './public-wire.ts';
import { REPORTS } from './reports.ts';
import { SIMULATED } from './simulated.ts';
import { STORED } from './stored.ts';
import { SWEEPS } from './sweeps.ts';
import { TAPES } from './tape.ts';
import { TYPED } from './typed.ts';
import { VERB_ARGUMENTS } from './verbs.ts';
import { VIEW } from './view.ts';
import type { Target } from '../target.ts';

/** All of them. */
export const TARGETS: readonly Target[] = [
  ...PUBLIC_WIRE,
  ...ACCOUNT_WIRE,
  ...ORDER_WIRE,
  ...CHAIN,
  ...STORED,
  ...REPORTS,
  ...SWEEPS,
  ...SIMULATED,
  ...TYPED,
  ...VERB_ARGUMENTS,
  ...VIEW,
  ...TAPES,
  ...COMPACT,
];
