// Read by the compiler only: every line below must fail to compile, or the check of types fails.
/* eslint-disable @typescript-eslint/restrict-plus-operands -- the compiler is to refuse it alone */

import { conditionId, tokenId } from '../../lib/units/ids.ts';
import { notional } from '../../lib/units/money.ts';
import { cents, price, tick } from '../../lib/units/price.ts';
import { compare, larger, minus, plus, sum } from '../../lib/units/quantity.ts';
import { ratio, ratioOf, scale } from '../../lib/units/ratio.ts';
import { shares } from '../../lib/units/shares.ts';
import { after, durationMs, elapsed, epochMs, seconds } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import type { ConditionId } from '../../lib/units/ids.ts';
import type { PriceMicros } from '../../lib/units/price.ts';
import type { ShareMicros, UsdcMicros } from '../../lib/units/quantity.ts';

const money = usdc('1');
const size = shares('1');
const at = price('0.5');
const now = epochMs(0n);

export const refusedSums = [
  // @ts-expect-error dollars and shares have no sum
  plus(money, size),
  // @ts-expect-error dollars and shares have no difference
  minus(size, money),
  // @ts-expect-error two points in time have no sum
  plus(now, now),
  // @ts-expect-error prices are no quantities: they are moved by offsets
  plus(at, at),
  // @ts-expect-error a list of another unit cannot be summed up
  sum(money, [size]),
  // @ts-expect-error a bare integer has no unit
  plus(money, 1n),
  // @ts-expect-error a bare number has no unit
  plus(money, 1),
];

export const refusedComparisons = [
  // @ts-expect-error dollars and shares have no order
  compare(money, size),
  // @ts-expect-error dollars and shares have no maximum
  larger(money, size),
  // @ts-expect-error dollars are not shares
  money === size,
  // @ts-expect-error dollars and shares have no order
  money < size,
  // @ts-expect-error a price is not an offset
  at > cents(50),
];

export const refusedOperators = [
  // @ts-expect-error amounts are added by plus, which keeps the unit
  money + money,
  // @ts-expect-error amounts are subtracted by minus
  money - money,
  // @ts-expect-error price times shares goes through notional, which rounds by name
  size * at,
];

export const refusedArguments = [
  // @ts-expect-error price and size are not exchanged
  notional(at, size, 'up'),
  // @ts-expect-error rounding has no default
  notional(size, at),
  // @ts-expect-error there is no nearest
  notional(size, at, 'nearest'),
  // @ts-expect-error a tick is not a price
  notional(size, tick('0.01'), 'up'),
  // @ts-expect-error a factor is not an amount
  scale(ratio('0.5'), ratio('0.5'), 'up'),
  // @ts-expect-error a share of dollars is taken of dollars
  ratioOf(money, size, 'down'),
  // @ts-expect-error a length of time is not a point in time
  after(seconds(1), seconds(1)),
  // @ts-expect-error a point in time is not a length of time
  elapsed(now, durationMs(1n)),
];

// @ts-expect-error a float is no amount
export const fromFloat: UsdcMicros = 0.1;
// @ts-expect-error a bigint is no amount until its unit is named
export const fromBigint: ShareMicros = 1n;
// @ts-expect-error text is parsed, never assigned
export const fromText: PriceMicros = '0.5';
// @ts-expect-error a token is not a condition
export const mixedUp: ConditionId = tokenId(conditionId('0x1'));
