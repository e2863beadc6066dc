// What a poll saw becomes events in time order: trades before the books that show their effect, a
// gap for what could not be read, and a sign of life for what did not change.

import { describe, expect, it } from 'vitest';
import { endRecord, recordPoll, startRecord } from '../../lib/backtest/record-feed.ts';
import { universeOf } from '../../lib/domain/market.ts';
import { known, unknown } from '../../lib/domain/observed.ts';
import { mirrored } from '../../lib/domain/book.ts';
import { readError } from '../../lib/simulation/book-view.ts';
import { price, tick } from '../../lib/units/price.ts';
import { ONE } from '../../lib/units/ratio.ts';
import { shares } from '../../lib/units/shares.ts';
import { written } from '../tape/written-events.ts';
import { at, CONDITION, MARKET, NO, START, YES } from '../simulation/fixtures.ts';
import type { RecordedPoll, RecordState } from '../../lib/backtest/record-feed.ts';
import type { Book } from '../../lib/domain/book.ts';
import type { Market, Universe } from '../../lib/domain/market.ts';
import type { Observed } from '../../lib/domain/observed.ts';
import type { Print } from '../../lib/domain/print.ts';

const UNIVERSE = universeOf([MARKET], []);
const BOOK: Book = {
  token: YES,
  bids: [{ price: price('0.48'), size: shares('100') }],
  asks: [{ price: price('0.52'), size: shares('100') }],
  tick: tick('0.01'),
  sizeMin: shares('5'),
  at: at(0),
};
const OUTAGE = readError('UNAVAILABLE', 'fetchBooks', 'no line');

const printAt = (ms: number, key: string, more: Partial<Print> = {}): Print => ({
  key,
  transaction: `0x${key}`,
  wallet: { kind: 'not-recorded' },
  condition: CONDITION,
  token: YES,
  outcome: 'YES',
  takerSide: 'SELL',
  price: price('0.48'),
  size: shares('3'),
  at: at(ms),
  ...more,
});

const pollAt = (ms: number, said: Partial<RecordedPoll> = {}, book = BOOK): RecordedPoll => ({
  at: at(ms),
  books: new Map([
    [YES, known(book, at(ms))],
    [NO, known(mirrored(book, NO), at(ms))],
  ]),
  universe: known(UNIVERSE, at(ms)),
  trades: known([], at(ms)),
  ...said,
});

const play = (polls: readonly RecordedPoll[], from = startRecord(UNIVERSE, at(0))) => {
  let state: RecordState = from;
  const events = polls.flatMap((poll) => {
    const recorded = recordPoll(state, poll);
    state = recorded.state;
    return recorded.events;
  });
  return { state, said: written(events, START) };
};

const withStatus = (status: Market['status']) => universeOf([{ ...MARKET, status }], []);

describe('a recording of polls', () => {
  it('shows a book that is new or has changed, and vouches for one that has not', () => {
    const thinner = { ...BOOK, asks: [{ price: price('0.52'), size: shares('7') }] };
    expect(play([pollAt(2_000), pollAt(4_000), pollAt(6_000, {}, thinner)]).said).toEqual([
      '2000 book 0.48x100 | 0.52x100',
      '4000 alive',
      '6000 book 0.48x100 | 0.52x7',
    ]);
  });
  it('puts each trade once, before the books of its poll and not before the last ones', () => {
    const first = printAt(1_000, 'a');
    const late = printAt(1_500, 'b');
    const polls = [
      pollAt(2_000, { trades: known([first], at(2_000)) }),
      pollAt(4_000, { trades: known([first, printAt(3_000, 'c'), late], at(4_000)) }),
    ];
    expect(play(polls).said).toEqual([
      '1000 SELL 0.48x3',
      '2000 book 0.48x100 | 0.52x100',
      '2000 SELL 0.48x3',
      '3000 SELL 0.48x3',
      '4000 alive',
    ]);
  });
  it('puts a trade that is stamped later than the poll at the poll', () => {
    const polls = [pollAt(2_000, { trades: known([printAt(9_000, 'a')], at(2_000)) })];
    expect(play(polls).said[0]).toBe('2000 SELL 0.48x3');
  });
  it('puts an average on the grid, where it fills less', () => {
    const trades = [
      printAt(1_000, 'a', { price: price('0.4815') }),
      printAt(1_001, 'b', { price: price('0.4815'), takerSide: 'BUY' }),
    ];
    expect(play([pollAt(2_000, { trades: known(trades, at(2_000)) })]).said.slice(0, 2)).toEqual([
      '1000 SELL 0.49x3',
      '1001 BUY 0.48x3',
    ]);
  });
  it('says once that a book is not known, and shows it whole when it is again', () => {
    const unread: Observed<Book> = unknown(OUTAGE);
    const gone = { books: new Map([YES, NO].map((token) => [token, unread] as const)) };
    const polls = [
      pollAt(1_000, gone),
      pollAt(2_000),
      pollAt(4_000, gone),
      pollAt(6_000, gone),
      pollAt(8_000),
    ];
    expect(play(polls).said).toEqual([
      '2000 book 0.48x100 | 0.52x100',
      '4000 gap: no line',
      '8000 book 0.48x100 | 0.52x100',
    ]);
  });
  it('does not know a book that the other token does not mirror', () => {
    const other = { ...BOOK, bids: [{ price: price('0.45'), size: shares('1') }] };
    const books = new Map([
      [YES, known(BOOK, at(4_000))],
      [NO, known(mirrored(other, NO), at(4_000))],
    ]);
    expect(play([pollAt(2_000), pollAt(4_000, { books })]).said[1]).toBe(
      '4000 gap: the books of the two tokens do not mirror each other',
    );
  });
  it('asks for missed trades again, and knows none by an outage', () => {
    const { state, said } = play([pollAt(2_000, { trades: unknown(OUTAGE) })]);
    expect(said).toEqual(['2000 book 0.48x100 | 0.52x100']);
    expect(state.tape.from).toBe(at(0));
  });
  it('tells that a market ends, once, and shows no book of it any more', () => {
    const resolved = { universe: known(withStatus({ kind: 'resolved', yesPayout: ONE }), at(0)) };
    expect(play([pollAt(2_000), pollAt(4_000, resolved), pollAt(6_000, resolved)]).said).toEqual([
      '2000 book 0.48x100 | 0.52x100',
      '4000 resolved',
    ]);
  });
  it('keeps what a market was while Gamma cannot be read or does not tell it', () => {
    const paused = pollAt(2_000, { universe: known(withStatus({ kind: 'paused' }), at(0)) });
    const silent: readonly Observed<Universe>[] = [
      unknown(OUTAGE),
      known(universeOf([], []), at(0)),
    ];
    const polls = [paused, ...silent.map((universe) => pollAt(4_000, { universe }))];
    expect(play(polls).said.filter((one) => /paused|accepting/.test(one))).toEqual(['2000 paused']);
  });
  it('tells a tick that a book shows', () => {
    const finer = { ...BOOK, tick: tick('0.001') };
    expect(play([pollAt(2_000, {}, finer), pollAt(4_000, {}, finer)]).said).toEqual([
      '2000 tick 0.001',
      '2000 book 0.48x100 | 0.52x100',
      '4000 alive',
    ]);
  });
  it('never goes back in time, even where the clock does', () => {
    expect(play([pollAt(4_000), pollAt(2_000)]).said).toEqual([
      '4000 book 0.48x100 | 0.52x100',
      '4000 alive',
    ]);
  });
  it('ends with a gap for every book that is known', () => {
    const { state } = play([pollAt(2_000)]);
    expect(written(endRecord(state, at(3_000), 'the recording ends'), START)).toEqual([
      '3000 gap: the recording ends',
    ]);
    expect(endRecord(startRecord(UNIVERSE, at(0)), at(3_000), 'the recording ends')).toEqual([]);
  });
});
