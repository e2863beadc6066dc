// What `keel explain` answers, before it is printed: the same for people and for programs.

import type { CycleRecord, FillRecord, MarketRecord, OrderRecord } from '../domain/cycle-record.ts';
import type { StandingOrder, StandingPosition } from '../wiring/standing.ts';
import type { Link } from './explain-chain.ts';

/** An order of a cycle, with its chain. */
export type ExplainedOrder = {
  readonly order: OrderRecord;
  readonly links: readonly Link[];
};

/** The chain of one order. */
export type OrderExplanation = {
  readonly kind: 'order';
  readonly portfolio: string;
  readonly order: string;
  readonly links: readonly Link[];
};

/** One cycle: its record, and the chain of each of its orders. */
export type CycleExplanation = {
  readonly kind: 'cycle';
  readonly portfolio: string;
  readonly cycle: number;
  readonly record: CycleRecord;
  /** The last cycle before a halted one that was not halted; null where there is none of it. */
  readonly lastTrading: { readonly cycle: number; readonly at: string } | null;
  readonly orders: readonly ExplainedOrder[];
};

/** One market: its latest look, what we have of it, and what was tried lately. */
export type MarketExplanation = {
  readonly kind: 'market';
  readonly portfolio: string;
  readonly market: string;
  /** Empty where no record names it. */
  readonly condition: string;
  readonly hours: number;
  /** Of the latest cycle that looked at it; null where none of that time did. */
  readonly seen: {
    readonly cycle: number;
    readonly at: string;
    readonly look: MarketRecord;
  } | null;
  readonly links: readonly Link[];
  readonly positions: readonly StandingPosition[];
  readonly resting: readonly StandingOrder[];
  /** What holds trading back there, or everywhere. */
  readonly held: readonly string[];
  readonly wanted: number;
  readonly placed: number;
  /** Results of orders that did not come to rest or match, by code. */
  readonly failures: Readonly<Record<string, number>>;
  /** The latest orders, the last one first. */
  readonly orders: readonly { readonly at: string; readonly order: OrderRecord }[];
  /** The latest fills, the last one first. */
  readonly fills: readonly { readonly at: string; readonly fill: FillRecord }[];
};

/** An answer. */
export type Explanation = OrderExplanation | CycleExplanation | MarketExplanation;
