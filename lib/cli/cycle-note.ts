// What the page is told of a cycle: only of one that was saved, and only what was saved of it.

import { BREAKERS } from '../domain/risk-state.ts';
import { conditionId } from '../units/ids.ts';
import { elapsed, formatTime, msOfDuration } from '../units/time.ts';
import { standingOf } from '../wiring/standing.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { Breaker } from '../domain/risk-state.ts';
import type { ConditionId } from '../units/ids.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';
import type { CycleNote, Due, ShownBreaker } from '../view/cycle-note.ts';
import type { Standing } from '../wiring/standing.ts';
import type { SavedCycle } from './session-end.ts';
import type { Speed } from './start-options.ts';

/** What a market is called; none where nobody knows. */
export type NameOf = (condition: ConditionId) => string | undefined;

const detailOf = (breaker: Breaker): string => {
  switch (breaker.kind) {
    case 'closed':
      return '';
    case 'open':
      return `until ${formatTime(breaker.until)}: ${breaker.detail}`;
    case 'half-open':
      return `since ${formatTime(breaker.since)}, one order as a probe: ${breaker.probe.kind}`;
  }
};

const breakersOf = ({ risk }: PortfolioState): readonly ShownBreaker[] =>
  BREAKERS.map((name) => {
    const breaker = risk.breakers[name];
    return { name, state: breaker.kind, detail: detailOf(breaker) };
  });

const named = (standing: Standing, nameOf: NameOf): Standing => {
  const called = <T extends { readonly market: string; readonly name: string }>(one: T): T => ({
    ...one,
    name: nameOf(conditionId(one.market)) ?? one.name,
  });
  return {
    ...standing,
    positions: standing.positions.map(called),
    orders: standing.orders.map(called),
  };
};

const namesIn = ({ outbox }: PortfolioState, nameOf: NameOf): CycleNote['names'] => {
  const conditions = outbox.flatMap((entry) => ('condition' in entry ? [entry.condition] : []));
  return [...new Set(conditions)].flatMap((condition): [ConditionId, string][] => {
    const name = nameOf(condition);
    return name === undefined ? [] : [[condition, name]];
  });
};

/** Notes a saved cycle. */
export const noteOf = (end: SavedCycle, nameOf: NameOf, due: Due): CycleNote => {
  const { record, state, equity } = end;
  const savedAt = state.savedAt ?? state.ledger.openedAt;
  return {
    record,
    standing: named(standingOf(state, [record], savedAt), nameOf),
    breakers: breakersOf(state),
    due,
    entries: state.outbox,
    names: namesIn(state, nameOf),
    marks: equity,
    openedAt: state.ledger.openedAt,
    savedAt,
  };
};

/** When the next cycle is due on a tape that is played at some speed. */
export const dueOnTape = (speed: Speed, cycle: DurationMs): Due =>
  speed.kind === 'as-fast-as-possible'
    ? { kind: 'at-once' }
    : { kind: 'in', ms: Math.round(Number(msOfDuration(cycle)) / speed.factor) };

/** When the next cycle is due after one that was begun at a moment, in real time. */
export const dueAt = (begun: EpochMs, cycle: DurationMs, now: EpochMs): Due => ({
  kind: 'in',
  ms: Number(msOfDuration(cycle)) - Number(msOfDuration(elapsed(begun, now))),
});
