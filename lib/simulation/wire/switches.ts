// How the server behaves where the real venue has behaved in more than one way. Each switch stands
// for something that was seen on the wire; the first value of each is today's ordinary behaviour.

import { durationMs } from '../../units/time.ts';
import type { DurationMs } from '../../units/quantity.ts';

/** The switches of a server. */
export type Switches = {
  /** What GET /version says. */
  readonly version: number;
  /** Whether anything of the venue can be reached. */
  readonly service: 'up' | 'down';
  /** Whether this egress may trade: it is checked before who asks. */
  readonly region: 'open' | 'blocked';
  /** Whether the account may open positions, or trade at all. */
  readonly standing: 'good' | 'closed-only' | 'banned';
  /** Rows of a page of /data/orders and /data/trades. */
  readonly pageRows: number;
  readonly tradeStatuses: 'plain' | 'prefixed';
  readonly associateTrades: 'listed' | 'null';
  /**
   * When the hash of a trade's transaction is told: from the match, once mined, never, or another
   * one once it is final.
   */
  readonly hashes: 'present' | 'late' | 'missing' | 'changed';
  /** How the list of own trades is told: each once, the oldest first, each twice, or not all. */
  readonly tradeRows: 'plain' | 'reversed' | 'repeated' | 'gappy';
  /** Into how many transactions each trade is split. */
  readonly buckets: number;
  /** What GET /data/order/{id} knows: any order, those that are live, or none. */
  readonly orderReads: 'any-state' | 'live-only' | 'none';
  /** Whether an order says how much of it was matched, or leaves that empty. */
  readonly matchedSizes: 'told' | 'empty';
  /** For how long the reads of own orders show nothing of an order that was taken. */
  readonly shownAfter: DurationMs;
  /** For how long the reads of own trades show nothing of one. */
  readonly tradesAfter: DurationMs;
  /** Whether lists of orders and trades hold what there is. */
  readonly lists: 'full' | 'empty';
  /** What an order is checked against: the wallet, or the copy that only an update refreshes. */
  readonly funds: 'wallet' | 'copy';
  /** Whether the next read of a balance that is there shows it twice as large, once. */
  readonly doubledBalance: 'no' | 'once';
  /** How far the Data API is behind. */
  readonly lag: DurationMs;
  /** Whether the Data API's answers are kept by URL, as its CDN does. */
  readonly cdn: 'off' | 'on';
  /** For how long books and own lists of the CLOB are told again to whoever asks the same. */
  readonly cached: DurationMs;
  /** How the rows of the Data API come: each once, each twice, the other way round, or not all. */
  readonly feedRows: 'plain' | 'repeated' | 'reversed' | 'gappy';
  /** Whether a taker order is one row, or one for each order that it met. */
  readonly takerRows: 'by-order' | 'by-fill';
  readonly combos: 'left-out' | 'shown';
  /** Whether a redemption is one row for its whole market, or one for each token. */
  readonly redemptions: 'whole' | 'by-token';
  /** The contracts that may not move the account's funds. */
  readonly unapproved: readonly string[];
  /** How long every answer takes on its way. */
  readonly latency: DurationMs;
};

/** The ordinary behaviour. */
export const ORDINARY: Switches = {
  version: 2,
  service: 'up',
  region: 'open',
  standing: 'good',
  pageRows: 100,
  tradeStatuses: 'plain',
  associateTrades: 'listed',
  hashes: 'present',
  tradeRows: 'plain',
  buckets: 1,
  orderReads: 'any-state',
  matchedSizes: 'told',
  shownAfter: durationMs(0n),
  tradesAfter: durationMs(0n),
  lists: 'full',
  funds: 'wallet',
  doubledBalance: 'no',
  lag: durationMs(0n),
  cdn: 'off',
  cached: durationMs(0n),
  feedRows: 'plain',
  takerRows: 'by-order',
  combos: 'left-out',
  redemptions: 'whole',
  unapproved: [],
  latency: durationMs(0n),
};
