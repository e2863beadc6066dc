// What one cycle saw, wanted, refused and did: enough to explain any order afterwards. Amounts are
// decimal text, so that the record is read as it stands.

import type { Caps } from './caps.ts';

/** One value of market metadata that a source lacks or has, and where it came from. */
export type MetadataProvenance = {
  readonly field: string;
  readonly value: string;
  readonly origin: 'recorded' | 'assumed' | 'overridden';
};

/** One order in a record, with what became of it. */
export type OrderRecord = {
  readonly strategy: string;
  readonly market: string;
  readonly outcome: string;
  readonly side: string;
  readonly price: string;
  readonly size: string;
  readonly timeInForce: string;
  readonly liquidity: string;
  readonly reason: string;
  readonly reference: string;
  readonly result: string;
  /** The order's id; empty where it was refused before it had one, and in older records. */
  readonly order: string;
};

/** An order that the risk manager made smaller before it was sent, and by what. */
export type CutRecord = {
  readonly strategy: string;
  readonly market: string;
  readonly outcome: string;
  readonly side: string;
  readonly price: string;
  readonly asked: string;
  readonly allowed: string;
  /** The code with its numbers, as a refusal has it. */
  readonly by: string;
};

/** One fill in a record. */
export type FillRecord = {
  readonly strategy: string;
  /** Empty in the records of versions that did not keep it. */
  readonly condition: string;
  readonly market: string;
  readonly outcome: string;
  readonly side: string;
  readonly price: string;
  readonly size: string;
  readonly fee: string;
  readonly role: string;
  readonly status: string;
};

/**
 * What a cycle saw of one market and left on it, on the YES book: best prices without our own
 * orders, fair price, our best resting prices, YES less NO shares held, and what they would gain if
 * they were sold now. Null where there was none or it was not known.
 */
export type MarketRecord = {
  /** Empty in the records of versions that did not keep it. */
  readonly condition: string;
  readonly market: string;
  readonly category: string;
  readonly bid: string | null;
  readonly ask: string | null;
  readonly fair: string | null;
  /** Why there was no fair price; empty where there was one, and in older records. */
  readonly unpriced: string;
  /**
   * What kept market making from quoting it, empty where nothing of the market did; null while
   * market making is off, and in older records.
   */
  readonly obstacle: string | null;
  readonly quoteBid: string | null;
  readonly quoteAsk: string | null;
  readonly shares: string;
  readonly unrealized: string | null;
};

/** The scope of its kind that may lose most, by name, and how much. */
export type WorstExposure = { readonly name: string; readonly exposure: string };

/** Where most may be lost; null where nothing is held or wanted, and in older records. */
export type WorstExposures = Readonly<
  Record<'category' | 'event' | 'market', WorstExposure | null>
>;

/** The preset that a portfolio was traded with, and what that and its overrides held it to. */
export type TradedUnder = { readonly preset: string; readonly caps: Caps };

/** One cycle. */
export type CycleRecord = {
  readonly cycle: number;
  readonly at: string;
  readonly tradingState: string;
  readonly killSwitch: string;
  /** Where it says so; empty in older records. */
  readonly killSwitchSource: string;
  /** Whether live trading is cleared, and how far. */
  readonly clearance: string;
  readonly observed: Readonly<Record<string, string>>;
  readonly equity: string;
  readonly peak: string;
  readonly drawdown: string;
  readonly exposure: string;
  readonly worstExposures: WorstExposures;
  /** Null in the records of versions that did not keep it. */
  readonly under: TradedUnder | null;
  readonly cash: string;
  readonly positions: readonly { readonly token: string; readonly shares: string }[];
  /** Empty in the records of versions that did not keep them. */
  readonly markets: readonly MarketRecord[];
  readonly fills: readonly FillRecord[];
  readonly wanted: number;
  readonly placed: number;
  readonly orders: readonly OrderRecord[];
  /** Empty in the records of versions that did not keep them. */
  readonly cuts: readonly CutRecord[];
  readonly kept: number;
  /** Markets that market making could not quote, by what kept it from them. */
  readonly notQuoted: Readonly<Record<string, number>>;
  readonly canceled: readonly { readonly order: string; readonly reason: string }[];
  readonly chain: readonly string[];
  readonly reports: readonly string[];
  readonly mismatches: readonly string[];
  readonly metadata: readonly MetadataProvenance[];
};

/** One point of the equity chart. */
export type EquityPoint = {
  readonly at: string;
  readonly equity: string;
  readonly exposure: string;
  readonly drawdown: string;
};
