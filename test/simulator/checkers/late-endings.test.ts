// What is read late, or fails late, changes what the books say that things have cost: nothing of it
// is an order that was sent.

import { expect, it } from 'vitest';
import { fillKey } from '../../../lib/domain/fill.ts';
import { orderId, tradeId } from '../../../lib/units/ids.ts';
import { price } from '../../../lib/units/price.ts';
import { present } from '../../../lib/units/invariant.ts';
import { shares } from '../../../lib/units/shares.ts';
import { epochMs } from '../../../lib/units/time.ts';
import { emptyLedger, recordEvent } from '../../../lib/accounting/ledger.ts';
import { positionsOf } from '../../../lib/accounting/positions.ts';
import { postFills } from '../../../lib/accounting/post-fills.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { NOTHING_BOOKED } from './booked.ts';
import { FILL } from './fill-history.ts';
import { capped } from './g3-capped.ts';
import {
  BID,
  MARKET,
  minute,
  openOrderOf,
  said,
  sent,
  stateItem,
  stored,
  venueWith,
} from './histories.ts';
import { holdingsOf } from './holdings.ts';
import { soakUniverse } from '../../soak/world.ts';
import type { Activity } from '../../../lib/domain/activity.ts';
import type { Fill, TradeStatus } from '../../../lib/domain/fill.ts';
import type { Market } from '../../../lib/domain/market.ts';
import type { OrderWords } from './histories.ts';
import type { Sighting } from './sighting.ts';

const PLENTY = 1_000_000_000n;
const capsOf = (total: bigint) => ({ total, market: PLENTY, event: PLENTY, category: PLENTY });

type Words = Partial<Fill> & { readonly of?: Market };
const bought = (at: number, outcome: 'YES' | 'NO', own: Words): Fill => {
  const { of: market = MARKET, ...rest } = own;
  return {
    ...FILL,
    trade: tradeId(`t${String(at)}`),
    order: orderId(`0x0${String(at)}`),
    condition: market.condition,
    token: outcome === 'YES' ? market.yes : market.no,
    outcome,
    matchedAt: epochMs(BigInt(at)),
    ...rest,
  };
};

const mergeOf = (at: number, { condition }: Market, size = '10'): Activity => ({
  kind: 'merge',
  at: epochMs(BigInt(at)),
  key: `m${String(at)}`,
  condition,
  size: shares(size),
});

const saves = (
  version: number,
  outbox: readonly object[],
  orders: readonly OrderWords[] = [],
): Sighting =>
  stored(
    version,
    {
      ...stateItem({ version: version + 1, orders }),
      outbox: { S: JSON.stringify(outbox.map((one, index) => ({ ...one, sequence: index + 1 }))) },
    },
    { before: stateItem({ version }) },
  );
const bookedFill = ({ trade, order }: Fill): object => ({ kind: 'fill', trade, order });

it('a purchase that fails after a merge has taken of its lot breaks no cap', () => {
  let status: TradeStatus = 'MATCHED';
  const fills = (): readonly Fill[] => [
    bought(1, 'YES', { price: price('0.1') }),
    bought(2, 'YES', { price: price('0.9'), status }),
    bought(3, 'NO', { price: price('0.4'), size: shares('20') }),
  ];
  const merge = mergeOf(4, MARKET);
  const venue = venueWith({ fills, activity: () => [merge] });
  const checker = capped(capsOf(3_900_000n));
  const booked = [...fills().map(bookedFill), { kind: 'merge', condition: MARKET.condition }];
  expect(said(checker, [saves(1, booked), minute(5)], venue)).toEqual([]);
  status = 'FAILED';
  expect(said(checker, [minute(6)], venue)).toEqual([]);
});

it('takes back with a purchase what it had returned of what was owed, as the books do', () => {
  const fills = [
    bought(1, 'YES', { side: 'SELL', price: price('0.5') }),
    bought(2, 'YES', { price: price('0.6'), size: shares('20'), status: 'MATCHED' }),
    bought(3, 'YES', { price: price('0.2'), size: shares('30') }),
  ];
  const failed = { ...present(fills[1], 'the second'), status: 'FAILED' } as const;
  const at = epochMs(0n);
  const event = { kind: 'opening', cash: usdc('100') } as const;
  const { state } = recordEvent(emptyLedger(at), { eventId: 'opening', at, event });
  const ledger = [...fills, failed].reduce(
    (so, fill) => postFills(so, [fill], () => 'MM').state,
    state,
  );
  const { byToken } = holdingsOf({
    universe: venueWith({}).universe(),
    fills: fills.map((fill) => (fill.trade === failed.trade ? failed : fill)),
    activity: [],
    booked: {
      ...NOTHING_BOOKED,
      fill: (fill) => fills.findIndex((one) => fillKey(one) === fillKey(fill)),
      failure: () => 4,
    },
    mergesNext: 'by their time',
    failuresNext: 'by their time',
    ownerOf: () => 'MM',
  });
  const { shares: left, cost } = present(positionsOf(ledger).get(MARKET.yes), 'some is left');
  expect(byToken.get(MARKET.yes)).toEqual({ shares: left, cost });
});

it('a sale that fails while the cycle sends that has read a later one breaks no cap', () => {
  const owners: readonly OrderWords[] = [
    { ...BID, id: '0x01' },
    { ...BID, id: '0x02', strategy: 'Protect' },
    { ...BID, id: '0x03', strategy: 'Protect', side: 'SELL' },
  ];
  const fills = [
    bought(1, 'YES', { price: price('0.9') }),
    bought(2, 'YES', { price: price('0.1') }),
    bought(3, 'YES', { side: 'SELL', status: 'FAILED' }),
    bought(4, 'YES', { side: 'SELL' }),
  ];
  const next: OrderWords = { ...BID, id: '0x09', price: '0.9', size: '10' };
  const history = [saves(1, fills.slice(0, 3).map(bookedFill), [...owners, next]), sent(3, [next])];
  const venue = venueWith({ fills: () => fills });
  expect(said(capped(capsOf(10_000_000n)), history, venue)).toEqual([]);
});

it('what one merge has realized stays allowed for while another is not booked', () => {
  const [, two] = [...soakUniverse(2).markets.values()];
  const other = present(two, 'there are two markets');
  const fills = [
    bought(1, 'YES', { price: price('0.4') }),
    bought(2, 'NO', { price: price('0.5') }),
    bought(3, 'YES', { price: price('0.9'), of: other }),
    bought(4, 'NO', { price: price('0.3'), of: other }),
    // Later than the merge of the same market, and booked before it.
    bought(7, 'YES', { price: price('0.1'), of: other }),
  ];
  const activity = [mergeOf(5, MARKET), mergeOf(6, other)];
  const venue = venueWith({
    fills: () => fills,
    activity: () => activity,
    openOrders: () => [openOrderOf({ ...BID, price: '0.4', size: '12.5' })],
  });
  const checker = capped(capsOf(7_000_000n));
  const early = [
    ...fills.slice(0, 4).map(bookedFill),
    { kind: 'merge', condition: MARKET.condition },
  ];
  expect(said(checker, [minute(8)], venue)).toEqual([]);
  expect(said(checker, [saves(1, early), minute(9)], venue)).toEqual([]);
  const late = [
    ...early,
    ...fills.slice(4).map(bookedFill),
    { kind: 'merge', condition: other.condition },
  ];
  expect(said(checker, [saves(2, late), minute(10)], venue)).toEqual([]);
});
