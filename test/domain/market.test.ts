// Both tokens of a market meet on one book, and everything that compares sides does it there.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bookSideOf,
  horizonOf,
  knownHorizonOf,
  otherOutcome,
  otherSide,
  tokenOf,
  universeOf,
  yesPrice,
} from '../../lib/domain/market.ts';
import { conditionId, eventId, tokenId } from '../../lib/units/ids.ts';
import { complement, tick } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { epochMs } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { anyPrice } from '../units/arbitraries.ts';
import type { EventGroup, GameStart, Market, Outcome, Side } from '../../lib/domain/market.ts';
import type { When } from '../../lib/units/time.ts';

const marketOf = (end: When, gameStart: GameStart): Market => ({
  condition: conditionId('0xc'),
  slug: 'a-market',
  event: eventId('e'),
  yes: tokenId('1'),
  no: tokenId('2'),
  outcomeLabels: { yes: 'Home', no: 'Away' },
  tick: tick('0.01'),
  sizeMin: shares('5'),
  fee: { kind: 'free' },
  rewards: { kind: 'none' },
  version: 'v1',
  negRisk: false,
  status: { kind: 'accepting' },
  end,
  gameStart,
  volume24h: usdc('1000'),
});

const at = (ms: bigint): When => ({ kind: 'at', at: epochMs(ms) });
const unknown: When = { kind: 'unknown' };
const market = marketOf(at(2n), { kind: 'none' });

describe('outcomes and sides', () => {
  it('have each one other', () => {
    expect([otherOutcome('YES'), otherOutcome('NO')]).toEqual(['NO', 'YES']);
    expect([otherSide('BUY'), otherSide('SELL')]).toEqual(['SELL', 'BUY']);
    expect([tokenOf(market, 'YES'), tokenOf(market, 'NO')]).toEqual(['1', '2']);
  });

  it.each([
    ['BUY', 'YES', 'BID'],
    ['SELL', 'YES', 'ASK'],
    ['BUY', 'NO', 'ASK'],
    ['SELL', 'NO', 'BID'],
  ] satisfies [Side, Outcome, string][])('%s %s joins the %s', (side, outcome, bookSide) => {
    expect(bookSideOf(side, outcome)).toBe(bookSide);
  });

  it('price the NO token at the complement on the YES book', () => {
    fc.assert(
      fc.property(anyPrice, (p) => {
        expect([yesPrice(p, 'YES'), yesPrice(p, 'NO')]).toEqual([p, complement(p)]);
        expect(yesPrice(yesPrice(p, 'NO'), 'NO')).toBe(p);
      }),
    );
  });
});

describe('the horizon of a market', () => {
  it.each([
    ['the end without a game', at(2n), { kind: 'none' }, at(2n), at(2n)],
    ['the game start before the end', at(2n), at(1n), at(1n), at(1n)],
    ['the end before the game start', at(1n), at(2n), at(1n), at(1n)],
    ['unknown when the end is', unknown, at(1n), unknown, at(1n)],
    ['unknown when the game start is', at(1n), unknown, unknown, at(1n)],
    ['unknown without a game when the end is', unknown, { kind: 'none' }, unknown, unknown],
  ] satisfies [string, When, GameStart, When, When][])(
    'is %s, and as far as known the other',
    (...[, end, gameStart, horizon, known]) => {
      const market = marketOf(end, gameStart);
      expect([horizonOf(market), knownHorizonOf(market)]).toEqual([horizon, known]);
    },
  );
});

describe('a universe', () => {
  const event: EventGroup = {
    id: eventId('e'),
    slug: 'an-event',
    category: 'sports',
    exclusivity: 'unknown',
    completeness: 'partial',
    markets: [market.condition],
  };
  const universe = universeOf([market], [event]);

  it('finds markets and events by id', () => {
    expect(universe.markets.get(market.condition)).toBe(market);
    expect(universe.events.get(event.id)).toBe(event);
  });

  it('finds the market and outcome of either token, and nothing for a strange one', () => {
    const found = [market.yes, market.no, tokenId('3')].map((token) => universe.tokens.get(token));
    expect(found).toEqual([
      { condition: market.condition, outcome: 'YES' },
      { condition: market.condition, outcome: 'NO' },
      undefined,
    ]);
  });
});
