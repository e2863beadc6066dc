import { expect, it } from 'vitest';
import { book, bookText, incoming, level, openVenue, setupOf } from './fixtures.ts';

const take = (size: string) => incoming('take', { side: 'BUY', price: '0.52', size });

it('own resting orders are in the book that the venue shows', () => {
  const venue = openVenue(setupOf(), { yes: '7' });
  venue.place(incoming('bid', { side: 'BUY', price: '0.48', size: '20' }));
  venue.place(incoming('better', { side: 'BUY', price: '0.49', size: '5' }));
  venue.place(incoming('ask', { side: 'SELL', price: '0.51', size: '7' }));
  expect(bookText(venue)).toBe('120 @ 0.48 5 @ 0.49 | 7 @ 0.51 100 @ 0.52');
  expect(bookText(venue, 'NO')).toBe('100 @ 0.48 7 @ 0.49 | 5 @ 0.51 120 @ 0.52');
});

it('what we took is not in it, and cannot be taken twice', () => {
  const venue = openVenue();
  venue.place(take('60'));
  expect(bookText(venue)).toBe('100 @ 0.48 | 40 @ 0.52');
});

it('a level that we took whole is gone', () => {
  const venue = openVenue();
  venue.place(take('100'));
  expect(bookText(venue)).toBe('100 @ 0.48 |');
});

it('what we took stays gone while the recording repeats the same level', () => {
  const venue = openVenue();
  venue.place(take('60'));
  venue.apply(level(2, 'asks', ['0.52', '100']));
  venue.apply(book(3, { bids: [['0.48', '100']], asks: [['0.52', '100']] }));
  expect(bookText(venue)).toBe('100 @ 0.48 | 40 @ 0.52');
});

it('size that the recording adds can be taken', () => {
  const venue = openVenue();
  venue.place(take('60'));
  venue.apply(level(2, 'asks', ['0.52', '130']));
  expect(bookText(venue)).toBe('100 @ 0.48 | 70 @ 0.52');
});

it('a level that shrank below what we took is new from there', () => {
  const venue = openVenue();
  venue.place(take('60'));
  venue.apply(level(2, 'asks', ['0.52', '10']));
  venue.apply(level(3, 'asks', ['0.52', '50']));
  expect(bookText(venue)).toBe('100 @ 0.48 | 40 @ 0.52');
});

it('a level that disappeared comes back whole', () => {
  const venue = openVenue();
  venue.place(take('60'));
  venue.apply(book(2, { bids: [['0.48', '100']], asks: [['0.53', '9']] }));
  venue.apply(level(3, 'asks', ['0.52', '100']));
  expect(bookText(venue)).toBe('100 @ 0.48 | 100 @ 0.52 9 @ 0.53');
});
