// Markets, fills and whole random histories for the tests of the books.

import { postFills } from '../../lib/accounting/post-fills.ts';
import { emptyLedger, recordEvent } from '../../lib/accounting/ledger.ts';
import { universeOf } from '../../lib/domain/market.ts';
import { STRATEGIES } from '../../lib/domain/order.ts';
import { conditionId, eventId, orderId, tokenId, tradeId } from '../../lib/units/ids.ts';
import { price, probability, tick } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { epochMs } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import type { FairPrice } from '../../lib/domain/fair-price.ts';
import type { Fill, TradeStatus } from '../../lib/domain/fill.ts';
import type { LedgerEvent } from '../../lib/domain/ledger-entry.ts';
import type { LedgerState } from '../../lib/domain/ledger-state.ts';
import type { Market, MarketStatus, Outcome, Side } from '../../lib/domain/market.ts';
import type { Strategy } from '../../lib/domain/order.ts';
import type { OrderId } from '../../lib/units/ids.ts';
import type { EpochMs } from '../../lib/units/time.ts';

export const OPENED: EpochMs = epochMs(1_700_000_000_000n);
export const secondsLater = (count: number): EpochMs =>
  epochMs(1_700_000_000_000n + BigInt(count) * 1_000n);

export const market = (name: string, status: MarketStatus = { kind: 'accepting' }): Market => ({
  condition: conditionId(name),
  slug: name,
  event: eventId('weather'),
  yes: tokenId(`${name}-YES`),
  no: tokenId(`${name}-NO`),
  outcomeLabels: { yes: 'Yes', no: 'No' },
  tick: tick('0.01'),
  sizeMin: shares('5'),
  fee: { kind: 'free' },
  rewards: { kind: 'none' },
  version: 'v1',
  negRisk: false,
  status,
  end: { kind: 'unknown' },
  gameStart: { kind: 'none' },
  volume24h: usdc('100000'),
});

export const MARKETS = [market('rain'), market('snow')] as const;
export const UNIVERSE = universeOf(MARKETS, []);
export const NOTHING_FAIR = { universe: UNIVERSE, fair: new Map() };

export const fairAt = (yes: string): FairPrice => ({
  kind: 'valid',
  probability: probability(Number(yes)),
  yes: price(yes),
  band: { low: price(yes), high: price(yes) },
  bestBid: price('0.01'),
  bestAsk: price('0.99'),
});

/** Orders carry their strategy in their name. */
export const strategyOf = (order: OrderId): Strategy => {
  const found = STRATEGIES.find((strategy) => order.startsWith(`${strategy}-`));
  if (found === undefined) throw new Error(`${order} names no strategy`);
  return found;
};

type FillText = {
  readonly trade?: string;
  readonly strategy?: Strategy;
  readonly order?: string;
  readonly market?: string;
  readonly outcome?: Outcome;
  readonly side?: Side;
  readonly price?: string;
  readonly size?: string;
  readonly fee?: string;
  readonly status?: TradeStatus;
  readonly at?: number;
};

export const fill = (text: FillText = {}): Fill => {
  const { trade = 't1', strategy = 'MM', order = 'o1', outcome = 'YES', at = 1 } = text;
  const { side = 'BUY', price: limit = '0.5', size = '10', fee = '0', status = 'CONFIRMED' } = text;
  const name = text.market ?? 'rain';
  return {
    trade: tradeId(trade),
    order: orderId(`${strategy}-${order}`),
    condition: conditionId(name),
    token: tokenId(`${name}-${outcome}`),
    outcome,
    side,
    price: price(limit),
    size: shares(size),
    fee: usdc(fee),
    role: fee === '0' ? 'maker' : 'taker',
    status,
    matchedAt: secondsLater(at),
  };
};

export const opened = (cash = '1000'): LedgerState =>
  recordEvent(emptyLedger(OPENED), {
    eventId: 'opening',
    at: OPENED,
    event: { kind: 'opening', cash: usdc(cash) },
  }).state;

/** The books after fills, each read by itself. */
export const after = (state: LedgerState, ...fills: readonly Fill[]): LedgerState =>
  fills.reduce((books, one) => postFills(books, [one], strategyOf).state, state);

/** The books after an event beside trades. */
export const afterEvent = (state: LedgerState, event: LedgerEvent): LedgerState =>
  recordEvent(state, {
    eventId: `event-${String(state.sequence)}`,
    at: secondsLater(1),
    event,
  }).state;

/** The parts of the books that hold money and shares. */
export const moneyOf = ({ cash, flows, lots, totals, income }: LedgerState) => ({
  cash,
  flows,
  lots,
  totals,
  income,
});

/** One text per value, the order of keys included: what is equal here is equal byte for byte. */
export const bytesOf = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'bigint') return part.toString();
    return part instanceof Map ? [...(part as Map<unknown, unknown>)] : part;
  });
