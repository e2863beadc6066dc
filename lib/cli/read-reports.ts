// Reads the data of a report back from a file. Whoever wrote it was this program or somebody who
// means to be; what is checked is that every part is there and of its kind, so that no page is made
// of something else.

import * as z from 'zod/mini';
import { NO_EXPOSURES } from '../report/highest-exposures.ts';
import { err, ok } from '../units/result.ts';
import type { ReportData } from '../report/report-data.ts';
import type { Result } from '../units/result.ts';

const text = z.string();
const count = z.int().check(z.nonnegative());
// Decimal text, a minus sign before it where it is a loss.
const decimal = z.string().check(z.regex(/^-?\d{1,30}(\.\d{1,18})?$/));
const amount = z.nullable(decimal);
const time = z.iso.datetime();

const pnlRow = z.strictObject({
  name: text,
  realized: amount,
  unrealized: amount,
  fees: amount,
  income: amount,
  net: amount,
  fills: count,
  volume: amount,
});

const look = z.strictObject({
  at: time,
  bid: amount,
  ask: amount,
  fair: amount,
  quoteBid: amount,
  quoteAsk: amount,
  shares: amount,
});

const fill = z.strictObject({
  at: time,
  side: z.enum(['BUY', 'SELL']),
  outcome: z.enum(['YES', 'NO']),
  price: decimal,
  size: decimal,
  strategy: text,
  role: z.enum(['maker', 'taker']),
});

const market = z.strictObject({
  name: text,
  category: text,
  result: z.nullable(text),
  looks: z.array(look),
  fills: z.array(fill),
  fillsLeftOut: count,
});

const markout = z.strictObject({
  strategy: text,
  horizon: z.enum(['10s', '60s', '5min']),
  fills: count,
  unknown: count,
  meanCents: amount,
  dollars: amount,
});

const queue = z.strictObject({
  placed: z.nullable(count),
  filled: z.nullable(count),
  partly: z.nullable(count),
  fillRate: amount,
  medianSecondsToFill: amount,
  medianAheadShares: amount,
});

const highest = z.nullable(z.strictObject({ name: text, exposure: decimal, at: time }));

const band = z.strictObject({
  name: z.enum(['pessimistic', 'base', 'optimistic', 'as-played']),
  model: text,
  cycles: count,
  equity: z.array(z.strictObject({ at: time, equity: amount, drawdown: amount, exposure: amount })),
  // Reports of before it was carried lack it.
  lastBooksEquity: z._default(amount, null),
  highestExposures: z._default(
    z.strictObject({
      category: highest,
      event: highest,
      market: highest,
      since: z.nullable(time),
    }),
    NO_EXPOSURES,
  ),
  caps: z.strictObject({
    drawdownMax: decimal,
    exposureMax: decimal,
    perMarketMax: decimal,
    perEventMax: z._default(amount, null),
    perCategoryMax: z._default(amount, null),
  }),
  money: z.strictObject({
    realized: amount,
    unrealized: amount,
    fees: amount,
    rebates: amount,
    rewards: amount,
    yield: amount,
    net: amount,
  }),
  byStrategy: z.array(pnlRow),
  byMarket: z.array(pnlRow),
  byCategory: z.array(pnlRow),
  markets: z.array(market),
  marketsLeftOut: count,
  markouts: z.array(markout),
  queue,
  refusals: z.array(z.strictObject({ code: text, times: count })),
  brier: z.nullable(z.strictObject({ n: count, markets: count, score: decimal, mid: decimal })),
});

const marketData = z.strictObject({
  name: text,
  books: count,
  levels: count,
  trades: count,
  known: amount,
  gaps: count,
  longestGapMs: count,
  longestSilenceMs: count,
  crossed: count,
  homeless: count,
});

const quality = z.strictObject({
  silence: z.strictObject({ from: time, ms: count }),
  disorder: count,
  outside: count,
  strangers: count,
  repeatedTrades: count,
  markets: z.array(marketData),
});

const report = z.strictObject({
  schema: z.literal(1),
  kind: z.enum(['backtest', 'paper', 'live']),
  title: text,
  madeBy: text,
  command: text,
  source: z.strictObject({
    name: text,
    identity: text,
    from: time,
    to: time,
    events: z.nullable(count),
    problems: z.array(z.strictObject({ kind: text, times: count, rows: count, example: text })),
    // Reports of before it was gathered lack it.
    quality: z._default(z.nullable(quality), null),
    provenance: z.array(
      z.strictObject({
        field: text,
        value: text,
        origin: z.enum(['recorded', 'assumed', 'overridden']),
      }),
    ),
  }),
  settings: z.array(z.strictObject({ name: text, value: text, origin: text })),
  warnings: z.array(text),
  bands: z.array(band),
});

const json = (content: string): unknown => {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
};

// A backtest prints all of its reports in one document.
const file = z.union([z.strictObject({ reports: z.array(report) }), report]);

/** Reads the reports in a file: one, or those of a backtest. */
export const reportsIn = (content: string): Result<readonly ReportData[], string> => {
  const read = file.safeParse(json(content));
  if (read.success) return ok('reports' in read.data ? read.data.reports : [read.data]);
  const one = report.safeParse(json(content));
  const path = one.error?.issues[0]?.path.join('.') ?? '';
  return err(
    'it is not the data of a report that this version knows' + (path === '' ? '' : `: see ${path}`),
  );
};
