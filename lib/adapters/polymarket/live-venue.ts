// The whole venue over HTTP: what anybody can read, what only we can read, and what we send. Both
// halves share their sockets and what is known of the markets.

import { createAccountMode } from './account/account-mode.ts';
import { createBalances } from './account/balances.ts';
import { createModeMemory } from './account/mode-memory.ts';
import { createOwnActivity } from './account/own-activity.ts';
import { createOwnFills } from './account/own-fills.ts';
import { createOwnOrders } from './account/own-orders.ts';
import { createPrivateApi } from './account/private-api.ts';
import { createRateBudget } from './account/rate-budget.ts';
import { createTokenDirectory } from './account/token-directory.ts';
import { createVenueClock } from './account/venue-clock.ts';
import { fetchTime } from './clob-status.ts';
import { keepGrids } from './orders/grids.ts';
import { openPublicParts, publicVenueOf } from './public-venue.ts';
import { SIGNATURE_TYPES } from './signing/sign-order.ts';
import type { Market } from '../../domain/market.ts';
import type { Observed } from '../../domain/observed.ts';
import type { AccountReads, Venue, VenueWrites } from '../../ports/venue.ts';
import type { ConditionId, WalletAddress } from '../../units/ids.ts';
import type { EpochMs } from '../../units/time.ts';
import type { ModeMemory } from './account/mode-memory.ts';
import type { PrivateApi } from './account/private-api.ts';
import type { RateBudget } from './account/rate-budget.ts';
import type { Grids } from './orders/grids.ts';
import type { PublicParts, PublicVenueOptions } from './public-venue.ts';
import type { TradingAccount } from './signing/sign-order.ts';
import type { Transport } from './transport.ts';

/** What writes are made of: how to send as ourselves, and what is known of the venue. */
export type WriteParts = {
  readonly transport: Transport;
  readonly account: PrivateApi;
  readonly budget: RateBudget;
  /** The market as it was last read, which has what an order is signed for. */
  readonly marketOf: (condition: ConditionId) => Market | undefined;
  readonly tickOf: Grids['tickOf'];
};

/** What a live venue is made of. */
export type LiveVenueOptions = PublicVenueOptions & {
  readonly trader: Omit<TradingAccount, 'owner'>;
  readonly writes: (parts: WriteParts) => VenueWrites;
};

type Shared = {
  readonly options: LiveVenueOptions;
  readonly parts: PublicParts;
  readonly account: PrivateApi;
  readonly memory: ModeMemory;
};

/** The wallet that holds the funds. */
const holderOf = ({ signer, holder }: LiveVenueOptions['trader']): WalletAddress =>
  holder.kind === 'eoa' ? signer.address : holder.funder;

const accountReads = ({ options, parts, account, memory }: Shared): AccountReads => {
  const { clock, trader, lagMax, report } = options;
  const { clob, data, universe } = parts;
  const holder = holderOf(trader);
  const directory = createTokenDirectory(clob, universe);
  const signatureType = SIGNATURE_TYPES[trader.holder.kind];
  return {
    ...createOwnOrders({ account, clock, directory, memory }),
    ...createOwnFills({ account, clock, directory, holder }),
    ...createOwnActivity({ data, clock, holder, lagMax, report }),
    ...createBalances({ account, clock, directory, signatureType }),
  };
};

/** Opens the live venue. Nothing is sent before the first read. */
export const createLiveVenue = (options: LiveVenueOptions): Venue => {
  const { clock, trader, endpoints, writes } = options;
  const parts = openPublicParts(options);
  const { transport, clob, universe } = parts;
  const memory = createModeMemory(clock);
  const venueClock = createVenueClock(clock);

  const readTime = async (): Promise<Observed<EpochMs>> => {
    const time = await fetchTime(clob, clock);
    if (time.kind === 'known') venueClock.note(time.value);
    return time;
  };
  const account = createPrivateApi({
    transport,
    clock,
    base: endpoints.clob,
    signer: trader.signer,
    chain: trader.chain,
    venueNow: venueClock.now,
    onAnswer: memory.note,
    checkClock: readTime,
  });
  const marketOf = (condition: ConditionId) => universe.kept()?.markets.get(condition);
  const reads = publicVenueOf(options, parts);
  const { fetchBooks, tickOf } = keepGrids(reads.fetchBooks);
  return {
    ...reads,
    fetchBooks,
    fetchTime: readTime,
    fetchMode: createAccountMode({ clob, account, clock, memory }),
    ...accountReads({ options, parts, account, memory }),
    ...writes({ transport, account, budget: createRateBudget(clock), marketOf, tickOf }),
  };
};
