// A signal is tried once: whoever tested it remembers its key for as long as its trade could still
// pass for fresh.

import { times } from '../units/quantity.ts';
import { elapsed } from '../units/time.ts';
import type { FlowFollowingParameters } from '../domain/parameters.ts';
import type { StrategyMemory } from '../domain/strategy-memory.ts';
import type { SignalKey } from '../units/ids.ts';
import type { EpochMs } from '../units/time.ts';

type UsedSignals = StrategyMemory['usedSignals'];

/**
 * Adds keys and forgets those whose trades are too old to come again: a trade is dated at most one
 * lag limit before or after its test, and is fresh for one more.
 */
export const useSignals = (
  used: UsedSignals,
  keys: readonly SignalKey[],
  by: { readonly now: EpochMs } & Pick<FlowFollowingParameters, 'dataLagMax'>,
): UsedSignals => {
  const kept = [...used].filter(([, at]) => elapsed(at, by.now) <= times(by.dataLagMax, 2n));
  return new Map([...kept, ...keys.map((key) => [key, by.now] as const)]);
};
