import { describe, expect, it } from 'vitest';
import { price } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { after, minutes } from '../../lib/units/time.ts';
import { NOW } from './books.ts';
import { breached, decide, falling, market, NO_HEDGE, oneSided } from './protect-scenes.ts';
import { remembering } from './protect-scenes.ts';
import { bothBooks, position, resting } from './views.ts';
import { decide as decideIcc, market as iccMarket } from './icc-scenes.ts';
import type { Decision } from '../../lib/domain/decision.ts';
import type { Position } from '../../lib/domain/position.ts';
import type { Scene } from './views.ts';

/** So many YES, bought at 0.60. */
const rest = (count: string): Position =>
  position(market, 'YES', { shares: count, cost: (Number(count) * 0.6).toFixed(6) });

const firing = (decision: Decision): boolean =>
  decision.memory.stops.some(({ noEntryUntil }) => noEntryUntil !== null);

describe('a rest that no order can close', () => {
  // Five shares are the market's minimum.
  it.each([
    ['0.009', false],
    ['4.99', false],
    ['5', true],
    ['5.01', true],
  ])('of %s shares: its stop fires is %s', (count, fires) => {
    const decision = decide(falling({ positions: [rest(count)] }));
    expect([firing(decision), decision.desired.length > 0]).toEqual([fires, fires]);
  });

  // Fair 0.10 less 2 cents of slippage: a dollar is 12.5 shares; the hedge at 0.92 needs but five.
  it.each([
    ['4.99', false, false],
    ['5', true, false],
    ['12.49', true, false],
    ['12.5', true, true],
    ['12.51', true, true],
  ])('of %s cheap shares is one to hedge is %s, to sell %s', (count, hedged, sold) => {
    const books = bothBooks(market, { bid: '0.099', ask: '0.101' });
    const scene = falling({ positions: [rest(count)], books });
    expect([firing(decide(scene)), firing(decide(scene, NO_HEDGE))]).toEqual([hedged, sold]);
  });

  it('counts no breaches, cancels nothing and lets an older ban run out', () => {
    const until = after(NOW, minutes(3));
    const stops = [{ ...breached, breaches: 2, widenedCents: 3, noEntryUntil: until }];
    const quote = resting('bid', 'MM', {
      market,
      outcome: 'YES',
      side: 'BUY',
      at: '0.4',
      size: '9',
    });
    const scene = falling({ positions: [rest('0.009')], memory: { stops }, resting: [quote] });
    const { cancels, memory } = decide(scene);
    expect(cancels).toEqual([]);
    expect(memory.stops).toEqual([
      { ...breached, breaches: 0, widenedCents: null, noEntryUntil: until },
    ]);
  });

  // Without a valid price it is measured by the bid, where that is above the last one: ten shares
  // are less than an order at 0.03 or 0.06, and at the bid of 0.5 they are not.
  it.each([
    ['0.03', '0.5', true],
    ['0.03', '0.06', false],
  ])('of ten shares is not one with a last price of %s and a bid of %s: %s', (last, bid, fires) => {
    const memory = remembering({ invalidCycles: 2, lastValid: { at: NOW, yes: price(last) } });
    const scene = oneSided(bid, { positions: [rest('10')], memory });
    expect(firing(decide(scene, NO_HEDGE))).toBe(fires);
  });

  it.each(['0.5', '0'])('is not reported where the book is one-sided, with a bid at %s', (bid) => {
    const memory = remembering({ invalidCycles: 2 });
    const scene: Partial<Scene> = { positions: [rest('4.99')], memory };
    const blind = oneSided('0.5', scene);
    const books = (blind.books ?? []).map((book) => ({
      ...book,
      bids: bid === '0' ? [] : book.bids,
    }));
    const decision = decide({ ...blind, books });
    expect(decision.reports.filter(({ text }) => text.startsWith('stop'))).toEqual([]);
    expect(decision.desired).toEqual([]);
  });

  it.each([
    ['499.99', true],
    ['500', false],
  ])('of %s, 500 being the minimum, stays counted by ICC: %s', (count, counted) => {
    const coarse = { ...iccMarket, sizeMin: shares('500') };
    const { reports } = decideIcc({
      markets: [coarse],
      positions: [position(coarse, 'YES', { shares: count, cost: '350' })],
      memory: { stops: [{ ...breached, token: coarse.yes }] },
    });
    expect(reports.some(({ text }) => text.includes('nothing more can be sold'))).toBe(counted);
  });
});
