// How moments and values are written on axes and legends. Times are UTC.

import type { Unit } from '../chart-spec.ts';

const MINUS = '\u2212';
const DAY_S = 86_400;
const MINUTE_S = 60;

const iso = (second: number): string => new Date(second * 1_000).toISOString();

/** A moment in full. */
export const momentText = (second: number): string => iso(second).slice(0, 19).replace('T', ' ');

/** The moments of an axis that stand `step` seconds apart; the date where it changes. */
export const axisMoments = (seconds: readonly number[], step: number): readonly string[] => {
  let day = '';
  return seconds.map((second) => {
    const text = iso(second);
    const isNewDay = text.slice(5, 10) !== day;
    day = text.slice(5, 10);
    if (step >= DAY_S) return day;
    const time = text.slice(11, step >= MINUTE_S ? 16 : 19);
    return isNewDay ? `${time}\n${day}` : time;
  });
};

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

const fixed = (value: number, digits: number): string => {
  const [whole = '0', rest] = Math.abs(value).toFixed(digits).split('.');
  return rest === undefined ? grouped(whole) : `${grouped(whole)}.${rest}`;
};

// Enough decimals to tell two neighbours on the axis apart.
const digitsFor = (step: number): number =>
  step >= 1 ? 0 : Math.min(6, Math.ceil(-Math.log10(step) - 1e-9));

/** A value in its unit, with decimals for steps of the given size. */
export const valueText = (value: number, unit: Unit, step: number): string => {
  const sign = value < 0 ? MINUS : '';
  switch (unit) {
    case 'dollars':
      return `${sign}$${fixed(value, step >= 1 ? 0 : Math.max(2, digitsFor(step)))}`;
    case 'percent':
      return `${sign}${fixed(100 * value, digitsFor(100 * step))} %`;
    case 'price':
      return `${sign}${fixed(value, Math.max(2, digitsFor(step)))}`;
    case 'shares':
      return `${sign}${fixed(value, digitsFor(step))}`;
  }
};

// What a legend shows is finer than its axis.
const LEGEND_STEP: Readonly<Record<Unit, number>> = {
  dollars: 0.01,
  percent: 0.0001,
  price: 0.001,
  shares: 0.01,
};

/** A value in a legend. */
export const legendText = (value: number | null | undefined, unit: Unit): string =>
  value === null || value === undefined ? '\u2013' : valueText(value, unit, LEGEND_STEP[unit]);
