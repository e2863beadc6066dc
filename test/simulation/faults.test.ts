import { describe, expect, it } from 'vitest';
import { createPaperVenue } from '../../lib/simulation/paper-venue.ts';
import { at, openVenue, orderOf, outcomeText, signedBy, YES } from './fixtures.ts';
import type { Fault, VenueCall } from '../../lib/simulation/faults.ts';

const bid = orderOf({ side: 'BUY', price: '0.48', size: '10' });
const opened = (fault: Fault, when: (call: VenueCall) => boolean = () => true) => {
  const venue = openVenue();
  return { venue, paper: createPaperVenue(venue, (call) => (when(call) ? fault : 'none')) };
};

describe('an order that is sent', () => {
  it.each<[Fault, string, number]>([
    ['none', 'placed', 1],
    ['lost-before', 'unknown', 0],
    ['lost-after', 'unknown', 1],
    ['delayed', 'delayed', 1],
    ['restarting', 'not-sent restarting', 0],
    ['unavailable', 'not-sent unavailable', 0],
  ])('under %s is %s, and %i rest', async (fault, outcome, resting) => {
    const { venue, paper } = opened(fault);
    const order = await signedBy(paper, bid);
    expect((await paper.postOrder([order])).map(outcomeText)).toEqual([outcome]);
    expect(venue.openOrders()).toHaveLength(resting);
  });
  it('may be the only one of its batch that is lost', async () => {
    const venue = openVenue();
    let count = 0;
    const paper = createPaperVenue(venue, () => ((count += 1) === 2 ? 'lost-before' : 'none'));
    const orders = await Promise.all([1, 2, 3].map(() => signedBy(paper, bid)));
    const outcomes = await paper.postOrder(orders);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['placed', 'unknown', 'placed']);
    expect(outcomes.map(({ id }) => id)).toEqual(orders.map(({ id }) => id));
  });
  it('and whose answer was lost is found again by the same bytes', async () => {
    let isBroken = true;
    const { venue, paper } = opened('lost-after', () => isBroken);
    const order = await signedBy(paper, bid);
    await paper.postOrder([order]);
    isBroken = false;
    expect((await paper.postOrder([order])).map(outcomeText)).toEqual(['placed']);
    expect(venue.openOrders()).toHaveLength(1);
  });
});

describe('a read', () => {
  it.each<[Fault, string]>([
    ['lost-before', 'TIMEOUT'],
    ['lost-after', 'TIMEOUT'],
    ['restarting', 'RESTARTING'],
    ['unavailable', 'UNAVAILABLE'],
  ])('under %s is unknown: %s', async (fault, kind) => {
    const { paper } = opened(fault);
    const reads = await Promise.all([
      paper.fetchTime(),
      paper.fetchMode(),
      paper.fetchUniverse(),
      paper.fetchPrints(at(0)),
      paper.fetchTargets([], at(0)),
      paper.fetchOpenOrders(),
      paper.fetchOrder('0x' as never),
      paper.fetchFills(at(0), []),
      paper.fetchActivity(at(0)),
      paper.fetchBalances([], new Set()),
    ]);
    const books = await paper.fetchBooks([YES]);
    for (const read of [...reads, ...books.values()])
      expect(read.kind === 'unknown' && read.error.kind).toBe(kind);
  });
  it('may fail while the others do not', async () => {
    const { paper } = opened('lost-before', ({ endpoint }) => endpoint === 'fetchBalances');
    expect((await paper.fetchBalances([], new Set())).kind).toBe('unknown');
    expect((await paper.fetchOpenOrders()).kind).toBe('known');
  });
});

describe('a cancel', () => {
  it.each<[Fault, number]>([
    ['lost-before', 1],
    ['lost-after', 0],
    ['restarting', 1],
  ])('under %s proves nothing and leaves %i orders', async (fault, left) => {
    const { venue, paper } = opened(fault, ({ endpoint }) => endpoint.startsWith('cancel'));
    const order = await signedBy(paper, bid);
    await paper.postOrder([order]);
    expect((await paper.cancelOrders([order.id])).kind).toBe('unknown');
    expect(venue.openOrders()).toHaveLength(left);
  });
});
