// Flow following buys what followed wallets and large takers buy, when the price has begun to move
// and the rest of the move pays for getting in and out. Exits come first, and at any time.

import { categoryOf } from '../risk/places.ts';
import { plus } from '../units/quantity.ts';
import { after } from '../units/time.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { flowExits } from './flow-exits.ts';
import { candidateOf, testSignal } from './flow-entry.ts';
import { awaitMarkouts, measureMarkouts } from './flow-markouts.ts';
import { freshSignals, largestOf } from './flow-signals.ts';
import { followedMarkets, unheard } from './followed-markets.ts';
import { tell } from './notices.ts';
import { useSignals } from './used-signals.ts';
import type { Decision, Report, StrategyView } from '../domain/decision.ts';
import type { StrategyParameters } from '../domain/parameters.ts';
import type { FlowExit, PendingMarkout } from '../domain/strategy-memory.ts';
import type { ConditionId, SignalKey } from '../units/ids.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { Candidate, Entered, Entry, Verdict } from './flow-entry.ts';
import type { Signal } from './flow-signals.ts';

type Tested = {
  readonly keys: readonly SignalKey[];
  readonly entries: readonly Entry[];
  readonly markouts: readonly PendingMarkout[];
  readonly reports: readonly Report[];
  /** Signals in markets that cannot be priced now. */
  readonly untested: readonly Signal[];
  readonly committed: UsdcMicros;
};

const NOTHING: Tested = {
  keys: [],
  entries: [],
  markouts: [],
  reports: [],
  untested: [],
  committed: ZERO_USDC,
};

const markoutOf = (
  view: StrategyView,
  params: StrategyParameters,
  { signal, fair }: Candidate,
): PendingMarkout => ({
  key: signal.key,
  condition: signal.condition,
  category: categoryOf(view.universe, signal.condition),
  direction: signal.outcome === 'YES' ? 'BUY' : 'SELL',
  fairAtSignal: fair.yes,
  measureAt: after(view.snapshot.now, params.ff.markoutAfter),
});

const noted = (
  so: Tested,
  verdict: Exclude<Verdict, { readonly kind: 'no-move' }>,
  condition: ConditionId,
): Tested => {
  if (verdict.kind === 'passed-over')
    return {
      ...so,
      reports: [...so.reports, { condition, text: `FF passes over ${verdict.why}` }],
    };
  const { entry } = verdict;
  return { ...so, entries: [...so.entries, entry], committed: plus(so.committed, entry.cost) };
};

const enteredSoFar = ({ entries, committed }: Tested): Entered => ({
  conditions: entries.map(({ desired }) => desired.order.condition),
  committed,
});

/** Tests the fresh signals one after the other; each is used up by it, whatever comes of it. */
const testSignals = (view: StrategyView, params: StrategyParameters): Tested => {
  if (params.ff.mode === 'off' || view.tradingState !== 'ACTIVE') return NOTHING;
  const signals = freshSignals(view, params.ff);
  const candidates = signals.flatMap((signal) => candidateOf(view, signal) ?? []);
  const testable = new Set(candidates.map(({ signal }) => signal));
  const untested = signals.filter((signal) => !testable.has(signal));
  return largestOf(candidates, view.memory).reduce<Tested>(
    (so, candidate) => {
      const { signal } = candidate;
      const verdict = testSignal(view, params, { candidate, entered: enteredSoFar(so) });
      const used = { ...so, keys: [...so.keys, signal.key] };
      if (verdict.kind === 'no-move') return used;
      const markouts = [...so.markouts, markoutOf(view, params, candidate)];
      return noted({ ...used, markouts }, verdict, signal.condition);
    },
    { ...NOTHING, untested },
  );
};

// A rest below the minimum keeps its plan, but does not stand in the way of an entry: what is then
// held is nearly all of the new one, and leaves by its plan.
const withPlansOf = (
  entries: readonly Entry[],
  plans: readonly FlowExit[],
): readonly FlowExit[] => {
  const added = entries.map(({ exit }) => exit);
  const entered = new Set(added.map(({ token }) => token));
  return [...plans.filter(({ token }) => !entered.has(token)), ...added];
};

/**
 * Decides flow following's exits and entries. Exits are asked for in every mode and state but a
 * halt; entries only while it is on and trading is active, at most one per market and signal.
 */
export const decideFlowFollowing = (view: StrategyView, params: StrategyParameters): Decision => {
  const { now } = view.snapshot;
  const { dataLagMax } = params.ff;
  const usedSignals = useSignals(view.memory.usedSignals, [], { now, dataLagMax });
  const memory = { ...view.memory, usedSignals, ...measureMarkouts(view, params.ff) };
  const exits = flowExits(view, params.ff);
  const tested = testSignals({ ...view, memory }, params);
  const concerns = [...exits.concerns, ...unheard(tested.untested)];
  const told = tell(view, ['overdue', 'unheard'], concerns);
  return {
    desired: [...exits.desired, ...tested.entries.map(({ desired }) => desired)],
    cancels: [],
    chain: [],
    reports: [...told.reports, ...tested.reports],
    memory: {
      ...memory,
      ...awaitMarkouts(memory, tested.markouts),
      usedSignals: useSignals(usedSignals, tested.keys, { now, dataLagMax }),
      followedMarkets: followedMarkets(memory.followedMarkets, view.snapshot),
      notices: told.notices,
      flowExits: withPlansOf(tested.entries, exits.plans),
    },
  };
};
