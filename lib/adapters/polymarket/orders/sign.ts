// Giving an approved order its identity and exact bytes, by what its market says of itself.

import { err, ok } from '../../../units/result.ts';
import { after, durationMs, later } from '../../../units/time.ts';
import { signOrder } from '../signing/sign-order.ts';
import type { Market } from '../../../domain/market.ts';
import type { SignError } from '../../../domain/venue-outcome.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { VenueWrites } from '../../../ports/venue.ts';
import type { ConditionId } from '../../../units/ids.ts';
import type { Result } from '../../../units/result.ts';
import type { EpochMs } from '../../../units/time.ts';
import type { SigningError, TradingAccount } from '../signing/sign-order.ts';
import type { Grids } from './grids.ts';

/** What signing needs. */
export type SignOptions = {
  /** Who trades. The API key in whose name orders are sent is known after the first login. */
  readonly account: () => Promise<Result<TradingAccount, SignError>>;
  readonly clock: Clock;
  /** The market as it was last read, which may be minutes ago. */
  readonly marketOf: (condition: ConditionId) => Market | undefined;
  /** The grid of the token's book as it was last read, where it was. */
  readonly tickOf: Grids['tickOf'];
  /** Range: 0 to 2^53 - 1. */
  readonly newSalt: () => bigint;
};

const A_MILLISECOND = durationMs(1n);

// Two orders of one millisecond would be told apart by their salts alone.
const stampsOf = (clock: Clock): (() => EpochMs) => {
  let next = clock.now();
  return () => {
    const at = later(next, clock.now());
    next = after(at, A_MILLISECOND);
    return at;
  };
};

const refused = (detail: string): SignError => ({ kind: 'SIGNER_REFUSED', detail });

const signErrorOf = (error: SigningError): SignError => {
  if (error.kind === 'SIGNER_REFUSED' || error.kind === 'SIGNER_UNAVAILABLE') return error;
  const { kind, ...numbers } = error;
  const told = Object.entries(numbers).map(([name, value]) => `${name}=${value}`);
  return refused(`${kind}: ${told.join(' ')}`);
};

/**
 * Opens signing for an account.
 * Refuses: an order on a market that was not read, and whatever `signOrder` refuses.
 */
export const createSign = ({
  account,
  clock,
  marketOf,
  tickOf,
  newSalt,
}: SignOptions): VenueWrites['sign'] => {
  const stamp = stampsOf(clock);
  return async (approved, expiration) => {
    const { order } = approved;
    const market = marketOf(order.condition);
    if (market === undefined) return err(refused(`unknown market ${order.condition}`));
    const trader = await account();
    if (!trader.ok) return trader;
    const terms = { ...market, tick: tickOf(order.token) ?? market.tick };
    const unique = { salt: newSalt(), madeAt: stamp() };
    const signed = await signOrder(trader.value, { order, expiration, market: terms, ...unique });
    return signed.ok
      ? ok({ approved, expiration, ...signed.value })
      : err(signErrorOf(signed.error));
  };
};
