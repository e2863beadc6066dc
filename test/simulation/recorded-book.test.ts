import { describe, expect, it } from 'vitest';
import { price } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import {
  alive,
  at,
  blankVenue,
  book,
  bookText,
  gap,
  level,
  openVenue,
  trade,
  YES,
} from './fixtures.ts';
import { setupOf } from './fixtures.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';

const vouchedAt = (venue: SimulatedVenue): unknown => {
  const read = venue.book(YES);
  return read.kind === 'known' ? [read.at, read.value.at] : read.kind;
};

describe('the book of a market', () => {
  it('is unknown until its first whole book', () => {
    const venue = blankVenue();
    venue.apply(level(1, 'bids', ['0.4', '10']));
    expect(bookText(venue)).toBe('UNAVAILABLE: no whole book was recorded yet');
  });
  it('is shown for the other token as its mirror, with the same sizes', () => {
    const venue = blankVenue();
    venue.apply(
      book(1, {
        bids: [
          ['0.45', '7'],
          ['0.44', '8'],
        ],
        asks: [['0.53', '9']],
      }),
    );
    expect(bookText(venue, 'YES')).toBe('8 @ 0.44 7 @ 0.45 | 9 @ 0.53');
    expect(bookText(venue, 'NO')).toBe('9 @ 0.47 | 7 @ 0.55 8 @ 0.56');
  });
  it('is built from a recording of NO alone just as well', () => {
    const venue = blankVenue();
    venue.apply(book(1, { bids: [['0.47', '9']], asks: [['0.55', '7']] }, 'NO'));
    venue.apply(level(2, 'asks', ['0.56', '8', 'NO']));
    expect(bookText(venue, 'YES')).toBe('8 @ 0.44 7 @ 0.45 | 9 @ 0.53');
  });
  it('lists its levels best first, whatever order the recording has them in', () => {
    const venue = blankVenue();
    venue.apply(
      book(1, {
        bids: [
          ['0.44', '8'],
          ['0.45', '7'],
        ],
        asks: [
          ['0.54', '1'],
          ['0.53', '9'],
        ],
      }),
    );
    expect(bookText(venue)).toBe('8 @ 0.44 7 @ 0.45 | 9 @ 0.53 1 @ 0.54');
  });
  it('changes one level at a time, and zero removes a level', () => {
    const venue = openVenue();
    venue.apply(level(2, 'bids', ['0.47', '5']));
    venue.apply(level(2, 'bids', ['0.48', '0']));
    venue.apply(level(2, 'asks', ['0.52', '6.5']));
    venue.apply(level(2, 'asks', ['0.6', '0']));
    expect(bookText(venue)).toBe('5 @ 0.47 | 6.5 @ 0.52');
  });
});

describe('two recorded tokens of one market', () => {
  it('are never added: the stream that came second is ignored', () => {
    const venue = openVenue();
    venue.apply(book(2, { bids: [['0.48', '100']], asks: [['0.52', '100']] }, 'NO'));
    venue.apply(level(3, 'bids', ['0.48', '900', 'NO']));
    expect(bookText(venue)).toBe('100 @ 0.48 | 100 @ 0.52');
  });
  it('change roles at a gap of the followed one', () => {
    const venue = openVenue();
    venue.apply(gap(2));
    venue.apply(book(3, { bids: [['0.47', '3']], asks: [['0.55', '4']] }, 'NO'));
    venue.apply(level(4, 'bids', ['0.4', '9']));
    expect(bookText(venue)).toBe('4 @ 0.45 | 3 @ 0.53');
  });
  it('keep the book known while only the ignored one has a gap', () => {
    const venue = openVenue();
    venue.apply(gap(2, 'NO'));
    expect(bookText(venue)).toBe('100 @ 0.48 | 100 @ 0.52');
  });
});

describe('a gap', () => {
  it('makes the book unknown, with its cause, until the next whole book', () => {
    const venue = openVenue();
    venue.apply(gap(2));
    venue.apply(level(3, 'bids', ['0.48', '5']));
    expect(bookText(venue)).toBe('UNAVAILABLE: feed silent');
    venue.apply(book(4, { bids: [['0.3', '1']], asks: [] }));
    expect(bookText(venue)).toBe('1 @ 0.3 |');
  });
  it('before the first book changes nothing but the cause', () => {
    const venue = blankVenue();
    venue.apply(gap(2));
    expect(bookText(venue)).toBe('UNAVAILABLE: feed silent');
  });
});

describe('a book is as old as the last time its stream vouched for it', () => {
  it.each([
    ['a change of it', level(9, 'bids', ['0.1', '5']), at(9)],
    ['a whole book', book(9, { bids: [], asks: [] }), at(9)],
    ['its feed being alive', alive(9), at(9)],
    ['nothing: a trade says nothing about the book', trade(9, 'BUY', ['0.52', '1']), at(1)],
    ['nothing: the feed of the other token was alive', alive(9, 'NO'), at(1)],
    ['nothing: a change of the ignored token', level(9, 'bids', ['0.1', '5', 'NO']), at(1)],
  ])('%s', (_, event, expected) => {
    const venue = openVenue();
    venue.apply(event);
    expect(vouchedAt(venue)).toEqual([expected, expected]);
  });
  it('and being alive does not bring a lost book back', () => {
    const venue = openVenue();
    venue.apply(gap(2));
    venue.apply(alive(3));
    expect(vouchedAt(venue)).toBe('unknown');
  });
});

it('a book carries the tick and minimum size of its market as they are now', () => {
  const venue = openVenue(setupOf());
  const read = venue.book(YES);
  expect(read.kind === 'known' && read.value.sizeMin).toBe(shares('5'));
  expect(read.kind === 'known' && read.value.bids[0]?.price).toBe(price('0.48'));
});

it('a token that no market lists has no book', () => {
  expect(blankVenue().book('other' as typeof YES).kind).toBe('unknown');
});

it('an event of a token that no market lists is a bug of the tape', () => {
  const stray = { ...level(2, 'bids', ['0.48', '5']), token: 'stray' } as ReturnType<typeof level>;
  expect(() => blankVenue().apply(stray)).toThrow('token stray is listed');
});
