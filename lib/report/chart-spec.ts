// What a chart shows, as the page's script gets it: numbers and words, nothing that is particular
// to trading. Times are packed as differences, so that a page of many markets stays small.

/** One line, or one limit, of a chart. */
export type ChartSeries = {
  readonly name: string;
  readonly tone: Tone;
  readonly style: 'line' | 'step' | 'area' | 'dashed' | 'dotted' | 'limit';
  /** Null where it is not known: the line has a gap there. */
  readonly values: readonly (number | null)[];
};

/** A colour by what it means; the style sheet has one for each theme. */
export type Tone =
  | 'pessimistic'
  | 'base'
  | 'optimistic'
  | 'as-played'
  | 'limit'
  | 'market'
  | 'fair'
  | 'bid'
  | 'ask';

/** Series over the same moments. */
export type Track = {
  /** The first in seconds since 1970, the others as differences to the one before. */
  readonly times: readonly number[];
  readonly series: readonly ChartSeries[];
};

/** A single event on a chart. */
export type Mark = {
  /** Unit: s since 1970. */
  readonly at: number;
  readonly value: number;
  readonly shape: 'buy' | 'sell';
  readonly words: string;
};

/** How values are written. */
export type Unit = 'dollars' | 'percent' | 'price' | 'shares';

/** One chart. */
export type ChartSpec = {
  readonly unit: Unit;
  readonly height: number;
  readonly tracks: readonly Track[];
  readonly marks: readonly Mark[];
  /** Charts of one group share their cursor. */
  readonly group: string;
};

/** One market's charts in one band. */
export type MarketCharts = {
  readonly name: string;
  readonly price: ChartSpec;
  readonly inventory: ChartSpec;
  /** Fills that happened and are not marked. */
  readonly fillsLeftOut: number;
};

/** Everything that the page draws. */
export type ChartData = {
  readonly charts: Readonly<Record<string, ChartSpec>>;
  readonly markets: Readonly<Record<string, readonly MarketCharts[]>>;
};
