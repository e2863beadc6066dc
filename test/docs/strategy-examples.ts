// The worked examples of docs/strategies.md, computed by what trades.

import { PRESETS } from '../../lib/config/presets.ts';
import { drawdownScale } from '../../lib/risk/drawdown.ts';
import { roundTrip } from '../../lib/strategies/flow-edge.ts';
import { kellyShare } from '../../lib/strategies/flow-size.ts';
import {
  inventoryMax,
  inventoryShare,
  quoteSizeMax,
  sideSize,
} from '../../lib/strategies/inventory.ts';
import { beliefMove } from '../../lib/strategies/market-memory.ts';
import { micropriceBand, microprice, midOf } from '../../lib/strategies/microprice.ts';
import { bidPrice, bidSideOf, quoteModel } from '../../lib/strategies/quoting.ts';
import { newRiskSize } from '../../lib/strategies/sizing.ts';
import { stopLevel } from '../../lib/strategies/stop.ts';
import { sellLimit } from '../../lib/strategies/taking.ts';
import { probabilityAt } from '../../lib/units/log-odds.ts';
import {
  cents,
  complement,
  formatPrice,
  microsOfPrice,
  price,
  probability,
  tick,
} from '../../lib/units/price.ts';
import { formatRatio, ONE, ratio, scale } from '../../lib/units/ratio.ts';
import { formatShares, shares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { minutes } from '../../lib/units/time.ts';
import { formatUsdc, usdc } from '../../lib/units/usdc.ts';
import { contextWith, judged, withOrders } from '../risk/contexts.ts';
import type { TwoSidedBook } from '../../lib/strategies/microprice.ts';
import type { PriceMicros } from '../../lib/units/price.ts';

const { limits, parameters } = PRESETS.balanced;
const { mm, ff, icc, protect, fair: fairParameters } = parameters;
const CYCLE = minutes(1);
const MILL = tick('0.001');

type Example = readonly (readonly [name: string, value: string])[];

const shown = (one: PriceMicros | undefined): string =>
  one === undefined ? 'none' : formatPrice(one);

const level = (at: string, size: string) => ({ price: price(at), size: shares(size) });

const BOOK: TwoSidedBook = {
  bids: [level('0.48', '300'), level('0.47', '500')],
  asks: [level('0.52', '100'), level('0.53', '400')],
};

const fairExample = (): Example => {
  const band = micropriceBand(BOOK, fairParameters);
  return [
    ['mid', midOf(BOOK).toFixed(4)],
    ['microprice', microprice(BOOK, fairParameters).toFixed(4)],
    ['band', `${formatPrice(band.low)} to ${formatPrice(band.high)}`],
  ];
};

const FAIR = {
  kind: 'valid',
  probability: probability(0.5),
  yes: price('0.5'),
  band: { low: price('0.5'), high: price('0.5') },
  bestBid: price('0.4'),
  bestAsk: price('0.6'),
} as const;

const quoting = (): Example => {
  const qMax = inventoryMax(limits.exposurePerMarketMax, FAIR);
  const held = shares('100');
  const [yes, no] = [bidSideOf(FAIR, 'YES'), bidSideOf(FAIR, 'NO')];
  const share = inventoryShare(held, qMax);
  const at = { volatility: 1, cycle: CYCLE };
  const long = quoteModel({ fair: yes.fair, inventory: share, ...at }, mm);
  const short = quoteModel({ fair: no.fair, inventory: -share, ...at }, mm);
  const terms = {
    tick: MILL,
    slippageMax: limits.slippageMax,
    rewards: { kind: 'none' },
    exit: null,
  } as const;
  const ask = bidPrice(no, short, { ...terms, effect: 'reducing' });
  const rules = {
    qMax,
    softInventory: mm.softInventory,
    drawdownScale: ONE,
    admission: 'adding',
    rewardSizeMin: ZERO_SHARES,
    reducibleMax: held,
  } as const;
  return [
    ['Qmax', formatShares(qMax)],
    ['largest quote', formatShares(quoteSizeMax(qMax))],
    ['reservation', probabilityAt(long.reservation).toFixed(4)],
    ['half spread (log-odds)', long.halfSpread.toFixed(4)],
    ['bid', shown(bidPrice(yes, long, { ...terms, effect: 'adding' }))],
    ['ask', ask === undefined ? 'none' : formatPrice(complement(ask))],
    ['adding size', formatShares(sideSize(held, rules).adding)],
    ['adding size with 170 held', formatShares(sideSize(shares('170'), rules).adding)],
  ];
};

const stopping = (): Example => {
  const entry = price('0.5');
  const calm = protect.stopVolatilities * beliefMove(0.02, CYCLE);
  const wild = protect.stopVolatilities * beliefMove(1, CYCLE);
  const terms = { reference: price('0.4'), slippage: limits.slippageMax, tick: tick('0.01') };
  const sale = sellLimit(terms);
  return [
    ['stop in a calm market', shown(stopLevel(entry, protect.stop, calm))],
    ['stop in a wild one', shown(stopLevel(entry, protect.stop, wild))],
    ['sell at fair 0.4, no lower than', shown(sale)],
    ['or buy NO, no higher than', sale === undefined ? 'none' : formatPrice(complement(sale))],
  ];
};

const inventory = (): Example => {
  const { exposurePerMarketMax: limit, drawdownMax } = limits;
  const m = drawdownScale(ratio('0.09'), drawdownMax);
  return [
    ['reduce a market over its limit to', formatUsdc(scale(limit, icc.reduceTo, 'down'))],
    ['m at a drawdown of 9 %', formatRatio(m)],
    ['cap of 200 shares shrinks to', formatShares(newRiskSize(shares('200'), m))],
  ];
};

const following = (): Example => {
  const prices = { fair: price('0.52'), bid: price('0.515'), ask: price('0.525') };
  const market = { fee: { kind: 'free' }, tick: tick('0.005') } as const;
  const trip = roundTrip(market, prices, cents(ff.moveContinuation * 5));
  const share = kellyShare(trip.target, microsOfPrice(prices.ask));
  const cash = usdc('10000');
  const bet = scale(scale(cash, share, 'down'), ff.kellyFraction, 'down');
  return [
    ['round trip after a move of 5 cents', trip.text],
    ['target', formatPrice(trip.target)],
    ['Kelly share', formatRatio(share)],
    ['bet of $10000', formatUsdc(bet)],
    ['25 % of a print of 8000', formatShares(scale(shares('8000'), ff.printShare, 'down'))],
  ];
};

const gating = (): Example => {
  const context = withOrders(contextWith(), 'A BUY YES 180 @ 0.5');
  return [
    ['300 YES at 0.5, $90 of $100 used', judged(context, 'A BUY YES 300 @ 0.5').join()],
    ['m at a drawdown of 5 %', formatRatio(drawdownScale(ratio('0.05'), limits.drawdownMax))],
    ['m at a drawdown of 14 %', formatRatio(drawdownScale(ratio('0.14'), limits.drawdownMax))],
  ];
};

/** The examples by the name of their block. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  fair: fairExample(),
  mm: quoting(),
  protect: stopping(),
  icc: inventory(),
  ff: following(),
  gate: gating(),
};

/** The block of an example as the page has it. */
export const blockOf = (name: string): string =>
  `\`\`\`text example=${name}\n${(EXAMPLES[name] ?? [])
    .map(([what, value]) => `${what} = ${value}`)
    .join('\n')}\n\`\`\``;
