// What a session did, counted from its cycle records.

import { refusalCode } from '../domain/refusal-code.ts';
import type { CycleRecord } from '../domain/cycle-record.ts';

/** What one strategy did. */
export type StrategyTally = {
  readonly wanted: number;
  readonly placed: number;
  readonly refused: number;
  readonly failed: number;
  readonly fills: number;
};

/** What all cycles of a session did. */
export type Tally = {
  readonly cycles: number;
  readonly fills: number;
  readonly mismatches: number;
  readonly byStrategy: ReadonlyMap<string, StrategyTally>;
  /** Looks at markets that could not be quoted, by what kept market making from them. */
  readonly notQuoted: ReadonlyMap<string, number>;
  /** Refused orders by code. */
  readonly refusals: ReadonlyMap<string, number>;
};

/** Nothing done yet. */
export const NO_TALLY: Tally = {
  cycles: 0,
  fills: 0,
  mismatches: 0,
  byStrategy: new Map(),
  notQuoted: new Map(),
  refusals: new Map(),
};

const NOTHING: StrategyTally = { wanted: 0, placed: 0, refused: 0, failed: 0, fills: 0 };
const SUCCESS = new Set(['placed', 'matched']);

const plusOne = (
  tallies: ReadonlyMap<string, StrategyTally>,
  strategy: string,
  counts: readonly (keyof StrategyTally)[],
): ReadonlyMap<string, StrategyTally> => {
  const before = tallies.get(strategy) ?? NOTHING;
  const raised = Object.fromEntries(counts.map((name) => [name, before[name] + 1]));
  return new Map([...tallies, [strategy, { ...before, ...raised }]]);
};

const withOrders = (tally: Tally, record: CycleRecord): Tally => {
  let { byStrategy } = tally;
  const refusals = new Map(tally.refusals);
  for (const { strategy, result } of record.orders) {
    const code = refusalCode(result);
    if (code !== null) refusals.set(code, (refusals.get(code) ?? 0) + 1);
    const end = SUCCESS.has(result) ? 'placed' : 'failed';
    byStrategy = plusOne(byStrategy, strategy, ['wanted', code === null ? end : 'refused']);
  }
  return { ...tally, byStrategy, refusals };
};

const withObstacles = (tally: Tally, record: CycleRecord): Tally['notQuoted'] => {
  const counts = new Map(tally.notQuoted);
  for (const [cause, markets] of Object.entries(record.notQuoted))
    counts.set(cause, (counts.get(cause) ?? 0) + markets);
  return counts;
};

/** Adds a cycle to the count. */
export const withRecord = (tally: Tally, record: CycleRecord): Tally => {
  const counted = withOrders(tally, record);
  const byStrategy = record.fills.reduce(
    (tallies, fill) => plusOne(tallies, fill.strategy, ['fills']),
    counted.byStrategy,
  );
  return {
    ...counted,
    byStrategy,
    notQuoted: withObstacles(tally, record),
    cycles: tally.cycles + 1,
    fills: tally.fills + record.fills.length,
    mismatches: tally.mismatches + record.mismatches.length,
  };
};
