// Everything the report shows, as plain JSON: made alike of a backtest, of a paper session and of a
// live portfolio, so that one page shows all three. Amounts are decimal text and times ISO text.
// What is not known is null, never zero and never left out.

import type { Caps } from '../domain/caps.ts';
import type { MetadataProvenance } from '../domain/cycle-record.ts';
import type { HighestExposures } from './highest-exposures.ts';
import type { DataQuality } from './recording-quality.ts';

/** An amount as decimal text; null while it is not known. */
export type Amount = string | null;

/** The whole report. */
export type ReportData = {
  /** Raised when an older page could not show the data any more. */
  readonly schema: 1;
  readonly kind: 'backtest' | 'paper' | 'live';
  /** What was run, in a few words. */
  readonly title: string;
  /** The program that made it, with its version. */
  readonly madeBy: string;
  /** The command that makes the same report again. */
  readonly command: string;
  readonly source: ReportSource;
  /** Every limit, parameter and option that the run stood under. */
  readonly settings: readonly ReportSetting[];
  /** What a reader has to know before he believes a number, in whole sentences. */
  readonly warnings: readonly string[];
  /** A backtest has three, the pessimistic one first; everything else has one. */
  readonly bands: readonly ReportBand[];
};

/** Where the market data came from, and what was wrong with it. */
export type ReportSource = {
  readonly name: string;
  /** Tells data apart: hashes of the files, or version, seed and span of the generator. */
  readonly identity: string;
  readonly from: string;
  readonly to: string;
  /** Events that were played; null where nobody counted. */
  readonly events: number | null;
  /**
   * What was found wrong while reading; of a portfolio, reads that failed and books that differed,
   * since nobody counts the faults of its tape. Empty when nothing was.
   */
  readonly problems: readonly SourceProblem[];
  /** How well it was recorded; null where nobody read it to its end. */
  readonly quality: DataQuality | null;
  readonly provenance: readonly MetadataProvenance[];
};

/** All problems of one kind, with the words of the first of them. */
export type SourceProblem = {
  readonly kind: string;
  readonly times: number;
  /** The rows they concern. */
  readonly rows: number;
  readonly example: string;
};

/** One setting with its unit in the value, and where it came from. */
export type ReportSetting = {
  readonly name: string;
  readonly value: string;
  readonly origin: string;
};

/** `as-played` is what happened; the others are what fill models of a backtest say. */
export type BandName = 'pessimistic' | 'base' | 'optimistic' | 'as-played';

/** One run over the data. */
export type ReportBand = {
  readonly name: BandName;
  /** How fills and latency were modelled, in words. */
  readonly model: string;
  /** Cycles that were saved. */
  readonly cycles: number;
  readonly equity: readonly EquityRow[];
  /**
   * Equity at the end by the last books that there were, where the last cycle of a backtest knew
   * none fresh enough; null everywhere else.
   */
  readonly lastBooksEquity: Amount;
  readonly highestExposures: HighestExposures;
  readonly caps: ReportCaps;
  readonly money: Money;
  readonly byStrategy: readonly PnlRow[];
  readonly byMarket: readonly PnlRow[];
  readonly byCategory: readonly PnlRow[];
  /** The markets with the most fills, in detail. */
  readonly markets: readonly MarketDetail[];
  /** Markets that were looked at and are not shown in detail. */
  readonly marketsLeftOut: number;
  readonly markouts: readonly MarkoutRow[];
  readonly queue: QueueStatistics;
  readonly refusals: readonly Refusals[];
  readonly brier: Brier | null;
};

/**
 * The portfolio after a cycle. A thinned row stands for several cycles: its equity is the last of
 * them, its drawdown and its exposure are the highest.
 */
export type EquityRow = {
  readonly at: string;
  /** Unit: USDC. */
  readonly equity: Amount;
  /** Below the peak, as a share of it. Unit: ratio. */
  readonly drawdown: Amount;
  /** The worst loss that all positions and orders may come to. Unit: USDC. */
  readonly exposure: Amount;
};

/** The limits that charts and tables name; null in reports of before they were carried. */
export type ReportCaps = Omit<Caps, 'perEventMax' | 'perCategoryMax'> &
  Readonly<Record<'perEventMax' | 'perCategoryMax', Amount>>;

/**
 * What was earned. Net = realized + unrealized - fees + rebates + rewards + yield. Unit: USDC.
 */
export type Money = {
  /** What closed lots brought, before fees and without income. */
  readonly realized: Amount;
  readonly unrealized: Amount;
  /** What was paid, positive. */
  readonly fees: Amount;
  readonly rebates: Amount;
  readonly rewards: Amount;
  readonly yield: Amount;
  readonly net: Amount;
};

/**
 * What one strategy, market or category brought. Net = realized + unrealized - fees + income.
 * Income that belongs to no market or strategy has a row of its own. Unit: USDC.
 */
export type PnlRow = {
  readonly name: string;
  readonly realized: Amount;
  readonly unrealized: Amount;
  /** What was paid, positive. */
  readonly fees: Amount;
  /** Rebates, rewards and yield. */
  readonly income: Amount;
  readonly net: Amount;
  readonly fills: number;
  /** Price times size of all fills. */
  readonly volume: Amount;
};

/** What happened on one market. */
export type MarketDetail = {
  readonly name: string;
  readonly category: string;
  /** How it was resolved, or null when it was not or nobody knows. */
  readonly result: string | null;
  readonly looks: readonly MarketLook[];
  readonly fills: readonly ShownFill[];
  /** Fills that happened and are not listed, evenly spread over the time. */
  readonly fillsLeftOut: number;
};

/**
 * What one cycle saw of a market and had on it, on the YES book. Prices are dollars a share; null
 * where there was none or it was not known.
 */
export type MarketLook = {
  readonly at: string;
  readonly bid: Amount;
  readonly ask: Amount;
  readonly fair: Amount;
  /** Our best resting bid and ask after the cycle. */
  readonly quoteBid: Amount;
  readonly quoteAsk: Amount;
  /** YES less NO shares that we held. */
  readonly shares: Amount;
};

/** One fill, with the price of its own outcome token. */
export type ShownFill = {
  readonly at: string;
  readonly side: 'BUY' | 'SELL';
  readonly outcome: 'YES' | 'NO';
  /** Unit: dollars a share of the outcome. */
  readonly price: string;
  readonly size: string;
  readonly strategy: string;
  readonly role: 'maker' | 'taker';
};

/** How long after a fill the market is looked at again. */
export const HORIZONS = ['10s', '60s', '5min'] as const;

/** One of them. */
export type Horizon = (typeof HORIZONS)[number];

/** What the mid did after a strategy's fills: positive when it moved our way. */
export type MarkoutRow = {
  readonly strategy: string;
  readonly horizon: Horizon;
  /** Fills whose later mid is known. */
  readonly fills: number;
  /** Fills whose later mid is not known. */
  readonly unknown: number;
  /** Mean a share, weighted by size. Unit: cents. */
  readonly meanCents: Amount;
  /** Over all known fills. Unit: USDC. */
  readonly dollars: Amount;
};

/** What became of orders that were to rest. Null where nobody could count. */
export type QueueStatistics = {
  readonly placed: number | null;
  /** Filled to the last share. */
  readonly filled: number | null;
  /** Filled in part and then canceled or expired. */
  readonly partly: number | null;
  /** Orders with any fill, as a share of those placed. Unit: ratio. */
  readonly fillRate: Amount;
  /** From placing to the first fill. Unit: s. */
  readonly medianSecondsToFill: Amount;
  /** What stood before an order when it was placed. Unit: shares. */
  readonly medianAheadShares: Amount;
};

/** How often the risk manager refused for one reason. */
export type Refusals = { readonly code: string; readonly times: number };

/**
 * Mean squared distance of a probability from what happened, over all looks at markets that were
 * resolved: 0 is knowing, 0.25 is always saying one half.
 */
export type Brier = {
  /** Looks with a fair price. */
  readonly n: number;
  readonly markets: number;
  readonly score: string;
  /** The same of the mid, over the same looks: what just believing the market would score. */
  readonly mid: string;
};
