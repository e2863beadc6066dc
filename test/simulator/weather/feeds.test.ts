// Feeds that fail: what stands still, and that it moves again.

import { describe, expect, it } from 'vitest';
import { formatTick, price } from '../../../lib/units/price.ts';
import { shares } from '../../../lib/units/shares.ts';
import { openWire, PLAIN } from '../../simulation/wire/markets.ts';
import { emptyBook } from '../markets/quotes.ts';
import { badDice } from './bad-dice.ts';
import { createFeeds } from './feeds.ts';
import type { Move } from '../markets/family.ts';

const open = () => {
  const server = openWire({ markets: [PLAIN] });
  const { dice, heal } = badDice('feeds');
  return { server, feeds: createFeeds(dice, () => server), dice, heal };
};

const now = openWire().venue.now();
const book = emptyBook(PLAIN, now);
const trade: Move = {
  kind: 'trade',
  at: now,
  token: PLAIN.yes,
  takerSide: 'BUY',
  price: price('0.52'),
  size: shares('5'),
  wallet: { kind: 'not-recorded' },
  transaction: '0x1',
};

describe('feeds', () => {
  it('stand still while trades go on, and move again within five minutes', () => {
    const { feeds, dice, heal } = open();
    expect(feeds.passes(book)).toBe(true);
    feeds.minute();
    expect([feeds.passes(book), feeds.passes(trade)]).toEqual([false, true]);
    expect(dice.troubles().map(({ name }) => name)).toEqual([
      'feed frozen',
      'book cleared',
      'tick changes',
    ]);
    heal();
    for (let minute = 0; minute < 5; minute += 1) feeds.minute();
    expect(feeds.passes(book)).toBe(true);
  });

  it('clear the book, and make the grid finer', () => {
    const { server, feeds } = open();
    feeds.minute();
    expect(server.venue.book(PLAIN.yes)).toMatchObject({ value: { bids: [], asks: [] } });
    const market = server.venue.universe().markets.get(PLAIN.condition);
    expect(market === undefined ? '' : formatTick(market.tick)).toBe('0.001');
  });

  it('count no change of a grid that is fine already', () => {
    const { feeds, dice } = open();
    feeds.minute();
    feeds.minute();
    const names = dice.troubles().map(({ name }) => name);
    expect(names.filter((name) => name === 'feed frozen')).toHaveLength(2);
    expect(names.filter((name) => name === 'tick changes')).toHaveLength(1);
  });

  it('move at once when it is calm', () => {
    const { feeds } = open();
    feeds.minute();
    feeds.calm();
    expect(feeds.passes(book)).toBe(true);
  });
});
