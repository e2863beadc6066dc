// What the venue pays makers beside their trades: a share of the takers' fees, and liquidity
// rewards. Both are added up by the day and paid at its end, and nothing below a dollar. They are
// no part of the run: its cycles trade as if there were none, and the result names them apart.

import { takerFee } from '../domain/fees.ts';
import { ratio, scale } from '../units/ratio.ts';
import { isPositive, plus } from '../units/quantity.ts';
import { usdc, usdcMicros, ZERO_USDC } from '../units/usdc.ts';
import type { Fill } from '../domain/fill.ts';
import type { FeeSchedule } from '../domain/market.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';

/** What was paid. */
export type Income = { readonly rebates: UsdcMicros; readonly rewards: UsdcMicros };

const PAYOUT_MIN = usdc('1');
const DAY_MS = 86_400_000;

// What part of a taker's fee goes to the maker.
// Source: docs.polymarket.com fees and maker rebates, tables of September and October 2026. Where
// the category is none of these, the least of them.
const REBATES: ReadonlyMap<string, Ratio> = new Map([
  ['crypto', ratio('0.2')],
  ['sports', ratio('0.15')],
  ['politics', ratio('0.25')],
  ['finance', ratio('0.25')],
  ['economics', ratio('0.25')],
  ['culture', ratio('0.25')],
  ['weather', ratio('0.25')],
  ['tech', ratio('0.25')],
  ['mentions', ratio('0.25')],
]);
const REBATE_MIN: Ratio = ratio('0.15');

/**
 * The rebate of a maker fill. A market's pool is a share of its takers' fees and is divided by the
 * same curve among its makers, so that each gets that share of the fee which its own fills paid.
 * Rounding: down.
 */
export const rebateOf = (
  fee: FeeSchedule,
  category: string,
  { role, size, price }: Pick<Fill, 'role' | 'size' | 'price'>,
): UsdcMicros =>
  role === 'maker'
    ? scale(takerFee(fee, size, price), REBATES.get(category.toLowerCase()) ?? REBATE_MIN, 'down')
    : ZERO_USDC;

/** Income that is being added up. Unit: ms since 1970. */
export type IncomeBook = {
  readonly rebate: (at: number, amount: UsdcMicros) => void;
  /** Unit: 10^-6 dollar, an estimate. */
  readonly reward: (at: number, micros: number) => void;
  /** All that is paid when the run ends now: the last day counts as if it were over. */
  readonly total: () => Income;
};

/** Opens a book without any income. Days come in order. */
export const openIncome = (): IncomeBook => {
  let paid: Income = { rebates: ZERO_USDC, rewards: ZERO_USDC };
  let day = -Infinity;
  let rebates = ZERO_USDC;
  let rewardMicros = 0;

  const payable = (amount: UsdcMicros): UsdcMicros => (amount >= PAYOUT_MIN ? amount : ZERO_USDC);
  const total = (): Income => ({
    rebates: plus(paid.rebates, payable(rebates)),
    rewards: plus(paid.rewards, payable(usdcMicros(BigInt(Math.floor(rewardMicros))))),
  });
  const close = (): void => {
    paid = total();
    rebates = ZERO_USDC;
    rewardMicros = 0;
  };
  const enter = (at: number): void => {
    const of = Math.floor(at / DAY_MS);
    if (of !== day) close();
    day = of;
  };
  return {
    rebate: (at, amount) => {
      enter(at);
      if (isPositive(amount)) rebates = plus(rebates, amount);
    },
    reward: (at, micros) => {
      enter(at);
      rewardMicros += micros;
    },
    total,
  };
};
