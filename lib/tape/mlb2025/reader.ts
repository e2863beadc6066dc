// Reads one file of a game: the messages of the YES token go through its chain, those of the NO
// token are a check that they mirror them.

import { levelKey } from '../book-builder.ts';
import { bookFeed } from '../book-feed.ts';
import { mirroredMicros } from '../numbers.ts';
import { tickWatch } from '../tick-watch.ts';
import { startChain } from './chain.ts';
import { gatherMessages } from './messages.ts';
import type { Market } from '../../domain/market.ts';
import type { Findings, LineReader } from '../format.ts';
import type { Message } from './rows.ts';

/** Starts reading a file whose rows are about one market. */
export const mlb2025Reader = (market: Market, findings: Findings): LineReader => {
  const { tell } = findings;
  const watch = tickWatch(market.condition, market.tick, findings.emit);
  const feed = bookFeed(market.yes, watch, findings);
  const ids = { market: market.condition, asset: market.yes };
  const chain = startChain({ token: market.yes, ids, feed, findings });
  let waiting: Message | undefined;
  let last: Message | undefined;
  let clock = 0;

  const advance = (next: Message | undefined): void => {
    const message = waiting;
    waiting = next;
    if (message === undefined) return;
    const { at, line } = message;
    if (at < clock) {
      const detail = `${String(clock - at)} ms before an earlier line; read as simultaneous`;
      tell({ kind: 'disorder', line, rows: message.levels.length, detail });
    }
    clock = Math.max(clock, at);
    chain(message, next, { ms: clock, line });
  };
  const messages = gatherMessages(market, tell, (message) => {
    if (last !== undefined && isPair(last, message) && !mirrorsEachOther(last, message)) {
      const detail = `the two tokens differ in a ${message.kind} at ${message.stamp}`;
      tell({ kind: 'mirror-mismatch', line: message.line, rows: message.levels.length, detail });
    }
    last = message;
    if (message.asset === market.yes) advance(message);
  });
  const end = (): void => {
    messages.end();
    advance(undefined);
    feed.hide(clock, 'the recording ends');
  };
  return { line: messages.line, end };
};

const isPair = (a: Message, b: Message): boolean =>
  a.asset !== b.asset && a.stamp === b.stamp && a.kind === b.kind;

const mirrorsEachOther = (a: Message, b: Message): boolean => {
  if (a.levels.length !== b.levels.length) return false;
  const sizes = new Map(a.levels.map((level) => [levelKey(level), level.size]));
  return b.levels.every(({ side, price, size }) => {
    const opposite = side === 'bids' ? 'asks' : 'bids';
    return sizes.get(levelKey({ side: opposite, price: mirroredMicros(price) })) === size;
  });
};
