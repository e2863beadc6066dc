// Numbers of the strategies that no variable sets: a sweep may try others, and what proves better
// becomes a number of the presets. Ranges are those of lib/domain/parameters.ts, cut where nobody
// would look.

import { decimalKind, wholeKind, wordKind } from '../config/value-kind.ts';
import { ratioPpm } from '../units/ratio.ts';
import { ok } from '../units/result.ts';
import { minutes } from '../units/time.ts';
import type { Fault } from '../config/config-error.ts';
import type { ValueKind } from '../config/value-kind.ts';
import type { StrategyParameters } from '../domain/parameters.ts';
import type { Ratio } from '../units/ratio.ts';
import type { Result } from '../units/result.ts';

/** A number of a strategy. */
export type StrategyNumber = {
  readonly name: string;
  readonly allowed: string;
  /** What is wrong with a text; null when nothing is. */
  readonly check: (text: string) => Fault | null;
  readonly set: (parameters: StrategyParameters, text: string) => Result<StrategyParameters, Fault>;
};

const numberOf = <T>(
  name: string,
  kind: ValueKind<T>,
  put: (parameters: StrategyParameters, value: T) => StrategyParameters,
): StrategyNumber => ({
  name,
  allowed: kind.allowed,
  check: (text) => {
    const value = kind.parse(text);
    return value.ok ? null : value.error;
  },
  set: (parameters, text) => {
    const value = kind.parse(text);
    return value.ok ? ok(put(parameters, value.value)) : value;
  },
});

const DECIMALS = 6;
const SCALE = 1_000_000;

// A float from the least step above zero, or from zero, up to a whole number.
const above0 = (most: number): ValueKind<number> =>
  decimalKind(`a number above 0, at most ${most}, with at most ${DECIMALS} decimals`, {
    decimals: DECIMALS,
    min: 1n,
    max: BigInt(most * SCALE),
    make: (count) => Number(count) / SCALE,
  });

const from0 = (most: number): ValueKind<number> =>
  decimalKind(`a number from 0 to ${most} with at most ${DECIMALS} decimals`, {
    decimals: DECIMALS,
    min: 0n,
    max: BigInt(most * SCALE),
    make: (count) => Number(count) / SCALE,
  });

const share: ValueKind<Ratio> = decimalKind('a share from 0 to 1 with at most 6 decimals', {
  decimals: DECIMALS,
  min: 0n,
  max: BigInt(SCALE),
  make: ratioPpm,
});

const mode = wordKind(['on', 'off']);

type Parts = Pick<StrategyParameters, 'fair' | 'icc' | 'protect' | 'mm' | 'ff'>;

const within =
  <P extends keyof Parts, T>(part: P, change: (value: T) => Partial<Parts[P]>) =>
  (parameters: StrategyParameters, value: T): StrategyParameters => ({
    ...parameters,
    [part]: { ...parameters[part], ...change(value) },
  });

/** The numbers, by the names that lib/domain/parameters.ts has for them. */
export const STRATEGY_NUMBERS: readonly StrategyNumber[] = [
  numberOf(
    'mm.mode',
    mode,
    within('mm', (value) => ({ mode: value })),
  ),
  numberOf(
    'mm.gamma',
    above0(100),
    within('mm', (gamma) => ({ gamma })),
  ),
  numberOf(
    'mm.baseHalfSpread',
    above0(5),
    within('mm', (baseHalfSpread) => ({ baseHalfSpread })),
  ),
  numberOf(
    'mm.informedShare',
    from0(0.9),
    within('mm', (informedShare) => ({ informedShare })),
  ),
  numberOf(
    'mm.volatilityCover',
    from0(10),
    within('mm', (volatilityCover) => ({ volatilityCover })),
  ),
  numberOf(
    'mm.horizonMinutes',
    wholeKind('minutes', 1, 1440),
    within('mm', (value) => ({ horizon: minutes(value) })),
  ),
  numberOf(
    'mm.spreadMinTicks',
    wholeKind('ticks', 1, 50),
    within('mm', (spreadMinTicks) => ({ spreadMinTicks })),
  ),
  numberOf(
    'mm.marketsMax',
    wholeKind('markets', 1, 100),
    within('mm', (marketsMax) => ({ marketsMax })),
  ),
  numberOf(
    'mm.softInventory',
    share,
    within('mm', (softInventory) => ({ softInventory })),
  ),
  numberOf(
    'mm.keepTicks',
    wholeKind('ticks', 0, 20),
    within('mm', (keepTicks) => ({ keepTicks })),
  ),
  numberOf(
    'mm.keepSize',
    share,
    within('mm', (keepSize) => ({ keepSize })),
  ),
  numberOf(
    'ff.mode',
    mode,
    within('ff', (value) => ({ mode: value })),
  ),
  numberOf(
    'ff.kellyFraction',
    share,
    within('ff', (kellyFraction) => ({ kellyFraction })),
  ),
  numberOf(
    'ff.printShare',
    share,
    within('ff', (printShare) => ({ printShare })),
  ),
  numberOf(
    'ff.depthShare',
    share,
    within('ff', (depthShare) => ({ depthShare })),
  ),
  numberOf(
    'ff.moveContinuation',
    from0(1),
    within('ff', (moveContinuation) => ({ moveContinuation })),
  ),
  numberOf(
    'fair.levelDecay',
    above0(50),
    within('fair', (levelDecay) => ({ levelDecay })),
  ),
  numberOf(
    'fair.volatilityHalfLifeMinutes',
    wholeKind('minutes', 1, 1440),
    within('fair', (value) => ({ volatilityHalfLife: minutes(value) })),
  ),
  numberOf(
    'fair.volatilityFloor',
    above0(10),
    within('fair', (volatilityFloor) => ({ volatilityFloor })),
  ),
  numberOf(
    'protect.stopVolatilities',
    from0(100),
    within('protect', (stopVolatilities) => ({ stopVolatilities })),
  ),
  numberOf(
    'protect.breachesNeeded',
    wholeKind('books', 1, 10),
    within('protect', (breachesNeeded) => ({ breachesNeeded })),
  ),
  numberOf(
    'protect.hedging',
    wordKind(['allowed', 'off']),
    within('protect', (hedging) => ({ hedging })),
  ),
];
