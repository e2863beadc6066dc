// How good a recording is, told while its events pass by: what a result that rests on it is worth.
// A pure function of the events and of the problems that their reader told; memory holds the books
// and nothing of the past.

import { ROW, eventAt } from '../domain/tape-block.ts';
import { microsOfPrice } from '../units/price.ts';
import { microsOfShares } from '../units/shares.ts';
import { msOfEpoch } from '../units/time.ts';
import { problemCounts } from './problem-counts.ts';
import { watchMarket } from './quality-market.ts';
import type { Outcome } from '../domain/market.ts';
import type { Tape, TapeBlock, TapeEvent, TapeProblem } from '../domain/tape-event.ts';
import type { TokenId } from '../units/ids.ts';
import type { ProblemCount } from './problem-counts.ts';
import type { MarketQuality, MarketWatch } from './quality-market.ts';

/** How good a recording is. Unit: times in milliseconds since 1970, lengths in milliseconds. */
export type TapeQuality = {
  readonly start: number;
  readonly end: number;
  readonly events: number;
  /** Events that are earlier than one before them: a reader never lets one through. */
  readonly disorder: number;
  /** Events before the start or after the end of the tape. */
  readonly outside: number;
  /** Trades that repeat one of the same moment word for word. */
  readonly repeatedTrades: number;
  /** Events about markets that the tape does not list. */
  readonly strangers: number;
  /** The longest time without any event at all, and when it began. */
  readonly silence: { readonly from: number; readonly ms: number };
  readonly problems: readonly ProblemCount[];
  readonly markets: readonly MarketQuality[];
};

/** Watches a tape pass by. */
export type QualityWatch = {
  readonly event: (event: TapeEvent) => void;
  /** The first rows of a block. */
  readonly block: (block: TapeBlock, rows: number) => void;
  readonly problem: (problem: TapeProblem) => void;
  readonly report: () => TapeQuality;
};

type Lane = { readonly market: MarketWatch; readonly outcome: Outcome };

const lanesOf = ({ universe }: Watched) => {
  const markets = new Map(
    Array.from(universe.markets.values(), ({ condition, slug }) => [condition, watchMarket(slug)]),
  );
  const lanes = new Map<TokenId, Lane>();
  for (const [token, { condition, outcome }] of universe.tokens) {
    const market = markets.get(condition);
    if (market !== undefined) lanes.set(token, { market, outcome });
  }
  return { markets, lanes };
};

type Watched = Pick<Tape, 'universe' | 'start' | 'end'>;

type Clock = {
  readonly pass: (ms: number) => void;
  readonly report: () => Pick<
    TapeQuality,
    'start' | 'end' | 'events' | 'disorder' | 'outside' | 'silence'
  >;
};

const clockOf = (tape: Watched): Clock => {
  const start = Number(msOfEpoch(tape.start));
  const end = Number(msOfEpoch(tape.end));
  let last = start;
  let [events, disorder, outside, from, longest] = [0, 0, 0, start, 0];
  const note = (ms: number): void => {
    if (ms - last > longest) [from, longest] = [last, ms - last];
    if (ms > last) last = ms;
  };
  return {
    pass: (ms) => {
      events += 1;
      if (ms < start || ms > end) outside += 1;
      if (ms < last && ms >= start) disorder += 1;
      note(ms);
    },
    report: () => {
      note(end);
      return { start, end, events, disorder, outside, silence: { from, ms: longest } };
    },
  };
};

// Rows of one transaction resemble each other, so a trade repeats another only to the word.
const repeats = (): ((trade: Extract<TapeEvent, { readonly kind: 'trade' }>) => boolean) => {
  let moment = 0n;
  let texts = new Set<string>();
  return ({ at, token, takerSide, price, size, wallet, transaction }) => {
    if (msOfEpoch(at) !== moment) texts = new Set();
    moment = msOfEpoch(at);
    const amounts = [microsOfPrice(price), microsOfShares(size)].join();
    const who = wallet.kind === 'known' ? wallet.address : '';
    const text = JSON.stringify([token, takerSide, amounts, who, transaction]);
    const isKnown = texts.has(text);
    texts.add(text);
    return isKnown;
  };
};

// Hands each event to the market that it is about.
type Router = {
  readonly event: (event: TapeEvent, ms: number) => void;
  readonly row: (block: TapeBlock, row: number) => void;
  readonly strangers: () => number;
  readonly markets: () => readonly MarketQuality[];
};

const routerOf = (tape: Watched): Router => {
  const { markets, lanes } = lanesOf(tape);
  let strangers = 0;

  const at = (token: TokenId | undefined, use: (lane: Lane) => void): void => {
    const lane = token === undefined ? undefined : lanes.get(token);
    if (lane === undefined) strangers += 1;
    else use(lane);
  };
  return {
    strangers: () => strangers,
    markets: () => Array.from(markets.values(), (market) => market.report()),
    row: (block, row) =>
      at(block.names[block.tokens[row] ?? 0], ({ market, outcome }) => {
        const { times, kinds, prices, sizes } = block;
        const [ms, kind] = [times[row] ?? 0, kinds[row] ?? ROW.other];
        market.level({ ms, outcome, kind, price: prices[row] ?? 0, size: sizes[row] ?? 0 });
      }),
    event: (event, ms) => {
      switch (event.kind) {
        case 'level':
          return at(event.token, ({ market, outcome }) => {
            const kind = event.side === 'bids' ? ROW.bid : ROW.ask;
            const price = Number(microsOfPrice(event.price));
            market.level({ ms, outcome, kind, price, size: Number(microsOfShares(event.size)) });
          });
        case 'book':
          return at(event.token, ({ market, outcome }) => market.book(ms, outcome, event));
        case 'trade':
          return at(event.token, ({ market }) => market.trade(ms));
        case 'gap':
          return at(event.token, ({ market, outcome }) => market.gap(ms, outcome));
        case 'alive':
          for (const token of event.tokens)
            at(token, ({ market, outcome }) => market.alive(ms, outcome));
          return;
        case 'tick':
        case 'status':
          if (!markets.has(event.condition)) strangers += 1;
      }
    },
  };
};

/** Starts watching a tape. */
export const watchQuality = (tape: Watched): QualityWatch => {
  const router = routerOf(tape);
  const clock = clockOf(tape);
  const isRepeat = repeats();
  const problems = problemCounts();
  let repeatedTrades = 0;

  const event = (one: TapeEvent): void => {
    const ms = Number(msOfEpoch(one.at));
    clock.pass(ms);
    if (one.kind === 'trade' && isRepeat(one)) repeatedTrades += 1;
    router.event(one, ms);
  };
  return {
    event,
    problem: problems.note,
    block: (block, rows) => {
      for (let row = 0; row < rows; row += 1)
        if (block.kinds[row] === ROW.other) event(eventAt(block, row));
        else {
          clock.pass(block.times[row] ?? 0);
          router.row(block, row);
        }
    },
    report: () => ({
      ...clock.report(),
      repeatedTrades,
      strangers: router.strangers(),
      problems: problems.counts(),
      markets: router.markets(),
    }),
  };
};
