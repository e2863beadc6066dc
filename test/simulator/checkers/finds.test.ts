// What sections of the simulator found wrong about its own checkers, as short histories: each was
// called broken, and nothing in it is. Beside each stands the same history with a real fault.

import { expect, it } from 'vitest';
import { tradeId } from '../../../lib/units/ids.ts';
import { present } from '../../../lib/units/invariant.ts';
import { price } from '../../../lib/units/price.ts';
import { shares } from '../../../lib/units/shares.ts';
import { epochMs } from '../../../lib/units/time.ts';
import { NOTHING_BOOKED } from './booked.ts';
import { CAPS, FILL } from './fill-history.ts';
import { gated } from './g1-gated.ts';
import { capped } from './g3-capped.ts';
import { converging } from './g5-converging.ts';
import { BID, bookTold, lookedUp, MARKET, minute, openOrderOf, said, sent } from './histories.ts';
import { stateItem, stored, switchRead, venueWith } from './histories.ts';
import { holdingsOf } from './holdings.ts';
import type { Sighting } from './sighting.ts';

const bookWithoutAsks = (at: number): Sighting => {
  const told = bookTold(at);
  if (told.kind !== 'arrived' || told.reply.kind !== 'answer') throw new Error('no answer');
  const body = told.reply.body.replace(/"asks":\[.*?\]/, '"asks":[]');
  return { ...told, reply: { ...told.reply, body } };
};

// Simulated section 119702997921488: a stop sold while a purchase was pending that could fail, so
// that its sale counted as adding, on a book with bids alone.
it.each([
  ['Protect', 'SELL', 0],
  ['Protect', 'BUY', 1],
  ['MM', 'SELL', 1],
] as const)('G1 finds in a %s %s on a book with one side %i faults', (strategy, side, count) => {
  const words = { ...BID, side, strategy };
  const journalled = stored(2, stateItem({ orders: [words] }));
  const history = [bookWithoutAsks(1), journalled, switchRead(3), sent(4, [words])];
  const rules = { slippageMax: 30_000n, stopSlippageMax: 50_000n };
  expect(said(gated(rules), history)).toHaveLength(count);
});

// Simulated section 3000007: two outcomes were bought for more than a dollar and merged. What that
// lost is lost, and no part any more of what may be lost.
it.each([
  ['10', 0],
  ['10.1', 4],
])('G3 finds in a bid for %s after a merge at a loss %i faults', (size, count) => {
  const { condition } = MARKET;
  const no = { token: MARKET.no, outcome: 'NO', price: price('0.7') } as const;
  const merge = { kind: 'merge', condition, size: FILL.size, key: 'm', at: epochMs(5n) } as const;
  const venue = venueWith({
    fills: () => [FILL, { ...FILL, ...no, trade: tradeId('t2') }],
    activity: () => [merge],
    openOrders: () => [openOrderOf({ ...BID, size })],
  });
  expect(said(capped(CAPS), [minute(6)], venue)).toHaveLength(count);
});

// Simulated section 209775291144959: of two markets with the same trades, the failed purchase was
// taken back before the sale in one and after it in the other.
it('G3 takes the cost of each market from when its own failures were booked', () => {
  const { universe } = venueWith({});
  const markets = [...universe().markets.values()].slice(0, 2);
  const [early, late] = markets.map(({ yes }) => yes);
  const fills = markets.flatMap(({ condition, yes: token }) => {
    const bought = { ...FILL, condition, token, price: price('0.8'), size: shares('20') };
    const failed = {
      ...bought,
      price: price('0.2'),
      size: shares('10'),
      status: 'FAILED',
    } as const;
    const sold = { ...bought, side: 'SELL', size: shares('10') } as const;
    return [bought, failed, sold].map((fill, index) => ({
      ...fill,
      trade: tradeId(`${String(index + 1)} of ${condition}`),
    }));
  });
  const { byToken } = holdingsOf({
    universe: universe(),
    fills,
    activity: [],
    booked: {
      ...NOTHING_BOOKED,
      fill: ({ trade }) => Number.parseInt(trade),
      failure: ({ token }) => (token === early ? 2.5 : 9),
    },
    mergesNext: 'by their time',
    failuresNext: 'by their time',
    ownerOf: () => 'MM',
  });
  expect(byToken.get(present(early, 'the first'))?.cost).toBe(8_000_000n);
  expect(byToken.get(present(late, 'the second'))?.cost).toBe(10_000_000n);
});

// Simulated section 905: a deployment wrote the same ends anew, when the venue showed again what it
// had not shown as they were found.
it.each([
  ['{"id":"0x01"}', 'null', 1],
  ['null', '{"id":"0x01"}', 0],
])('G5 finds where %s is said before an end and %s after it %i faults', (first, then, count) => {
  const settled = [{ id: '0x01', end: 'absent' }];
  const saved = (at: number, version: number): Sighting =>
    stored(at, stateItem({ version, settled }), { before: stateItem({ version: version - 1 }) });
  const history = [
    ...[lookedUp(1, '0x01', first), saved(2, 2)],
    ...[lookedUp(3, '0x01', then), saved(4, 3)],
  ];
  expect(said(converging(), history, venueWith({ wasTaken: () => true }))).toHaveLength(count);
});
