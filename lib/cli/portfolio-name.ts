// Which portfolio a verb means that names none.

import { readOrDefault } from '../config/variable.ts';
import { VARIABLES } from '../config/variables.ts';
import type { Environment } from '../config/variable.ts';
import type { PortfolioPlace } from './stored-portfolio.ts';

// The portfolio that a session of generated markets trades, as long as nobody names another.
const FIRST_GENERATED = 'generated-1';

/** The portfolio by its variable, or the one that a session without a name trades. */
export const portfolioNamed = (
  env: Environment,
  { place, mode }: Omit<PortfolioPlace, 'portfolio'>,
): string =>
  mode === 'paper' && place.kind === 'folder'
    ? (env[VARIABLES.portfolioId.name] ?? FIRST_GENERATED)
    : readOrDefault(env, VARIABLES.portfolioId);
