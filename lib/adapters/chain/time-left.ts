// A move on chain must fit into a cycle. Its questions share one end; after it no new one is asked.

import { isPositive, minus, plus } from '../../units/quantity.ts';
import { err } from '../../units/result.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DurationMs } from '../../units/quantity.ts';
import type { RpcCall } from './rpc.ts';

/** The end of a wait that begins now, on the monotonic clock. */
export const endOf = (clock: Clock, bound: DurationMs): DurationMs =>
  plus(clock.monotonic(), bound);

/** Tells whether an end has come. */
export const isOverAt = (clock: Clock, end: DurationMs): boolean =>
  !isPositive(minus(end, clock.monotonic()));

/** A node that is asked nothing more once an end has come. */
export const rpcUntil =
  ({ rpc, clock }: { readonly rpc: RpcCall; readonly clock: Clock }, end: DurationMs): RpcCall =>
  (method, parameters) =>
    isOverAt(clock, end)
      ? Promise.resolve(
          err({ kind: 'NO_ANSWER', method, cause: 'TIMEOUT', detail: 'the time was over' }),
        )
      : rpc(method, parameters);
