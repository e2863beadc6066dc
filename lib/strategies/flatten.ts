// Everything goes: what an operator asks for who wants to be out. Each position is sold at once, as
// much of it as the book takes within the slippage, and what rests is cancelled. It never buys.

import { minimumSize } from '../domain/minimum-size.ts';
import { fairPriceOf } from '../domain/fair-price.ts';
import { horizonOf, yesPrice } from '../domain/market.ts';
import { STRATEGIES } from '../domain/order.ts';
import { formatPrice } from '../units/price.ts';
import { isZero, smaller } from '../units/quantity.ts';
import { formatShares, isBelowLot } from '../units/shares.ts';
import { reliableBook, sharesBid } from './book-depth.ts';
import { holdingsOf, sellableTo } from './holdings.ts';
import { positionUpkeep } from './position-upkeep.ts';
import { reductionSize } from './sizing.ts';
import { inWords, sellLimit, takingOrder } from './taking.ts';
import type { Decision, StrategyView } from '../domain/decision.ts';
import type { InvalidBook } from '../domain/fair-price.ts';
import type { DesiredOrder } from '../domain/order.ts';
import type { ShareMicros } from '../units/quantity.ts';
import type { Holding } from './holdings.ts';
import type { ReductionBounds } from './sizing.ts';

/** How one position would be left: by an order, or why not now. */
export type Exit = { readonly holding: Holding } & (
  | { readonly kind: 'sale'; readonly desired: DesiredOrder }
  | { readonly kind: 'kept'; readonly why: string }
);

const UNPRICED: Readonly<Record<InvalidBook, string>> = {
  missing: 'no book of it was asked for',
  unknown: 'its book could not be read',
  stale: 'its book is too old',
  crossed: 'its book is crossed',
  'one-sided': 'its book has one side only',
  wide: 'bid and ask are too far apart for a fair price',
  thin: 'too little money stands in its book for a fair price',
  'not-mirrored': 'the books of its two outcomes contradict each other',
};

// Each bound that alone keeps a sale of the minimum from being made, in words.
const tooLittle = (
  bounds: Omit<ReductionBounds, 'available'>,
  available: readonly (readonly [ShareMicros, string])[],
): string =>
  available
    .filter(([size]) => isZero(reductionSize({ ...bounds, available: size })))
    .map(([size, words]) => `${formatShares(size)} ${words}`)
    .join(', and ');

const exitOf = (view: StrategyView, holding: Holding): Exit => {
  const { market, outcome, token, net } = holding;
  const kept = (why: string): Exit => ({ kind: 'kept', holding, why });
  if (market.status.kind !== 'accepting') return kept(`the market is ${market.status.kind}`);
  if (isBelowLot(net)) return kept('it is finer than any order');
  const read = fairPriceOf(view.fair, market.condition);
  if (read.kind === 'invalid') return kept(UNPRICED[read.cause]);
  const fair = yesPrice(read.yes, outcome);
  const book = reliableBook(view, market, outcome);
  if (book === undefined) return kept(UNPRICED.stale);
  const price = sellLimit({ reference: fair, slippage: view.slippage, tick: market.tick });
  const around = `within the slippage of ${formatPrice(fair)}`;
  if (price === undefined) return kept(`there is no price ${around}`);
  const minimum = minimumSize(market.sizeMin, { price, liquidity: 'may-take' });
  if (net < minimum)
    return kept(`it is below the minimum order of ${formatShares(minimum)} shares`);
  const [free, bid] = [sellableTo(view, token, STRATEGIES), sharesBid(book, price)];
  const bounds = { wanted: net, held: net, minimum };
  const size = reductionSize({ ...bounds, available: smaller(free, bid) });
  if (isZero(size)) {
    const limits = [
      [free, 'of its shares are free to be sold yet'],
      [bid, `shares are bid ${around}`],
    ] as const;
    return kept(`only ${tooLittle(bounds, limits)}`);
  }
  const order = takingOrder(market, { outcome, side: 'SELL', price, size });
  const desired: DesiredOrder = {
    order,
    strategy: 'ICC',
    reason: `flatten: ${inWords(order)}, fair ${formatPrice(fair)}`,
    reference: fair,
    slippage: { kind: 'preset' },
    signal: { kind: 'none' },
    liveUntilMax: horizonOf(market),
  };
  return { kind: 'sale', holding, desired };
};

/** How each position would be left now, in the order of the positions. */
export const exitsOf = (view: StrategyView): readonly Exit[] =>
  holdingsOf(view).map((holding) => exitOf(view, holding));

const keptText = ({ market, outcome, net }: Holding, why: string): string =>
  `flatten: ${formatShares(net)} ${outcome} of ${market.slug} stay, ${why}`;

/**
 * Decides to leave every position and to cancel every order. Complete sets are merged, resolved
 * positions redeemed. Nothing is remembered: it is asked for once, by a person who reads along.
 */
export const decideFlatten = (view: StrategyView): Decision => {
  const exits = exitsOf(view);
  const desired = exits.flatMap((exit) => (exit.kind === 'sale' ? [exit.desired] : []));
  const upkeep = positionUpkeep(view, desired);
  const resting = view.portfolio.resting.filter(({ certainty }) => certainty === 'confirmed');
  return {
    desired,
    cancels: resting.map(({ id }) => ({ order: id, reason: 'flatten: everything goes' })),
    chain: upkeep.chain,
    reports: exits.flatMap((exit) =>
      exit.kind === 'kept' && !isBelowLot(exit.holding.net)
        ? [{ condition: exit.holding.market.condition, text: keptText(exit.holding, exit.why) }]
        : [],
    ),
    memory: view.memory,
  };
};

/** Wants nothing, so that whatever of its own rests is cancelled. */
export const decideNothing = ({ memory }: StrategyView): Decision => ({
  desired: [],
  cancels: [],
  chain: [],
  reports: [],
  memory,
});
