// What flow following listens to: trades of followed wallets and large taker orders of anybody. The
// direction is the taker's by record. Buying YES and selling NO speak for YES, the other two for
// NO; a followed wallet that sells is heard the same way, since selling what one holds is as much
// an opinion as buying the other outcome.

import { notional } from '../units/money.ts';
import { compare, magnitude, sum } from '../units/quantity.ts';
import { signalKey } from '../units/ids.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { elapsed } from '../units/time.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { bookSideOf } from '../domain/market.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { Outcome } from '../domain/market.ts';
import type { Observed } from '../domain/observed.ts';
import type { FlowFollowingParameters } from '../domain/parameters.ts';
import type { Print } from '../domain/print.ts';
import type { StrategyMemory } from '../domain/strategy-memory.ts';
import type { ConditionId, SignalKey } from '../units/ids.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';

/** One taker order worth listening to. */
export type Signal = {
  readonly key: SignalKey;
  readonly source: 'target' | 'whale';
  readonly condition: ConditionId;
  /** The outcome that the trade speaks for. */
  readonly outcome: Outcome;
  readonly size: ShareMicros;
  readonly notional: UsdcMicros;
};

// Beyond these a cycle or its state would grow with the market's activity. What does not fit is not
// traded on: it is too old by the time there is room.
const SIGNALS_PER_CYCLE_MAX = 20;
const SIGNALS_REMEMBERED_MAX = 200;

const rowsOf = (prints: Observed<readonly Print[]>): readonly Print[] =>
  prints.kind === 'known' ? prints.value : [];

const keyOf = (print: Print): string => `${print.transaction}|${print.token}|${print.takerSide}`;

const withoutRepeats = (prints: readonly Print[]): readonly Print[] => [
  ...new Map(prints.map((print) => [print.key, print])).values(),
];

/** One taker order makes many rows of one transaction; together they are one signal. */
const signalOf = (key: string, rows: readonly Print[], source: Signal['source']): Signal[] =>
  rows.slice(0, 1).map(({ condition, outcome, takerSide }) => ({
    key: signalKey(key),
    source,
    condition,
    outcome: bookSideOf(takerSide, outcome) === 'BID' ? 'YES' : 'NO',
    size: sum(
      ZERO_SHARES,
      rows.map((row) => row.size),
    ),
    notional: sum(
      ZERO_USDC,
      rows.map((row) => notional(row.size, row.price, 'down')),
    ),
  }));

const signalsIn = (
  prints: Observed<readonly Print[]>,
  source: Signal['source'],
  isFresh: (print: Print) => boolean,
): readonly Signal[] =>
  [...Map.groupBy(withoutRepeats(rowsOf(prints)).filter(isFresh), keyOf)].flatMap(([key, rows]) =>
    signalOf(key, rows, source),
  );

/**
 * Lists the signals that are fresh and were not tested before. A trade dated ahead of our clock by
 * the whole lag limit is as unreliable as one that is too old.
 */
export const freshSignals = (
  view: StrategyView,
  params: Pick<FlowFollowingParameters, 'dataLagMax' | 'whale'>,
): readonly Signal[] => {
  const { snapshot, memory } = view;
  const isFresh = (print: Print): boolean =>
    magnitude(elapsed(print.at, snapshot.now)) < params.dataLagMax;
  const targets = signalsIn(snapshot.targets, 'target', isFresh);
  const whales = signalsIn(snapshot.prints, 'whale', isFresh).filter(
    (signal) => signal.notional >= params.whale,
  );
  const byKey = new Map([...whales, ...targets].map((signal) => [signal.key, signal]));
  return [...byKey.values()].filter((signal) => !memory.usedSignals.has(signal.key));
};

type WithSignal = { readonly signal: Signal };

const largestFirst = (a: WithSignal, b: WithSignal): number => {
  const bySize = compare(b.signal.notional, a.signal.notional);
  if (bySize !== 0) return bySize;
  return a.signal.key < b.signal.key ? -1 : 1;
};

/**
 * Chooses the candidates of a cycle, the largest first. They must be testable already: signals that
 * cannot be priced would else take the places of those that can.
 */
export const largestOf = <Candidate extends WithSignal>(
  candidates: readonly Candidate[],
  { usedSignals }: Pick<StrategyMemory, 'usedSignals'>,
): readonly Candidate[] => {
  const room = Math.max(0, SIGNALS_REMEMBERED_MAX - usedSignals.size);
  return candidates.toSorted(largestFirst).slice(0, Math.min(room, SIGNALS_PER_CYCLE_MAX));
};
