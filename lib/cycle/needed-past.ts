// Which part of its past the next cycle may read again. It begins on the state that this one saves
// or, where that fails, on what this one began with and journalled: so both count.

import { activityHorizon } from '../accounting/applied-keys.ts';
import { earlier } from '../units/time.ts';
import { fillsFrom, nonTerminalTrades } from './observe.ts';
import type { SettledIntent } from '../domain/intent.ts';
import type { NeededPast } from '../domain/needed-past.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';

/** A cycle's two ends: what it loaded and what it is to save, and which intents ended between. */
export type CycleSpan = {
  readonly loaded: PortfolioState;
  readonly state: PortfolioState;
  readonly settled: readonly SettledIntent[];
};

/** Says what of the past may still be read after a cycle, whether or not it can be saved. */
export const neededPast = ({ loaded, state, settled }: CycleSpan): NeededPast => ({
  orders: new Set([
    ...loaded.intents.map(({ id }) => id),
    ...state.intents.map(({ id }) => id),
    ...settled.map(({ intent }) => intent.id),
  ]),
  trades: new Set([...nonTerminalTrades(loaded), ...nonTerminalTrades(state)]),
  tradesFrom: earlier(fillsFrom(loaded), fillsFrom(state)),
  activityFrom: earlier(activityHorizon(loaded.ledger), activityHorizon(state.ledger)),
});
