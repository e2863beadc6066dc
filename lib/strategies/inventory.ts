// What market making holds of a market by its own lots, and how much it may quote on either side
// with that: full size around zero, less towards the cap, nothing beyond it.

import { averageCost, netShares, sellableTo, sharesOf } from './holdings.ts';
import { newRiskSize } from './sizing.ts';
import { otherOutcome, tokenOf } from '../domain/market.ts';
import { sharesFor } from '../units/money.ts';
import { complement, higherPrice } from '../units/price.ts';
import { isNegative, isPositive, larger, minus, negate, smaller } from '../units/quantity.ts';
import { ppmOf, ratio, ratioOf, scale } from '../units/ratio.ts';
import { toLot, ZERO_SHARES } from '../units/shares.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { ValidFairPrice } from '../domain/fair-price.ts';
import type { Market, Outcome } from '../domain/market.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';

/** Market making's own holding of one outcome. */
export type OwnHolding = {
  readonly shares: ShareMicros;
  /** What it may sell now: free shares and those that its own sells hold back, up to its lot. */
  readonly sellable: ShareMicros;
  /** The average cost of a share; null where there is none. */
  readonly entry: PriceMicros | null;
  /**
   * By how much the whole position, over all strategies, exceeds that of the other outcome: no more
   * of it can be taken back without opening the opposite bet. Range: at least 0.
   */
  readonly excess: ShareMicros;
};

/** Market making's inventory of one market. */
export type Inventory = Readonly<Record<Outcome, OwnHolding>>;

const holdingOf = (view: StrategyView, market: Market, outcome: Outcome): OwnHolding => {
  const token = tokenOf(market, outcome);
  const lots = view.portfolio.positions.get(token)?.byStrategy ?? [];
  const lot = lots.find((own) => own.strategy === 'MM');
  const excess = larger(ZERO_SHARES, netShares(view.portfolio.positions, market, outcome));
  if (lot === undefined || !isPositive(lot.shares))
    return { shares: ZERO_SHARES, sellable: ZERO_SHARES, entry: null, excess };
  const free = larger(ZERO_SHARES, sellableTo(view, token, ['MM']));
  const sellable = smaller(free, lot.shares);
  return { shares: lot.shares, sellable, entry: averageCost(lot), excess };
};

/** Reads market making's inventory of a market from its own lots, within the whole position. */
export const inventoryOf = (view: StrategyView, market: Market): Inventory => ({
  YES: holdingOf(view, market, 'YES'),
  NO: holdingOf(view, market, 'NO'),
});

/** The inventory in terms of one outcome: its shares less those of the other. */
export const netInventory = (inventory: Inventory, outcome: Outcome): ShareMicros =>
  minus(inventory[outcome].shares, inventory[otherOutcome(outcome)].shares);

/** The complete sets that a market's positions contain, over all strategies: a dollar each. */
export const completeSets = (view: StrategyView, market: Market): ShareMicros =>
  smaller(
    sharesOf(view.portfolio.positions, market.yes),
    sharesOf(view.portfolio.positions, market.no),
  );

/**
 * Qmax: the shares whose loss is the market's limit, whichever outcome they are of.
 * Rounding: down to a lot.
 */
export const inventoryMax = (exposureMax: UsdcMicros, fair: ValidFairPrice): ShareMicros =>
  toLot(sharesFor(exposureMax, higherPrice(fair.yes, complement(fair.yes)), 'down'), 'down');

/** The largest quote. Rounding: down to a lot. */
export const quoteSizeMax = (qMax: ShareMicros): ShareMicros =>
  toLot(scale(qMax, ratio('0.5'), 'down'), 'down');

/** Inventory as a share of Qmax, for estimates. Range: -1 to 1. */
export const inventoryShare = (net: ShareMicros, qMax: ShareMicros): number => {
  const share = Number(ppmOf(ratioOf(net, qMax, 'down'))) / 1_000_000;
  return Math.max(-1, Math.min(1, share));
};

/** A quote's size by what it does to the inventory. */
export type SideSize = { readonly reducing: ShareMicros; readonly adding: ShareMicros };

/** What bounds a quote's size. */
export type SizeRules = {
  readonly qMax: ShareMicros;
  /** From this share of Qmax on, the adding side shrinks. */
  readonly softInventory: Ratio;
  readonly drawdownScale: Ratio;
  readonly admission: 'adding' | 'reducing-only';
  /** The size from which rewards are paid; zero where none are. */
  readonly rewardSizeMin: ShareMicros;
  /** What the other outcome's excess allows to take back. */
  readonly reducibleMax: ShareMicros;
};

/** From the soft limit on, the adding size falls in a line to nothing at Qmax. */
const tapered = (size: ShareMicros, held: ShareMicros, rules: SizeRules): ShareMicros => {
  const soft = scale(rules.qMax, rules.softInventory, 'down');
  if (held < soft) return size;
  const share = ratioOf(minus(rules.qMax, held), minus(rules.qMax, soft), 'down');
  return scale(size, share, 'down');
};

const addingSize = (net: ShareMicros, reducing: ShareMicros, rules: SizeRules): ShareMicros => {
  const held = larger(ZERO_SHARES, net);
  if (rules.admission === 'reducing-only' || held >= rules.qMax) return ZERO_SHARES;
  const room = smaller(minus(quoteSizeMax(rules.qMax), reducing), minus(rules.qMax, held));
  const most = newRiskSize(room, rules.drawdownScale);
  const usual = newRiskSize(tapered(room, held, rules), rules.drawdownScale);
  const rewarded = minus(rules.rewardSizeMin, reducing);
  return rewarded <= most ? larger(usual, toLot(rewarded, 'up')) : usual;
};

/**
 * How much to bid for an outcome of which we hold `net` shares (negative: of the other). What takes
 * inventory back is at most what the other outcome's excess allows, and is not scaled by drawdown;
 * what adds is, it never leads beyond Qmax, shrinks from the soft limit on, and is raised to the
 * rewarded size only within those bounds.
 * Rounding: down to lots.
 */
export const sideSize = (net: ShareMicros, rules: SizeRules): SideSize => {
  const back = isNegative(net) ? smaller(negate(net), rules.reducibleMax) : ZERO_SHARES;
  const reducing = toLot(smaller(back, quoteSizeMax(rules.qMax)), 'down');
  return { reducing, adding: addingSize(net, reducing, rules) };
};
