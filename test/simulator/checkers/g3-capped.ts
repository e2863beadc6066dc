// G3: the worst case of what is held, rests and is in flight at the venue stays within every cap at
// every instant. What the owner places by hand is allowed for, as much as it adds.

import { isPlacing } from '../weather/ways.ts';
import { takerFeeMax } from '../../../lib/domain/fees.ts';
import { fillKey } from '../../../lib/domain/fill.ts';
import { openSizeOf } from '../../../lib/domain/order.ts';
import { present } from '../../../lib/units/invariant.ts';
import { microsOfPrice, priceMicros } from '../../../lib/units/price.ts';
import { microsOfShares, shareMicros } from '../../../lib/units/shares.ts';
import { microsOfUsdc } from '../../../lib/units/usdc.ts';
import { createAllowance, lossOf } from './allowance.ts';
import { followBooks } from './booked.ts';
import { createPayouts } from './payouts.ts';
import { createPossibleBooks } from './possible-books.ts';
import { bodiesIn } from './sighting.ts';
import { savedIn } from './stored.ts';
import { ownOrders } from './truth.ts';
import { worstCase } from './worst-case.ts';
import { HELD_UP_MAX_MS } from '../weather/travel.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { Universe } from '../../../lib/domain/market.ts';
import type { OpenOrder } from '../../../lib/domain/order.ts';
import type { ConditionId } from '../../../lib/units/ids.ts';
import type { Instant } from '../world/timeline.ts';
import type { Holdings } from './holdings.ts';
import type { Allowance, ScopeLosses } from './allowance.ts';
import type { SightingOf } from './sighting.ts';
import type { Checker, Journalled, Truth } from './truth.ts';
import type { Losses, Possible } from './worst-case.ts';

/** The caps of a portfolio. Unit: micros. */
export type Caps = Readonly<Record<'total' | 'market' | 'event' | 'category', bigint>>;

const UNIT = 1_000_000n;

// Each order and each lot is rounded to a micro.
const ROUNDING = 100n;

// What rests can take nothing any more, so that no fee is due on it.
const restingOf = (order: OpenOrder): Possible => {
  const size = microsOfShares(openSizeOf(order));
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
  changes: holdings.changedBy.get(fillKey(fill)) ?? new Map(),
});

// What a sale has brought offsets nothing once it is realized.
const bringingNothing = (order: Possible): Possible =>
  order.side === 'SELL' ? { ...order, money: 0n } : order;

type Scope = { readonly name: string; readonly loss: bigint; readonly cap: bigint };

const isOpen = ({ status }: Fill): boolean => status !== 'CONFIRMED' && status !== 'FAILED';

// Every scope under the name by which it is told, with the cap that it has.
const scopesOf = (losses: Losses, caps: Caps): readonly Scope[] => [
  { name: 'all', loss: losses.total, cap: caps.total },
  ...[...losses.byMarket].map(([key, loss]) => ({ name: `market ${key}`, loss, cap: caps.market })),
  ...[...losses.byEvent].map(([key, loss]) => ({ name: `event ${key}`, loss, cap: caps.event })),
  ...[...losses.byCategory].map(([key, loss]) => ({
    name: `category ${key}`,
    loss,
    cap: caps.category,
  })),
];

const orderOf = (one: OpenOrder | Fill): string => ('order' in one ? one.order : one.id);

// The names under which a market is judged.
const placesOf = (universe: Universe, condition: ConditionId): readonly string[] => {
  const event = universe.events.get(present(universe.markets.get(condition), 'listed').event);
  const above = event === undefined ? [] : [`event ${event.id}`, `category ${event.category}`];
  return ['all', `market ${condition}`, ...above];
};

const over = (scopes: readonly Scope[], allowed: Allowance['of']): readonly string[] =>
  scopes.flatMap(({ name, loss, cap }) =>
    loss > cap + allowed(name)
      ? [`${name} may lose ${String(loss)} micros, the cap is ${String(cap)}`]
      : [],
  );

// Of each scope the losses that books of ours may come to, the least first.
const ranked = (all: readonly (readonly Scope[])[]): readonly (readonly Scope[])[] =>
  [...Map.groupBy(all.flat(), ({ name }) => name).values()].map((scopes) =>
    scopes.toSorted((a, b) => (a.loss < b.loss ? -1 : 1)),
  );

const least = (all: readonly (readonly Scope[])[]): readonly Scope[] =>
  all.flatMap((scopes) => scopes.slice(0, 1));
const most = (all: readonly (readonly Scope[])[]): readonly Scope[] =>
  all.flatMap((scopes) => scopes.slice(-1));

/** Makes the checker. */
export const capped = (caps: Caps): Checker => {
  const flying = new Map<string, { readonly since: Instant; readonly what: Journalled }>();
  const booked = followBooks();
  const books = createPossibleBooks(booked);
  const payouts = createPayouts(booked);
  const allowance = createAllowance();
  const byHand = new Set<string>();
  const placed = new Set<string>();
  const inFlight = (truth: Truth, at: Instant): readonly Possible[] =>
    [...flying].flatMap(([body, { since, what }]) => {
      if (at - since > HELD_UP_MAX_MS) flying.delete(body);
      return truth.venue.wasTaken(what.intent.id) ? [] : [flyingOf(truth, what)];
    });
  const ordersAt = (truth: Truth, at: Instant): readonly Possible[] => [
    ...truth.venue.openOrders().map(restingOf),
    ...inFlight(truth, at),
  ];
  const scopesWith = (
    truth: Truth,
    orders: readonly Possible[],
    mayFail: (fill: Fill) => boolean = isOpen,
  ): readonly (readonly Scope[])[] => {
    const { venue } = truth;
    const universe = venue.universe();
    const open = venue.fills().filter((fill) => mayFail(fill) && booked.isOurs(fill));
    const lossesBy = (held: Holdings): Losses =>
      worstCase(universe, held, [...orders, ...open.map((fill) => undoneOf(held, fill))]);
    return ranked(books(truth, payouts.isKnown).map((held) => scopesOf(lossesBy(held), caps)));
  };
  // What is called reducing passes where nothing else may: it makes no scope worse, whether all
  // that was placed before it fills first or none of it. That a fill fails is not its affair.
  const raisedBy = (
    truth: Truth,
    one: Journalled,
    others: readonly Possible[],
  ): readonly string[] => {
    const losses = (orders: readonly Possible[]): readonly (readonly Scope[])[] =>
      scopesWith(truth, orders, () => false);
    const without = new Map(most(losses(others)).map(({ name, loss }) => [name, loss]));
    return least(losses([...others, flyingOf(truth, one)])).flatMap(({ name, loss }) => {
      const raised = loss - (without.get(name) ?? 0n);
      return raised > ROUNDING + allowance.of(name)
        ? [`${one.intent.id} is called reducing, and ${name} may lose ${String(raised)} more by it`]
        : [];
    });
  };
  const mislabelled = (truth: Truth, at: Instant, one: Journalled): readonly string[] => {
    if (one.intent.effect !== 'reducing') return [];
    const before = [...ownOrders(truth.venue).map(restingOf), ...inFlight(truth, at)];
    const broken = raisedBy(truth, one, before);
    return broken.length > 0 ? broken : raisedBy(truth, one, []);
  };
  const leave = (truth: Truth, { at, bodies }: SightingOf<'sent'>): readonly string[] =>
    bodies.flatMap((body) => {
      const what = truth.journalled(body);
      if (what === undefined) return [];
      // Sent again it is no other order than it was, and others may have come after it.
      const broken = placed.has(body) ? [] : mislabelled(truth, at, what);
      placed.add(body);
      flying.set(body, { since: at, what });
      return broken;
    });
  const scopesAt = (truth: Truth, at: Instant): readonly (readonly Scope[])[] =>
    scopesWith(truth, ordersAt(truth, at));
  // Once all that may be sold is sold.
  const soldAt = (truth: Truth, at: Instant): readonly (readonly Scope[])[] =>
    scopesWith(truth, ordersAt(truth, at).map(bringingNothing));
  // Which books of ours are right is not known yet: what any of them needs is needed.
  const neededAt = (truth: Truth, at: Instant): ScopeLosses =>
    new Map(most(soldAt(truth, at)).map(({ name, loss, cap }) => [name, loss - cap]));
  // What was paid out counts once it is known: the worst case by cost grows by the gain of it.
  const knowPayouts = (truth: Truth, at: Instant): void => {
    const known = payouts.due(truth.venue.activity(), at);
    if (known.length === 0) return;
    const before = new Map(least(soldAt(truth, at)).map(({ name, loss }) => [name, loss]));
    payouts.know(known);
    for (const { name, loss } of most(soldAt(truth, at)))
      allowance.raise(name, loss - (before.get(name) ?? 0n));
  };
  const judge = (truth: Truth, at: Instant): readonly string[] => {
    knowPayouts(truth, at);
    const broken = over(least(scopesAt(truth, at)), allowance.of);
    allowance.settle(at, () => neededAt(truth, at));
    return broken;
  };
  // An order that rests is allowed for as a whole, one that took at once for all of its fills.
  const seeHand = (truth: Truth, at: Instant): void => {
    const { venue } = truth;
    const done = [...venue.openOrders(), ...venue.fills()].filter((one) => {
      const id = orderOf(one);
      return venue.isByHand(id) && !byHand.has(id);
    });
    for (const one of done) {
      byHand.add(orderOf(one));
      allowance.add(at, placesOf(venue.universe(), one.condition), lossOf(one));
    }
  };
  return {
    name: 'G3',
    see: (sighting, truth) => {
      const { at } = sighting;
      if (sighting.kind === 'by-hand') seeHand(truth, at);
      const saved = savedIn(sighting);
      if (saved !== null) {
        booked.saved(saved);
        allowance.saved();
        payouts.saved();
        return judge(truth, at);
      }
      // What was cancelled since makes room for what fits, and is no leave to break a cap again.
      if (sighting.kind === 'sent') {
        allowance.settle(at, () => neededAt(truth, at));
        return [...leave(truth, sighting), ...judge(truth, at)];
      }
      if (sighting.kind === 'turned-away') for (const body of sighting.bodies) flying.delete(body);
      if (sighting.kind === 'arrived' && isPlacing(sighting.call)) {
        for (const body of bodiesIn(sighting.call.body)) flying.delete(body);
        return judge(truth, at);
      }
      return sighting.kind === 'minute' ? judge(truth, at) : [];
    },
  };
};
