// What one cycle saw of the world: read once, never changed.

import type { TokenId } from '../units/ids.ts';
import type { EpochMs } from '../units/time.ts';
import type { Activity, Balances } from './activity.ts';
import type { Book } from './book.ts';
import type { Fill } from './fill.ts';
import type { KillSwitchReading } from './kill-switch.ts';
import type { Universe } from './market.ts';
import type { Observed } from './observed.ts';
import type { OpenOrder } from './order.ts';
import type { Print } from './print.ts';
import type { VenueMode } from './venue-outcome.ts';

/** One observation of the venue and the kill switch. */
export type Snapshot = {
  readonly now: EpochMs;
  readonly killSwitch: KillSwitchReading;
  readonly mode: Observed<VenueMode>;
  readonly universe: Observed<Universe>;
  /**
   * A token that was not asked for is absent; one that could not be read is unknown. Our own orders
   * are taken out of the books, where they are known.
   */
  readonly books: ReadonlyMap<TokenId, Observed<Book>>;
  readonly openOrders: Observed<readonly OpenOrder[]>;
  readonly fills: Observed<readonly Fill[]>;
  readonly activity: Observed<readonly Activity[]>;
  readonly balances: Observed<Balances>;
  readonly prints: Observed<readonly Print[]>;
  /** Trades of the followed wallets. */
  readonly targets: Observed<readonly Print[]>;
};
