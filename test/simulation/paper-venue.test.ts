import { describe, expect, it } from 'vitest';
import { NO_FAULTS } from '../../lib/simulation/faults.ts';
import { createPaperChain } from '../../lib/simulation/paper-chain.ts';
import { createPaperVenue } from '../../lib/simulation/paper-venue.ts';
import { walletAddress } from '../../lib/units/ids.ts';
import { shares } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import {
  alive,
  signedBy,
  at,
  CONDITION,
  gap,
  MARKET,
  NO,
  openVenue,
  orderOf,
  outcomeText,
  setupOf,
  trade,
  YES,
} from './fixtures.ts';
import type { SignedOrder } from '../../lib/domain/order.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { Venue } from '../../lib/ports/venue.ts';
import type { Faults } from '../../lib/simulation/faults.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';
import type { Terms } from './fixtures.ts';

type Paper = { readonly venue: SimulatedVenue; readonly paper: Venue };
const open = (faults: Faults = NO_FAULTS): Paper => {
  const venue = openVenue(setupOf(), { yes: '50' });
  return { venue, paper: createPaperVenue(venue, faults) };
};
const bid: Terms = { side: 'BUY', price: '0.48', size: '10', liquidity: 'post-only' };
const take: Terms = { side: 'BUY', price: '0.52', size: '10' };
const signed = (paper: Venue, terms: Terms): Promise<SignedOrder> =>
  signedBy(paper, orderOf(terms));
const post = async (paper: Venue, ...orders: readonly Terms[]) => {
  const all = await Promise.all(orders.map((terms) => signed(paper, terms)));
  const outcomes = await paper.postOrder(all);
  return outcomes.map(outcomeText);
};

describe('signing', () => {
  it('gives the same order two ids on two occasions, and sends nothing', async () => {
    const { venue, paper } = open();
    const [first, second] = [await signed(paper, bid), await signed(paper, bid)];
    expect(first.id).not.toBe(second.id);
    expect(first.id).toMatch(/^0x[0-9a-f]{64}$/);
    expect(venue.openOrders()).toEqual([]);
  });
  it('depends on nothing but the venue and what is signed', async () => {
    expect((await signed(open().paper, bid)).id).toBe((await signed(open().paper, bid)).id);
  });
  it('keeps the exact text, from which the id follows', async () => {
    const { body } = await signed(open().paper, { ...bid, outcome: 'NO' });
    expect(JSON.parse(body)).toEqual({
      salt: 'paper-1-1000001',
      condition: CONDITION,
      token: NO,
      outcome: 'NO',
      side: 'BUY',
      price: '0.48',
      size: '10',
      timeInForce: 'GTC',
      liquidity: 'post-only',
      expiration: null,
    });
  });
});

describe('pitfall 1: a reply of matched or live is a success', () => {
  it('placing says placed for an order that rests, matched for one that filled', async () => {
    expect(await post(open().paper, bid, take)).toEqual(['placed', 'matched']);
  });
  it('and a partly filled order that rests with the remainder is matched as well', async () => {
    const { paper, venue } = open();
    expect(await post(paper, { ...take, size: '150' })).toEqual(['matched']);
    expect(venue.openOrders()).toHaveLength(1);
  });
});

describe('pitfall 2: one intent is one order', () => {
  it('the same bytes sent three times make one order and one set of fills', async () => {
    const { paper, venue } = open();
    const order = await signed(paper, take);
    const kinds = [];
    for (const _ of [1, 2, 3]) kinds.push(...(await paper.postOrder([order])).map(outcomeText));
    expect(kinds).toEqual(['matched', 'matched', 'matched']);
    const fills = venue.fills(at(0), []);
    expect(fills.kind === 'known' && fills.value).toHaveLength(1);
  });
});

describe('pitfall 7: post-only goes out as post-only', () => {
  it('and is rejected rather than filled when it would cross', async () => {
    const { paper, venue } = open();
    expect(await post(paper, { ...bid, price: '0.52' })).toEqual(['rejected post-only-cross']);
    expect(venue.openOrders()).toEqual([]);
  });
  it('and rests as a maker otherwise, never as fill-or-kill', async () => {
    const { paper, venue } = open();
    await post(paper, { ...bid, price: '0.51' });
    expect(venue.openOrders()).toHaveLength(1);
  });
});

describe('placing', () => {
  it.each([
    [15, 'placed'],
    [16, 'rejected invalid'],
  ])('%i orders at once: %s', async (count, expected) => {
    const { paper, venue } = open();
    const orders = Array.from({ length: count }, () => bid);
    expect(new Set(await post(paper, ...orders))).toEqual(new Set([expected]));
    expect(venue.openOrders()).toHaveLength(expected === 'placed' ? 15 : 0);
  });
  it('rejects bytes that are not those of the id', async () => {
    const { paper } = open();
    const order = await signed(paper, bid);
    for (const body of [order.body.replace('0.48', '0.49'), 'not json', '{}'])
      expect((await paper.postOrder([{ ...order, body }])).map(outcomeText)).toEqual([
        'rejected invalid',
      ]);
  });
  it('is not atomic: one rejected order leaves the others placed', async () => {
    const { paper } = open();
    expect(await post(paper, bid, { ...bid, price: '0.485' }, bid)).toEqual([
      'placed',
      'rejected tick',
      'placed',
    ]);
  });
  it('answers nothing to nothing', async () => {
    expect(await open().paper.postOrder([])).toEqual([]);
  });
});

describe('reading', () => {
  const WHALE = walletAddress('0xwhale');
  const byWhale = { ...trade(3, 'BUY', ['0.52', '9']), wallet: { kind: 'known', address: WHALE } };

  it('tells time and mode', async () => {
    const { paper, venue } = open();
    venue.advanceTo(at(77));
    expect(await paper.fetchTime()).toEqual({ kind: 'known', value: at(77), at: at(77) });
    expect(await paper.fetchMode()).toEqual({ kind: 'known', value: 'normal', at: at(77) });
    const universe = await paper.fetchUniverse();
    expect(universe.kind === 'known' && universe.value.markets.get(CONDITION)).toEqual(MARKET);
  });
  it('gives one book for each token, known or unknown by itself', async () => {
    const { paper } = open();
    const stranger = 'stranger' as typeof YES;
    const books = await paper.fetchBooks([YES, stranger]);
    expect([...books].map(([token, { kind }]) => [token, kind])).toEqual([
      [YES, 'known'],
      [stranger, 'unknown'],
    ]);
  });
  it('gives a book the age of its recording, not of the read', async () => {
    const { paper, venue } = open();
    venue.advanceTo(at(50_000));
    expect((await paper.fetchBooks([YES])).get(YES)).toMatchObject({ at: at(1) });
    venue.apply(alive(60_000));
    expect((await paper.fetchBooks([YES])).get(YES)).toMatchObject({ at: at(60_000) });
  });
  it('gives unknown for the book of a market in a gap', async () => {
    const { paper, venue } = open();
    venue.apply(gap(2));
    expect((await paper.fetchBooks([YES])).get(YES)?.kind).toBe('unknown');
  });
  it('gives public trades from a time on, and those of the wallets that are followed', async () => {
    const { paper, venue } = open();
    venue.apply(trade(2, 'SELL', ['0.48', '5']));
    venue.apply(byWhale as TapeEvent);
    const prints = await paper.fetchPrints(at(2));
    const later = await paper.fetchPrints(at(3));
    const targets = await paper.fetchTargets([WHALE], at(0));
    const others = await paper.fetchTargets([walletAddress('0xother')], at(0));
    const sizes = [prints, later, targets, others].map((read) =>
      read.kind === 'known' ? read.value.length : read.kind,
    );
    expect(sizes).toEqual([2, 1, 1, 0]);
    expect(targets.kind === 'known' && targets.value[0]).toEqual({
      key: '0x3/1',
      transaction: '0x3',
      wallet: { kind: 'known', address: WHALE },
      condition: CONDITION,
      token: YES,
      outcome: 'YES',
      takerSide: 'BUY',
      price: orderOf(take).price,
      size: shares('9'),
      at: at(3),
    });
  });
  it('gives own orders in every state, and null for one it does not know', async () => {
    const { paper } = open();
    const order = await signed(paper, take);
    await paper.postOrder([order]);
    const read = await paper.fetchOrder(order.id);
    expect(read.kind === 'known' && read.value?.status).toBe('MATCHED');
    expect(await paper.fetchOpenOrders()).toMatchObject({ value: [] });
    expect(await paper.fetchOrder('0x0' as typeof order.id)).toMatchObject({ value: null });
  });
  it('gives fills, activity and balances', async () => {
    const { paper } = open();
    await post(paper, take);
    expect(await paper.fetchFills(at(0), [])).toMatchObject({ value: [{ status: 'MATCHED' }] });
    expect(await paper.fetchActivity(at(0))).toMatchObject({ value: [] });
    expect(await paper.fetchBalances([], new Set())).toHaveProperty('value.cash', usdc('1000'));
  });
});

describe('cancelling', () => {
  it('names what was cancelled and what was not', async () => {
    const { paper } = open();
    const [resting, filled] = [await signed(paper, bid), await signed(paper, take)];
    await paper.postOrder([resting, filled]);
    expect(await paper.cancelOrders([resting.id, filled.id])).toMatchObject({
      value: { canceled: [resting.id], notCanceled: [{ id: filled.id }] },
    });
  });
  it('of everything leaves nothing', async () => {
    const { paper, venue } = open();
    await post(paper, bid, bid, bid);
    expect(await paper.cancelAll()).toMatchObject({ value: { canceled: { length: 3 } } });
    expect(venue.openOrders()).toEqual([]);
  });
  it.each([
    ['cancel-only', 0],
    ['disabled', 1],
  ] as const)('in %s mode leaves %i orders', async (mode, left) => {
    const { paper, venue } = open();
    await post(paper, bid);
    venue.setMode(mode);
    const outcome = await paper.cancelAll();
    expect(outcome.kind).toBe(left === 0 ? 'known' : 'unknown');
    expect(venue.openOrders()).toHaveLength(left);
  });
});

it('the chain port moves the same wallet', async () => {
  const { venue } = open();
  const chain = createPaperChain(venue);
  const merge = { kind: 'merge', condition: CONDITION, size: shares('5') } as const;
  for (const request of [merge, { kind: 'redeem', condition: CONDITION } as const])
    expect((await chain.submit(request, MARKET)).kind).toBe('failed');
});
