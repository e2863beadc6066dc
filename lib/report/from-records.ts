// What a stored portfolio's report is made of besides the builder: the names of markets as its
// records tell them, what its reads lacked, and what its holdings would bring.

import { conditionId } from '../units/ids.ts';
import { plus, sum } from '../units/quantity.ts';
import { formatShares } from '../units/shares.ts';
import { formatUsdc, parseUsdc, ZERO_USDC } from '../units/usdc.ts';
import { strangeMarket } from './directory.ts';
import type { CycleRecord } from '../domain/cycle-record.ts';
import type { EntryOf, LedgerEntry } from '../domain/ledger-entry.ts';
import type { LedgerState, Lot } from '../domain/ledger-state.ts';
import type { Strategy } from '../domain/order.ts';
import type { ConditionId } from '../units/ids.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { Directory, KnownMarket } from './directory.ts';
import type { EndMarks } from './pnl-rows.ts';
import type { SourceProblem } from './report-data.ts';

/** Names that are being learned from records and entries, or told by somebody who knows. */
export type LearnedDirectory = Directory & {
  readonly name: (condition: ConditionId, name: string) => void;
  readonly record: (record: CycleRecord) => void;
  readonly entry: (entry: LedgerEntry) => void;
};

type Ended = Pick<KnownMarket, 'result' | 'yesPayout'>;

const endOf = (entry: EntryOf<'redemption'>): Ended => {
  const paid = Number(formatUsdc(entry.payout)) / Number(formatShares(entry.size));
  const yes = entry.outcome === 'YES' ? paid : 1 - paid;
  const whole = new Map([
    [0, 'NO'],
    [1, 'YES'],
  ]);
  return { yesPayout: yes, result: whole.get(yes) ?? `${String(yes)} for a YES share` };
};

/** Begins to learn. What is not known yet has the id of its market for a name. */
export const learnedDirectory = (): LearnedDirectory => {
  const names = new Map<ConditionId, string>();
  const categories = new Map<string, string>();
  const ends = new Map<ConditionId, Ended>();
  const find = (condition: ConditionId): KnownMarket => {
    const name = names.get(condition);
    const known = { ...strangeMarket(condition), ...ends.get(condition) };
    return name === undefined
      ? known
      : { ...known, name, category: categories.get(name) ?? known.category };
  };
  return {
    find,
    name: (condition, name) => {
      names.set(condition, name);
    },
    all: () => {
      const found = [...names.keys()].map(find);
      const told = new Set(found.map(({ name }) => name));
      const others = [...categories].filter(([name]) => !told.has(name));
      const unknown = { result: null, yesPayout: null };
      return [...found, ...others.map(([name, category]) => ({ name, category, ...unknown }))];
    },
    record: ({ fills, markets }) => {
      for (const { condition, market } of fills)
        if (condition !== '') names.set(conditionId(condition), market);
      for (const { market, category } of markets) categories.set(market, category);
    },
    entry: (entry) => {
      if (entry.kind === 'redemption') ends.set(entry.condition, endOf(entry));
    },
  };
};

const amount = (text: string | null): UsdcMicros | null => {
  const parsed = parseUsdc(text ?? '');
  return parsed.ok ? parsed.value : null;
};

// Where one strategy holds all of a market, its gain is that strategy's; else nobody can say.
const gainBy = (
  { lots }: Pick<LedgerState, 'lots'>,
  strategy: Strategy,
  gains: ReadonlyMap<ConditionId, UsdcMicros>,
): UsdcMicros | null => {
  const all = [...lots.values()];
  let total = ZERO_USDC;
  for (const condition of new Set(
    all.filter((lot) => lot.strategy === strategy).map(conditionOf),
  )) {
    const isShared = all.some((lot) => lot.condition === condition && lot.strategy !== strategy);
    const gain = gains.get(condition);
    if (isShared || gain === undefined) return null;
    total = plus(total, gain);
  }
  return total;
};

const conditionOf = ({ condition }: Lot): ConditionId => condition;

/** What the holdings of the books would gain, as the latest record marked them. */
export const marksOf = (
  ledger: Pick<LedgerState, 'lots'>,
  latest: CycleRecord | null,
  { find }: Directory,
): EndMarks => {
  const told = new Map(latest?.markets.map(({ market, unrealized }) => [market, unrealized]));
  const held = new Set([...ledger.lots.values()].map(conditionOf));
  const gains = new Map<ConditionId, UsdcMicros>();
  for (const condition of held) {
    const gain = amount(told.get(find(condition).name) ?? null);
    if (gain !== null) gains.set(condition, gain);
  }
  if (gains.size < held.size) return { kind: 'unknown', unrealizedIn: gains };
  const by = (strategy: Strategy) => gainBy(ledger, strategy, gains);
  return {
    kind: 'known',
    unrealizedIn: gains,
    unrealized: sum(ZERO_USDC, [...gains.values()]),
    unrealizedBy: { ICC: by('ICC'), Protect: by('Protect'), MM: by('MM'), FF: by('FF') },
  };
};

/** Reads that failed and books that differed, counted over records. */
export type RecordProblems = {
  readonly record: (record: CycleRecord) => void;
  readonly problems: () => readonly SourceProblem[];
};

const faultsOf = ({
  observed,
  mismatches,
}: CycleRecord): readonly (readonly [string, string])[] => [
  ...Object.entries(observed)
    .filter(([, read]) => read.startsWith('unknown'))
    .map(([part, read]) => [`${part} could not be read`, read] as const),
  ...mismatches.map((detail) => ['our books and the venue differed', detail] as const),
];

/** Begins to count. */
export const recordProblems = (): RecordProblems => {
  const found = new Map<string, SourceProblem>();
  return {
    record: (record) => {
      for (const [kind, example] of faultsOf(record)) {
        const { times } = found.get(kind) ?? { times: 0 };
        const first = found.get(kind)?.example ?? `${record.at}: ${example}`;
        found.set(kind, { kind, times: times + 1, rows: times + 1, example: first });
      }
    },
    problems: () => [...found.values()].toSorted((a, b) => b.times - a.times),
  };
};
