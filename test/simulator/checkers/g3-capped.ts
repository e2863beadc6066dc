// G3: the worst case of what is held, rests and is in flight at the venue stays within every cap at
// every instant.

import { isPlacing } from '../weather/ways.ts';
import { takerFeeMax } from '../../../lib/domain/fees.ts';
import { fillKey } from '../../../lib/domain/fill.ts';
import { microsOfPrice, priceMicros } from '../../../lib/units/price.ts';
import { microsOfShares, shareMicros } from '../../../lib/units/shares.ts';
import { msOfEpoch } from '../../../lib/units/time.ts';
import { microsOfUsdc } from '../../../lib/units/usdc.ts';
import { holdingsOf } from './holdings.ts';
import { bodiesIn } from './sighting.ts';
import { worstCase } from './worst-case.ts';
import { HELD_UP_MAX_MS } from '../weather/travel.ts';
import type { Activity } from '../../../lib/domain/activity.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { OpenOrder } from '../../../lib/domain/order.ts';
import type { Instant } from '../world/timeline.ts';
import type { Holdings } from './holdings.ts';
import type { Checker, Journalled, Truth } from './truth.ts';
import type { Losses, Possible } from './worst-case.ts';

/** The caps of a portfolio. Unit: micros. */
export type Caps = Readonly<Record<'total' | 'market' | 'event' | 'category', bigint>>;

// What is sold takes its part of the average cost along, which the books keep by strategy and this
// oracle by token. Unit: parts of a cap.
const TOLERANCE = 200n;

const UNIT = 1_000_000n;

// What rests can take nothing any more, so that no fee is due on it.
const restingOf = (order: OpenOrder): Possible => {
  const size = microsOfShares(order.originalSize) - microsOfShares(order.matchedSize);
  const money = (microsOfPrice(order.price) * size) / UNIT;
  const { condition, outcome, side } = order;
  return { kind: 'order', condition, outcome, side, size, money };
};

const feeOf = ({ venue }: Truth, { intent }: Journalled): bigint => {
  const market = [...venue.universe().markets.values()].find(
    ({ condition }) => condition === intent.condition,
  );
  const mayPay = intent.liquidity === 'may-take' && intent.side === 'BUY';
  return market === undefined || !mayPay
    ? 0n
    : microsOfUsdc(takerFeeMax(market.fee, shareMicros(intent.size), priceMicros(intent.price)));
};

const flyingOf = (truth: Truth, one: Journalled): Possible => {
  const { condition, outcome, side, size, price } = one.intent;
  const money = (price * size) / UNIT + feeOf(truth, one);
  return { kind: 'order', condition, outcome, side, size, money };
};

const undoneOf = (holdings: Holdings, fill: Fill): Possible => ({
  kind: 'fill',
  condition: fill.condition,
  outcome: fill.outcome,
  side: fill.side,
  size: microsOfShares(fill.size),
  money: holdings.movedBy.get(fillKey(fill)) ?? 0n,
});

const isOpen = ({ status }: Fill): boolean => status !== 'CONFIRMED' && status !== 'FAILED';

const over = (losses: Losses, caps: Caps): readonly string[] => {
  const judge = (scope: string, loss: bigint, cap: bigint): readonly string[] =>
    loss > cap + cap / TOLERANCE
      ? [`${scope} may lose ${String(loss)} micros, the cap is ${String(cap)}`]
      : [];
  return [
    ...judge('all', losses.total, caps.total),
    ...[...losses.byMarket].flatMap(([key, loss]) => judge(`market ${key}`, loss, caps.market)),
    ...[...losses.byEvent].flatMap(([key, loss]) => judge(`event ${key}`, loss, caps.event)),
    ...[...losses.byCategory].flatMap(([key, loss]) =>
      judge(`category ${key}`, loss, caps.category),
    ),
  ];
};

// A merge makes cash of what was certain to pay, and so loses nothing; but the profit that it
// realizes offsets no loss from then on. Orders that were allowed before it was booked may rest for
// a while: two cycles until it is read, and the life of an order.
const BOOKED_WITHIN_MS = 300_000;

// Fills are many and change seldom.
const rememberedHoldings = (): ((truth: Truth, at: Instant) => Holdings) => {
  let last: { readonly key: string; readonly holdings: Holdings } | null = null;
  return ({ venue }, at) => {
    const fills = venue.fills();
    const activity = venue.activity();
    const isBooked = (one: Activity): boolean => at - Number(msOfEpoch(one.at)) > BOOKED_WITHIN_MS;
    const failed = fills.filter(({ status }) => status === 'FAILED').length;
    const booked = activity.filter(isBooked).length;
    const key = [fills.length, failed, activity.length, booked].join(' ');
    if (last?.key !== key)
      last = {
        key,
        holdings: holdingsOf({ universe: venue.universe(), fills, activity, isBooked }),
      };
    return last.holdings;
  };
};

/** Makes the checker. */
export const capped = (caps: Caps): Checker => {
  const flying = new Map<string, { readonly since: Instant; readonly what: Journalled }>();
  const holdings = rememberedHoldings();
  const inFlight = (truth: Truth, at: Instant): readonly Possible[] =>
    [...flying].flatMap(([body, { since, what }]) => {
      if (at - since > HELD_UP_MAX_MS) flying.delete(body);
      return truth.venue.wasTaken(what.intent.id) ? [] : [flyingOf(truth, what)];
    });
  const judge = (truth: Truth, at: Instant): readonly string[] => {
    const { venue } = truth;
    const held = holdings(truth, at);
    const possible = [
      ...venue.openOrders().map(restingOf),
      ...inFlight(truth, at),
      ...venue
        .fills()
        .filter(isOpen)
        .map((fill) => undoneOf(held, fill)),
    ];
    return over(worstCase(venue.universe(), held, possible), caps);
  };
  return {
    name: 'G3',
    see: (sighting, truth) => {
      const { at } = sighting;
      if (sighting.kind === 'sent') {
        for (const body of sighting.bodies) {
          const what = truth.journalled(body);
          if (what !== undefined) flying.set(body, { since: at, what });
        }
        return judge(truth, at);
      }
      if (sighting.kind === 'arrived' && isPlacing(sighting.call)) {
        for (const body of bodiesIn(sighting.call.body)) flying.delete(body);
        return judge(truth, at);
      }
      return sighting.kind === 'minute' ? judge(truth, at) : [];
    },
  };
};
