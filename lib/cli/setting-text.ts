// Settings as people write them: a number without its unit is read as whatever one expects.

import { formatDecimal } from '../units/fixed-point.ts';

/** What a whole number of a limit or of a parameter counts. */
type Unit = 'dollars' | 'cents' | 'share' | 'time';

const NAMES: Readonly<Record<Unit, readonly string[]>> = {
  dollars: [
    ...['exposureMax', 'exposurePerMarketMax', 'exposurePerCategoryMax', 'exposurePerEventMax'],
    ...['depthMin', 'volume24hMin', 'whale'],
  ],
  cents: [
    ...['slippageMax', 'spreadMax', 'stop', 'moveMin', 'takeProfit', 'stopLoss'],
    'expectedMoveMax',
  ],
  share: [
    ...['drawdownMax', 'reduceTo', 'shrinkBelow', 'softInventory', 'keepSize', 'kellyFraction'],
    ...['printShare', 'depthShare'],
  ],
  time: [
    ...['breakerCooldown', 'apiUnhealthyAfter', 'bookAgeMax', 'ageMax', 'volatilityHalfLife'],
    ...['moveWindow', 'reduceOnlyBefore', 'quietBefore', 'noEntryAfterStop', 'horizon'],
    ...['dataLagMax', 'holdMax', 'markoutAfter'],
  ],
};

const ALL: readonly Unit[] = ['dollars', 'cents', 'share', 'time'];

const unitOf = (name: string): Unit | null =>
  ALL.find((unit) => NAMES[unit].includes(name)) ?? null;

/** A share as percent. Unit of the number: millionths. */
export const percentText = (ppm: bigint): string => `${formatDecimal(ppm, 4)} %`;

/** A whole number of a limit or of a parameter with its unit; null where its unit is not known. */
export const amountText = (name: string, value: bigint): string | null => {
  switch (unitOf(name)) {
    case 'dollars':
      return `$${formatDecimal(value, 6)}`;
    case 'cents':
      return `${formatDecimal(value, 4)} c`;
    case 'share':
      return percentText(value);
    case 'time':
      return `${formatDecimal(value, 3)} s`;
    case null:
      return null;
  }
};

const NUMBER = /^\d+(\.\d+)?$/;

const ENDINGS: readonly (readonly [ending: string, write: (text: string) => string])[] = [
  ['_USD', (text) => `$${text}`],
  ['_CENTS', (text) => `${text} c`],
  ['_PCT', (text) => `${text} %`],
  ['_SECONDS', (text) => `${text} s`],
  ['_MINUTES', (text) => `${text} min`],
];

/** The value of a variable with the unit that its name ends in. */
export const variableText = (name: string, value: string): string => {
  const [, write] = ENDINGS.find(([ending]) => name.endsWith(ending)) ?? [];
  return write === undefined || !NUMBER.test(value) ? value : write(value);
};
