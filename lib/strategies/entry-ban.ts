// After a stop, the same token is left alone for a while: the loss that was just taken is not to be
// bought again by another strategy on the next tick.

import type { StrategyMemory } from '../domain/strategy-memory.ts';
import type { TokenId } from '../units/ids.ts';
import type { EpochMs } from '../units/time.ts';

/** Tells whether a token may not be bought yet because its stop fired; selling is never banned. */
export const isEntryBanned = (
  memory: Pick<StrategyMemory, 'stops'>,
  token: TokenId,
  now: EpochMs,
): boolean =>
  memory.stops.some(
    (stop) => stop.token === token && stop.noEntryUntil !== null && now < stop.noEntryUntil,
  );
