// Writing down the own side of a venue. The recorded books are left out: the tape gives them again.
// Of what has ended only that is kept which somebody may still ask for, and the newest rows of it,
// so that the text stays small: it is written at every cycle, and one stored item may hold 400 KB.

import { invariant } from '../units/invariant.ts';
import { formatPrice } from '../units/price.ts';
import { formatShares } from '../units/shares.ts';
import { formatUsdc } from '../units/usdc.ts';
import { msOf } from './micros.ts';
import { instrumentFields, termFields } from './order-codec.ts';
import { UNSEEN } from './queue.ts';
import { isFinal } from '../domain/fill.ts';
import type { NeededPast } from '../domain/needed-past.ts';
import type { Activity } from '../domain/activity.ts';
import type { StoredActivity } from './activity-log.ts';
import type { VenueCore } from './core.ts';
import type { TapePosition } from './cursor.ts';
import type { Instrument } from './order-codec.ts';
import type { OwnOrder } from './own-orders.ts';
import type { OwnTrade } from './own-trades.ts';
import type { Taken } from './tape-driver.ts';

/** The schema of a checkpoint; an unknown one is refused by name. */
export const CHECKPOINT_SCHEMA = 1;

/** The most ended orders that are stored: three times what one cycle can place. */
export const STORED_ORDERS_MAX = 250;

/**
 * The most final trades that are stored. They are read again for ten minutes at most, so this is a
 * hundred a minute, far more than was ever seen. A portfolio that needs an older one is told that
 * it is not known, and can trade no more. Why not more: 1,000 have about 270 KB of text.
 */
export const STORED_TRADES_MAX = 1_000;

// JSON knows no infinity: a time before all times is written as null.
const finite = (ms: number): number | null => (Number.isFinite(ms) ? ms : null);

type Rows = {
  readonly orders: readonly OwnOrder[];
  readonly trades: readonly OwnTrade[];
  readonly forgottenUntil: number;
};

const storedRows = (core: VenueCore, past: NeededPast): Rows => {
  const isNeeded = ({ id, status }: OwnOrder): boolean => status !== 'LIVE' && past.orders.has(id);
  const mayBeRead = ({ fill }: OwnTrade): boolean =>
    fill.matchedAt >= past.tradesFrom || past.trades.has(fill.trade);
  const trades = core.trades.all();
  const final = trades.filter(({ fill }) => isFinal(fill.status));
  const kept = new Set(final.filter(mayBeRead).slice(-STORED_TRADES_MAX));
  const cut = final.filter((trade) => !kept.has(trade));
  return {
    orders: [
      ...core.orders.all().filter(isNeeded).slice(-STORED_ORDERS_MAX),
      ...core.orders.live(),
    ],
    trades: trades.filter((trade) => kept.has(trade) || !isFinal(trade.fill.status)),
    forgottenUntil: Math.max(
      core.trades.forgottenUntil(),
      ...cut.map(({ fill }) => msOf(fill.matchedAt)),
    ),
  };
};

const storedActivity = (core: VenueCore, { activityFrom }: NeededPast): StoredActivity => {
  const { rows, count, forgottenUntil } = core.activity.stored();
  const cut = rows.filter(({ at }) => at < activityFrom);
  return {
    rows: rows.filter(({ at }) => at >= activityFrom),
    count,
    forgottenUntil: Math.max(forgottenUntil, ...cut.map(({ at }) => msOf(at))),
  };
};

// Rows name their instrument by its place in this list, since its ids are longer than all the rest.
const instrumentsOf = ({ orders, trades }: Rows): readonly Instrument[] => [
  ...new Map(
    [...orders.map(({ order }) => order), ...trades.map(({ fill }) => fill)].map((one) => [
      one.token,
      instrumentFields(one),
    ]),
  ).values(),
];

const tradeRow = ({ sequence, fill, fate }: OwnTrade) => ({
  sequence,
  trade: fill.trade,
  order: fill.order,
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

const aheadOf = (core: VenueCore): ReadonlyMap<string, number | 'unseen'> =>
  new Map(
    [...core.desks.all()]
      .flatMap((desk) => [...desk.queue('BID'), ...desk.queue('ASK')])
      .map(({ id, ahead }) => [id, ahead === UNSEEN ? 'unseen' : ahead]),
  );

const rowsText = (core: VenueCore, past: NeededPast) => {
  const rows = storedRows(core, past);
  const instruments = instrumentsOf(rows);
  const indexes = new Map(instruments.map(({ token }, index) => [token, index]));
  const ahead = aheadOf(core);
  return {
    instruments,
    orders: rows.orders.map((own) => ({
      id: own.id,
      instrument: indexes.get(own.order.token),
      ...termFields(own),
      matched: formatShares(own.matched),
      status: own.status,
      answer: own.answer,
      ahead: ahead.get(own.id) ?? null,
    })),
    trades: rows.trades.map((trade) => ({
      instrument: indexes.get(trade.fill.token),
      ...tradeRow(trade),
    })),
    tradesForgottenUntil: finite(rows.forgottenUntil),
  };
};

/**
 * Writes down the own side and the place in the tape, as one line of JSON.
 * Throws: under the probabilistic fill model, which no session that is kept uses.
 */
export const encodeCheckpoint = (
  core: VenueCore,
  position: TapePosition,
  past: NeededPast,
): string => {
  // What traded since a level changed is not written down: only that model would miss it.
  invariant(core.settings.fillModel.queue.kind !== 'probabilistic', 'the fill model can be kept');
  const holdings = core.holdings.get();
  const activity = storedActivity(core, past);
  return JSON.stringify({
    schema: CHECKPOINT_SCHEMA,
    now: core.now.get(),
    mode: core.mode.get(),
    tape: { at: finite(position.at), count: position.count },
    salts: core.salts.get(),
    tradesMade: core.tradesMade.get(),
    cash: formatUsdc(holdings.cash),
    shares: Array.from(holdings.shares, ([token, size]) => ({ token, size: formatShares(size) })),
    ...rowsText(core, past),
    activity: activity.rows.flatMap(activityRow),
    activityCount: activity.count,
    activityForgottenUntil: finite(activity.forgottenUntil),
    taken: takenOf(core),
  });
};
