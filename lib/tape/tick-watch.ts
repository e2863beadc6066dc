// Recordings do not say the tick, but a price that is off the grid proves a finer one.

import { isOnGrid, TICKS, tick } from '../units/price.ts';
import { toPrice, toTime } from './numbers.ts';
import type { ConditionId } from '../units/ids.ts';
import type { Tick } from '../units/price.ts';
import type { Findings } from './format.ts';

/** Takes each price of a market before it is shown, and emits the finer tick that it proves. */
export type TickWatch = (at: number, price: number) => void;

// Coarsest first: a price proves no more than the coarsest grid that it lies on.
const GRIDS = TICKS.map(tick);

/** Watches the prices of one market, starting from a known or assumed tick. */
export const tickWatch = (
  condition: ConditionId,
  start: Tick,
  emit: Findings['emit'],
): TickWatch => {
  let current = start;
  const onGrid = new Set<number>();
  return (at, price) => {
    if (onGrid.has(price)) return;
    const typed = toPrice(price);
    if (!isOnGrid(typed, current)) {
      current = GRIDS.find((grid) => grid < current && isOnGrid(typed, grid)) ?? current;
      emit({ kind: 'tick', at: toTime(at), condition, tick: current });
      onGrid.clear();
    }
    onGrid.add(price);
  };
};
