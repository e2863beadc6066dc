// Every variable there is, once. The parser, the reference, `.env.example` and the search for
// near-misses all read this table.

import { ACCOUNT_VARIABLES } from './account-variables.ts';
import { RUN_VARIABLES } from './run-variables.ts';
import { TRADING_VARIABLES } from './trading-variables.ts';
import type { Variable } from './variable.ts';

/** The variables by the name our code gives them. */
export const VARIABLES = { ...ACCOUNT_VARIABLES, ...TRADING_VARIABLES, ...RUN_VARIABLES };

/** The variables in the order in which they are documented. */
export const ALL_VARIABLES: readonly Variable<unknown>[] = Object.values(VARIABLES);
