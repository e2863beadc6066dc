// Looks at a running backtest from outside and adds up what no cycle can see: what became of
// resting orders, what the market did after fills, what the venue paid beside trades, and how much
// of the time was recorded at all. It changes nothing.

import { amountOf, msOf, UNIT } from '../simulation/micros.ts';
import { openIncome, rebateOf } from './income.ts';
import { followFills } from './markouts.ts';
import { countPlaced } from './placed-orders.ts';
import { paidMarkets, sampleAll } from './reward-samples.ts';
import type { Fill } from '../domain/fill.ts';
import type { Market, Universe } from '../domain/market.ts';
import type { SignedOrder, Strategy } from '../domain/order.ts';
import type { Tape } from '../domain/tape-event.ts';
import type { Venue } from '../ports/venue.ts';
import type { MarkoutRow, QueueStatistics } from '../report/report-data.ts';
import type { SimulatedVenue } from '../simulation/venue.ts';
import type { ConditionId, OrderId } from '../units/ids.ts';
import type { Income, IncomeBook } from './income.ts';
import type { FollowedFills, MidOf } from './markouts.ts';
import type { PlacedOrder, PlacedOrders } from './placed-orders.ts';
import type { Watch } from './player.ts';

/** Fills of one market, and the shares of them. Unit: 10^-6 share. */
export type CountedFills = { readonly count: number; readonly size: number };

/** What was seen of a whole run. */
export type Observed = {
  readonly queue: QueueStatistics;
  readonly markouts: readonly MarkoutRow[];
  readonly income: Income;
  readonly fills: ReadonlyMap<ConditionId, CountedFills>;
  /** Looks a minute apart, and those at which some book was known. */
  readonly minutes: { readonly all: number; readonly known: number };
};

/** An order on its way. */
export type SentOrder = Pick<PlacedOrder, 'id' | 'order' | 'strategy'>;

/** An observer of one run. */
export type Observer = Watch & {
  readonly onFill: (fill: Fill) => void;
  /** Shows a venue that tells the observer what is placed. */
  readonly watching: (venue: Venue) => Venue;
  /** What the venue paid beside trades, were the run over now. */
  readonly income: () => Income;
  /** An order is about to be sent past the venue that is watched. */
  readonly sending: (order: SentOrder) => void;
  /** It came to rest. */
  readonly rests: (order: SentOrder) => void;
  readonly finish: () => Observed;
};

const MINUTE_MS = 60_000;
// A book that nobody vouched for in this long says nothing any more.
const SILENT_MS = 120_000;

type Parts = {
  readonly venue: () => SimulatedVenue;
  readonly universe: Universe;
  readonly placed: PlacedOrders;
  readonly followed: FollowedFills;
  readonly income: IncomeBook;
  readonly strategies: Map<OrderId, Strategy>;
  readonly fills: Map<ConditionId, CountedFills>;
};

const midIn =
  ({ venue }: Parts): MidOf =>
  (condition) => {
    const book = venue().recorded(condition);
    if (book === null || book.bestBid === 0 || book.bestAsk === 0) return null;
    return (book.bestBid + UNIT - book.bestAsk) / 2;
  };

const noteFill = (parts: Parts, fill: Fill): void => {
  const { universe, placed, followed, income, strategies, fills } = parts;
  const [at, size] = [msOf(fill.matchedAt), amountOf(fill.size)];
  const before = fills.get(fill.condition) ?? { count: 0, size: 0 };
  fills.set(fill.condition, { count: before.count + 1, size: before.size + size });
  placed.fill(fill.order, { size, at });
  const strategy = strategies.get(fill.order);
  if (strategy !== undefined) followed.add(fill, strategy);
  const market = universe.markets.get(fill.condition);
  if (market === undefined) return;
  const category = universe.events.get(market.event)?.category ?? '';
  income.rebate(at, rebateOf(market.fee, category, fill));
};

const notePlaced = ({ venue, placed }: Parts, { id, order, strategy }: SentOrder): void => {
  const at = msOf(venue().now());
  const ahead = venue().aheadOf({ ...order, id });
  placed.add({ id, order, strategy, at, ahead });
};

const sentOrder = ({ id, approved: { order, desired } }: SignedOrder): SentOrder => ({
  id,
  order,
  strategy: desired.strategy,
});

const watchedVenue = (parts: Parts, port: Venue): Venue => ({
  ...port,
  postOrder: async (orders) => {
    for (const { id, approved } of orders) parts.strategies.set(id, approved.desired.strategy);
    const outcomes = await port.postOrder(orders);
    for (const [index, order] of orders.entries())
      if (outcomes[index]?.kind === 'placed') notePlaced(parts, sentOrder(order));
    return outcomes;
  },
});

const isRecorded = ({ venue }: Parts, { condition }: Market, at: number): boolean => {
  const book = venue().recorded(condition);
  return book !== null && at - book.vouchedAt <= SILENT_MS;
};

// Orders that rest no more are counted, and forgotten with their strategies.
const forgetEnded = ({ placed, strategies }: Parts, resting: ReadonlySet<OrderId>): void => {
  placed.settle(resting);
  for (const id of strategies.keys()) if (!resting.has(id)) strategies.delete(id);
};

/** Observes a run on a venue, which may come to be only after its observer. */
export const createObserver = (
  venue: () => SimulatedVenue,
  { universe, start }: Pick<Tape, 'universe' | 'start'>,
): Observer => {
  const [placed, followed, income] = [countPlaced(), followFills(), openIncome()];
  const [strategies, fills] = [new Map<OrderId, Strategy>(), new Map<ConditionId, CountedFills>()];
  const parts: Parts = { venue, universe, placed, followed, income, strategies, fills };
  const paid = paidMarkets(universe);
  const markets = [...universe.markets.values()];
  const midOf = midIn(parts);
  const minutes = { all: 0, known: 0 };
  let nextMinute = Math.ceil(msOf(start) / MINUTE_MS) * MINUTE_MS;

  const lookAtMinute = (at: number): void => {
    minutes.all += 1;
    if (markets.some((market) => isRecorded(parts, market, at))) minutes.known += 1;
    const resting = venue().openOrders();
    const since = (id: OrderId): number | undefined => placed.find(id)?.at;
    if (paid.size > 0) income.reward(at, sampleAll(venue(), paid, { at, resting, since }));
    forgetEnded(parts, new Set(resting.map(({ id }) => id)));
  };
  return {
    onFill: (fill) => noteFill(parts, fill),
    watching: (port) => watchedVenue(parts, port),
    sending: ({ id, strategy }) => strategies.set(id, strategy),
    rests: (order) => notePlaced(parts, order),
    strideMs: 10_000,
    next: () => Math.min(nextMinute, followed.next()),
    look: (at) => {
      followed.look(at, midOf);
      if (nextMinute > at) return;
      lookAtMinute(at);
      nextMinute = (Math.floor(at / MINUTE_MS) + 1) * MINUTE_MS;
    },
    income: income.total,
    finish: () => ({
      queue: placed.statistics(),
      markouts: followed.rows(),
      income: income.total(),
      fills,
      minutes,
    }),
  };
};
