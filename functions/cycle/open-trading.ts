// From the environment of a function to a portfolio that can be traded. What fails is tried again
// by the next invocation: nothing of a failure is kept.

import { dynamoClient } from '../../lib/adapters/dynamo/aws-client.ts';
import { readOr } from '../../lib/config/variable.ts';
import { VARIABLES } from '../../lib/config/variables.ts';
import { err, ok } from '../../lib/units/result.ts';
import { configure } from '../../lib/wiring/configure.ts';
import { openLiveTrading } from './live-trading.ts';
import { openPaperTrading } from './paper-trading.ts';
import type { Environment } from '../../lib/config/variable.ts';
import type { Result } from '../../lib/units/result.ts';
import type { Trading, TradingParts } from './trading.ts';

const { tableName, paperBalance } = VARIABLES;

const NO_TABLE =
  `${tableName.name}: missing; the stack sets it. ` + `Allowed: ${tableName.value.allowed}.`;

// The client stays with the process: it holds nothing but connections.
const client = dynamoClient();

/** How a portfolio is opened. */
export type Opening = Pick<TradingParts, 'telemetry' | 'lifetime'> & {
  /** Is told the environment with its secrets before anything is said that could hold one. */
  readonly learn: (env: Environment) => void;
};

/** Opens the portfolio that an environment describes. Refuses: with a line for each mistake. */
export const openTrading = async (
  env: Environment,
  { telemetry, lifetime, learn }: Opening,
): Promise<Result<Trading, readonly string[]>> => {
  const configured = await configure(env, 'aws');
  if (!configured.ok) return configured;
  learn(configured.value.env);
  const { config } = configured.value;
  const table = readOr(env, tableName, undefined);
  if (table === undefined) return err([NO_TABLE]);
  const parts = { client, table, telemetry, lifetime };
  if (config.mode === 'paper') {
    const origin = env[paperBalance.name] === undefined ? 'standard' : 'asked-for';
    return ok(openPaperTrading(config, { amount: config.openingCash, origin }, parts));
  }
  const live = await openLiveTrading(config, parts);
  return live.ok ? live : err([live.error]);
};
