// The checkers of money fail on books and exposures that are wrong, by a micro where micros count.

import { describe, expect, it } from 'vitest';
import { orderId, tradeId } from '../../../lib/units/ids.ts';
import { price } from '../../../lib/units/price.ts';
import { shares } from '../../../lib/units/shares.ts';
import { after, epochMs, minutes } from '../../../lib/units/time.ts';
import { usdc, ZERO_USDC } from '../../../lib/units/usdc.ts';
import { BOOKED, BOOKS, itemOf, OPENING, stateWith } from './book-history.ts';
import { CAPS, FILL } from './fill-history.ts';
import { capped } from './g3-capped.ts';
import { historyAmiss, restAmiss } from './g6-books.ts';
import { sinceOpening } from './opening.ts';
import { BID, MARKET, minute, openOrderOf, said, sent, stateItem, stored } from './histories.ts';
import { bodyOf, venueWith } from './histories.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { LedgerEntry } from '../../../lib/domain/ledger-entry.ts';

describe('G3, the worst case stays within every cap', () => {
  const faults = (fills: readonly Fill[], resting: readonly string[]): readonly string[] => {
    const openOrders = () => resting.map((size) => openOrderOf({ ...BID, size }));
    return said(capped(CAPS), [minute(1)], venueWith({ fills: () => fills, openOrders }));
  };

  it('counts what is held at its cost', () => {
    expect(faults([FILL], [])).toEqual([]);
    const more = { ...FILL, size: shares('10.1') };
    expect(faults([more], [])).toEqual([
      'all may lose 4040000 micros, the cap is 4000000',
      `market ${MARKET.condition} may lose 4040000 micros, the cap is 4000000`,
      'event 90000 may lose 4040000 micros, the cap is 4000000',
      'category sports may lose 4040000 micros, the cap is 4000000',
    ]);
  });

  it('counts what rests as if it filled', () => {
    expect(faults([], ['10'])).toEqual([]);
    expect(faults([FILL], ['1'])).toHaveLength(4);
  });

  it('counts what is on its way until it has arrived, or cannot any more', () => {
    const words = { ...BID, size: '10.1' };
    const journal = stored(1, stateItem({ orders: [words] }));
    const history = [journal, sent(2, [words]), minute(40_003)];
    expect(said(capped(CAPS), history)).toHaveLength(8);
    expect(said(capped(CAPS), [...history, minute(40_004)])).toHaveLength(8);
  });

  // Simulated section 142021727919558.
  it('counts nothing more of what got no connection', () => {
    const words = { ...BID, size: '10.1' };
    const journal = stored(1, stateItem({ orders: [words] }));
    const away = { kind: 'turned-away', at: 3, bodies: [bodyOf(words)] } as const;
    expect(said(capped(CAPS), [journal, sent(2, [words]), away, minute(4)])).toHaveLength(4);
    const other = { ...away, bodies: ['{}'] };
    expect(said(capped(CAPS), [journal, sent(2, [words]), other, minute(4)])).toHaveLength(8);
  });

  it('takes a sale off at the average cost, and a failed fill not at all', () => {
    const sale = { ...FILL, trade: tradeId('t2'), side: 'SELL', matchedAt: epochMs(6n) } as const;
    const more = { ...FILL, size: shares('20') };
    expect(faults([more, sale], [])).toEqual([]);
    expect(faults([more, { ...sale, status: 'FAILED' }], [])).toHaveLength(4);
    expect(faults([more, { ...sale, status: 'MINED' }], [])).toHaveLength(4);
  });

  it('lets the two outcomes of a market pay for each other', () => {
    const no = { ...FILL, trade: tradeId('t2'), token: MARKET.no, outcome: 'NO' } as const;
    expect(faults([FILL, { ...no, price: price('0.6') }], [])).toEqual([]);
  });
});

describe('G6, the books are the books of the venue', () => {
  const state = stateWith([OPENING, BOOKED]);
  const entries = [itemOf(OPENING), itemOf(BOOKED)];

  it('says nothing where they are the same', () => {
    expect(restAmiss(state, BOOKS)).toEqual([]);
    expect(historyAmiss({ state, entries }, BOOKS)).toEqual([]);
  });

  it('sees a micro of cash, and one of shares', () => {
    const more = new Map([[String(MARKET.yes), 10_000_001n]]);
    expect(restAmiss(state, { ...BOOKS, cash: 96_000_001n })).toEqual([
      'cash is 96000000 in our books, 96000001 in theirs',
    ]);
    expect(restAmiss(state, { ...BOOKS, shares: more })).toHaveLength(1);
    expect(restAmiss(state, { ...BOOKS, shares: new Map() })).toHaveLength(1);
  });

  it('sees a micro of fees, and one of gains', () => {
    const charged = { ...BOOKS, fills: [{ ...FILL, fee: usdc('0.000001') }] };
    expect(restAmiss(state, charged)).toEqual(['fees are 0 in our books, 1 in theirs']);
    const gained = state.ledger.S.replace('"realized":"0"', '"realized":"0.000001"');
    expect(restAmiss({ ...state, ledger: { S: gained } }, BOOKS)).toEqual([
      'flows, gains, income, fees and costs come to 96000001, cash is 96',
    ]);
  });

  it('sees an intent that is not resolved', () => {
    const open = { ...stateItem({ orders: [BID] }), ledger: state.ledger };
    expect(restAmiss(open, BOOKS)).toEqual(['unresolved at rest: 0x01']);
    expect(restAmiss(open, { ...BOOKS, resting: ['0x01'] })).toEqual([]);
  });

  // The venue tells whole seconds: 2.999 s is 2 s to us.
  // Simulated section 920003.
  it('takes what the wallet held before the opening for no part of it', () => {
    const before = { ...FILL, trade: tradeId('t0'), order: orderId('0x00') };
    const opening = { ...OPENING, at: epochMs(62_500n) };
    const early = { ...before, matchedAt: epochMs(2_999n) };
    const shares = new Map([[String(MARKET.yes), 20_000_000n]]);
    const withFill = (fill: typeof early) =>
      sinceOpening({ ...BOOKS, shares, fills: [fill, FILL] }, [opening, BOOKED]);
    expect(restAmiss(state, withFill(early))).toEqual([]);
    expect(historyAmiss({ state, entries }, withFill(early))).toEqual([]);
    expect([...withFill(early).foreign]).toEqual([MARKET.condition]);
    expect(restAmiss(state, withFill({ ...early, matchedAt: epochMs(3_000n) }))).toHaveLength(1);
  });

  // The owner bought ten shares before the opening, we bought ten more, and they lost.
  it('lets a redemption take what the wallet held before the opening as well', () => {
    const redeemed: LedgerEntry = {
      ...BOOKED,
      kind: 'redemption',
      sequence: 3,
      eventId: 'activity|r|YES',
      payout: ZERO_USDC,
    };
    const early = { ...FILL, trade: tradeId('t0'), order: orderId('0x00'), matchedAt: epochMs(1n) };
    const opening = { ...OPENING, at: after(FILL.matchedAt, minutes(1)) };
    const books = { ...BOOKS, shares: new Map(), fills: [early, FILL] };
    const entries = [OPENING, BOOKED, redeemed];
    const since = sinceOpening(books, [opening, BOOKED, redeemed]);
    expect(restAmiss(stateWith(entries), since)).toEqual([]);
    const paid = { ...redeemed, payout: usdc('10') };
    expect(sinceOpening(books, [opening, BOOKED, paid]).shares.size).toBe(1);
  });

  it('keeps what was booked before books opened anew', () => {
    const anew = { ...OPENING, sequence: 3, at: after(FILL.matchedAt, minutes(2)) };
    const books = sinceOpening(BOOKS, [OPENING, BOOKED, anew]);
    expect(books).toEqual(BOOKS);
  });

  it('sees an order that rests and that our books do not have', () => {
    expect(restAmiss(state, { ...BOOKS, resting: ['0x02'] })).toEqual([
      'rests in their books only: 0x02',
    ]);
  });

  it('sees a fill that was never booked, one that was booked twice, and one that never was', () => {
    const once = { state: stateWith([OPENING]), entries: [itemOf(OPENING)] };
    expect(historyAmiss(once, BOOKS)).toEqual(['fill t1|0x01 is booked 0 times']);
    const again = { ...BOOKED, sequence: 3, eventId: 'again' };
    expect(historyAmiss({ state, entries: [...entries, itemOf(again)] }, BOOKS)).toContain(
      'fill t1|0x01 is booked 2 times',
    );
    expect(historyAmiss({ state, entries }, { ...BOOKS, fills: [] })).toEqual([
      'fill t1|0x01 is in the books and nowhere else',
    ]);
  });

  it('sees a history that does not add up to the books', () => {
    expect(historyAmiss({ state, entries: [itemOf(OPENING)] }, { ...BOOKS, fills: [] })).toEqual([
      'the entries do not add up to the books',
    ]);
  });
});
