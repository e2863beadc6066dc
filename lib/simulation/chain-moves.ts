// Merging and redeeming in the simulated wallet. Both are done at once and seen as activity; shares
// that a trade on its way will take are not there to be merged. Money may come and go by itself.

import { tokenOf } from '../domain/market.ts';
import { faceValue, payoutOf } from '../units/money.ts';
import { isPositive, negate } from '../units/quantity.ts';
import { ONE, ppmOf, ratioPpm } from '../units/ratio.ts';
import { addCash, addShares, availableShares } from './account.ts';
import { timeAt } from './micros.ts';
import { dropUnfunded } from './own-fills.ts';
import type { Market, Outcome } from '../domain/market.ts';
import type { ChainOutcome } from '../ports/chain.ts';
import type { ConditionId } from '../units/ids.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';
import type { VenueCore } from './core.ts';

const OUTCOMES: readonly Outcome[] = ['YES', 'NO'];

const failed = (detail: string): ChainOutcome => ({ kind: 'failed', detail });

const keyFor = (core: VenueCore, kind: string, count: number): string =>
  `${core.settings.seed}-${kind}-${count}`;

const sharesFree = (core: VenueCore, market: Market, outcome: Outcome): ShareMicros =>
  availableShares(core.holdings.get(), tokenOf(market, outcome), core.trades.open());

/** Turns complete sets into cash, one dollar each. */
export const mergeSets = (
  core: VenueCore,
  condition: ConditionId,
  size: ShareMicros,
): ChainOutcome => {
  const market = core.listing.find(condition);
  if (market === undefined) return failed(`no market ${condition}`);
  if (!isPositive(size)) return failed('a merge needs a positive size');
  if (OUTCOMES.some((outcome) => sharesFree(core, market, outcome) < size))
    return failed('fewer complete sets than asked for');
  const without = OUTCOMES.reduce(
    (holdings, outcome) => addShares(holdings, tokenOf(market, outcome), negate(size)),
    core.holdings.get(),
  );
  core.holdings.set(addCash(without, faceValue(size)));
  core.activity.add((count) => ({
    key: keyFor(core, 'merge', count),
    at: timeAt(core.now.get()),
    kind: 'merge',
    condition,
    size,
  }));
  dropUnfunded(core);
  return { kind: 'sent' };
};

const payoutFor = (outcome: Outcome, yesPayout: Ratio): Ratio =>
  outcome === 'YES' ? yesPayout : ratioPpm(ppmOf(ONE) - ppmOf(yesPayout));

/** Pays out what is held of a resolved market, losing shares included. Rounding: down. */
export const redeemMarket = (core: VenueCore, condition: ConditionId): ChainOutcome => {
  const market = core.listing.find(condition);
  if (market === undefined) return failed(`no market ${condition}`);
  const { status } = market;
  if (status.kind !== 'resolved') return failed('the market is not resolved');
  const held = OUTCOMES.filter((outcome) => isPositive(sharesFree(core, market, outcome)));
  if (held.length === 0) return failed('nothing is held of this market');
  for (const outcome of held) {
    const token = tokenOf(market, outcome);
    const size = sharesFree(core, market, outcome);
    const payout = payoutOf(size, payoutFor(outcome, status.yesPayout), 'down');
    core.holdings.set(addCash(addShares(core.holdings.get(), token, negate(size)), payout));
    core.activity.add((count) => ({
      key: keyFor(core, 'redemption', count),
      at: timeAt(core.now.get()),
      kind: 'redemption',
      condition,
      token,
      size,
      payout,
    }));
  }
  return { kind: 'sent' };
};

/** Moves money in from outside, or out when negative. Orders that it paid for end. */
export const transferCash = (core: VenueCore, amount: UsdcMicros): void => {
  core.holdings.set(addCash(core.holdings.get(), amount));
  dropUnfunded(core);
};
