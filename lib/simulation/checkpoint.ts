// Writing down the own side of a venue. The recorded books are left out: the tape gives them again.
// The size is bounded, because ended orders, final trades and activity are.

import { formatPrice } from '../units/price.ts';
import { formatShares } from '../units/shares.ts';
import { formatUsdc } from '../units/usdc.ts';
import { msOf } from './micros.ts';
import { orderFields } from './order-codec.ts';
import type { Activity } from '../domain/activity.ts';
import type { VenueCore } from './core.ts';
import type { TapePosition } from './cursor.ts';
import type { OwnOrder } from './own-orders.ts';
import type { OwnTrade } from './own-trades.ts';
import type { Taken } from './tape-driver.ts';

/** The schema of a checkpoint; an unknown one is refused by name. */
export const CHECKPOINT_SCHEMA = 1;

// JSON knows no infinity: a time before all times is written as null.
const finite = (ms: number): number | null => (Number.isFinite(ms) ? ms : null);

const orderRow = (order: OwnOrder, ahead: ReadonlyMap<string, number>) => ({
  id: order.id,
  ...orderFields(order.order, order.expiration),
  matched: formatShares(order.matched),
  status: order.status,
  answer: order.answer,
  ahead: ahead.get(order.id) ?? null,
});

const tradeRow = ({ sequence, fill, fate }: OwnTrade) => ({
  sequence,
  trade: fill.trade,
  order: fill.order,
  condition: fill.condition,
  token: fill.token,
  outcome: fill.outcome,
  side: fill.side,
  price: formatPrice(fill.price),
  size: formatShares(fill.size),
  fee: formatUsdc(fill.fee),
  role: fill.role,
  status: fill.status,
  fate,
  matchedAt: msOf(fill.matchedAt),
});

// The simulated wallet sees nothing but merges and redemptions.
const activityRow = (row: Activity) => {
  const { key, kind } = row;
  const head = { key, kind, at: msOf(row.at) };
  if (row.kind === 'merge')
    return [{ ...head, condition: row.condition, size: formatShares(row.size) }];
  if (row.kind !== 'redemption') return [];
  const { condition, token } = row;
  const payout = formatUsdc(row.payout);
  return [{ ...head, condition, token, size: formatShares(row.size), payout }];
};

const takenOf = (core: VenueCore): readonly Taken[] =>
  [...core.desks.all()].flatMap(({ condition, recorded }) =>
    (['BID', 'ASK'] as const).flatMap((side) =>
      Array.from(recorded.ladder(side).taken(), ([key, size]) => ({ condition, side, key, size })),
    ),
  );

const aheadOf = (core: VenueCore): ReadonlyMap<string, number> =>
  new Map(
    [...core.desks.all()]
      .flatMap((desk) => [...desk.queue('BID'), ...desk.queue('ASK')])
      .map(({ id, ahead }) => [id, ahead]),
  );

/** Writes down the own side and the place in the tape, as one line of JSON. */
export const encodeCheckpoint = (core: VenueCore, position: TapePosition): string => {
  const holdings = core.holdings.get();
  const activity = core.activity.stored();
  const ahead = aheadOf(core);
  return JSON.stringify({
    schema: CHECKPOINT_SCHEMA,
    now: core.now.get(),
    mode: core.mode.get(),
    tape: { at: finite(position.at), count: position.count },
    salts: core.salts.get(),
    tradesMade: core.tradesMade.get(),
    cash: formatUsdc(holdings.cash),
    shares: Array.from(holdings.shares, ([token, size]) => ({ token, size: formatShares(size) })),
    orders: core.orders.all().map((order) => orderRow(order, ahead)),
    trades: core.trades.all().map(tradeRow),
    tradesForgottenUntil: finite(core.trades.forgottenUntil()),
    activity: activity.rows.flatMap(activityRow),
    activityCount: activity.count,
    activityForgottenUntil: finite(activity.forgottenUntil),
    taken: takenOf(core),
  });
};
