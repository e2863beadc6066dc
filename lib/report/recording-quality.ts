// How well the data under a report was recorded, as plain JSON: what a result that rests on it can
// be worth at the most.

/** What was found while the data was played. Unit of lengths: ms. */
export type DataQuality = {
  /** The longest time without any event at all, and when it began. */
  readonly silence: { readonly from: string; readonly ms: number };
  /** Events out of time order, outside of the span, and about markets that are not listed. */
  readonly disorder: number;
  readonly outside: number;
  readonly strangers: number;
  /** Trades that repeat one of the same moment word for word. */
  readonly repeatedTrades: number;
  readonly markets: readonly MarketData[];
};

/** How well one market was recorded. Unit of lengths: ms. */
export type MarketData = {
  readonly name: string;
  readonly books: number;
  readonly levels: number;
  readonly trades: number;
  /**
   * For what share of the time from its first event to its last its book is known; null where there
   * is no such time. Unit: ratio, decimal text.
   */
  readonly known: string | null;
  /** How often the book ceased to be known, and for how long at the longest. */
  readonly gaps: number;
  readonly longestGapMs: number;
  /** The longest time in which nothing was said of a known book. */
  readonly longestSilenceMs: number;
  /** How often the sides of the book began to meet. */
  readonly crossed: number;
  /** Changes of a book that was not known. */
  readonly homeless: number;
};
