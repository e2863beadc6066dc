// Placing and cancelling on the live venue's own sockets, as the account that its reads log in.

import { setTimeout as sleep } from 'node:timers/promises';
import { err, ok } from '../../units/result.ts';
import { msOfDuration } from '../../units/time.ts';
import { newSalt as drawSalt } from './orders/salt.ts';
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

/** Where the salts of orders come from, for a run that is to be repeated to the byte. */
export type SaltedWritesOptions = LiveWritesOptions & { readonly newSalt: () => bigint };

/** Opens the writes of a live venue, with salts from elsewhere. */
export const saltedWrites =
  ({ trader, clock, deadline, newSalt }: SaltedWritesOptions) =>
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
      pause: async (duration) => {
        await sleep(Number(msOfDuration(duration)));
      },
    });

/** Opens the writes of a live venue. */
export const liveWrites = (options: LiveWritesOptions): ((parts: WriteParts) => VenueWrites) =>
  saltedWrites({ ...options, newSalt: drawSalt });
