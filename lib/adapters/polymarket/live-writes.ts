// Placing and cancelling on the live venue's own sockets, as the account that its reads log in.

import { err, ok } from '../../units/result.ts';
import { newSalt } from './orders/salt.ts';
import { createWrites } from './orders/writes.ts';
import type { Clock } from '../../ports/clock.ts';
import type { VenueWrites } from '../../ports/venue.ts';
import type { DurationMs } from '../../units/quantity.ts';
import type { WriteParts } from './live-venue.ts';
import type { TradingAccount } from './signing/sign-order.ts';

/** Who writes, and how long a request may take. */
export type LiveWritesOptions = {
  readonly trader: Omit<TradingAccount, 'owner'>;
  readonly clock: Clock;
  readonly deadline: DurationMs;
};

/** Opens the writes of a live venue. */
export const liveWrites =
  ({ trader, clock, deadline }: LiveWritesOptions) =>
  ({ transport, account, budget, marketOf, tickOf }: WriteParts): VenueWrites =>
    createWrites({
      account: async () => {
        const owner = await account.owner();
        if (owner.ok) return ok({ ...trader, owner: owner.value });
        const { endpoint, kind, detail } = owner.error;
        return err({ kind: 'SIGNER_UNAVAILABLE', detail: `${endpoint}: ${kind} ${detail}` });
      },
      clock,
      marketOf,
      tickOf,
      newSalt,
      base: account.base,
      transport,
      signedHeaders: account.signedHeaders,
      onAnswer: account.note,
      budget,
      deadline,
    });
