// Events as short texts, so that a test shows a whole tape at a glance.

import { formatPrice, formatTick } from '../../lib/units/price.ts';
import { formatShares } from '../../lib/units/shares.ts';
import { msOfEpoch } from '../../lib/units/time.ts';
import type { Level } from '../../lib/domain/book.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';

const levels = (side: readonly Level[]): string =>
  side.map(({ price, size }) => `${formatPrice(price)}x${formatShares(size)}`).join(' ');

const bodyOf = (event: TapeEvent): string => {
  switch (event.kind) {
    case 'book':
      return `book ${levels(event.bids)} | ${levels(event.asks)}`;
    case 'level':
      return `${event.side} ${formatPrice(event.price)}x${formatShares(event.size)}`;
    case 'trade':
      return `${event.takerSide} ${formatPrice(event.price)}x${formatShares(event.size)}`;
    case 'tick':
      return `tick ${formatTick(event.tick)}`;
    case 'status':
      return event.status.kind;
    case 'gap':
      return `gap: ${event.cause}`;
    case 'alive':
      return 'alive';
  }
};

/** Writes events with their time in milliseconds after a start. */
export const written = (events: readonly TapeEvent[], start: number): readonly string[] =>
  events.map((event) => `${String(Number(msOfEpoch(event.at)) - start)} ${bodyOf(event)}`);
