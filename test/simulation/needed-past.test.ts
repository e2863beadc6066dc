// A checkpoint keeps what may still be asked for. What it drops is unknown later, never empty.

import { describe, expect, it } from 'vitest';
import { restoreSimulatedVenue } from '../../lib/simulation/restore.ts';
import { orderId, tradeId } from '../../lib/units/ids.ts';
import { shares } from '../../lib/units/shares.ts';
import { at, CONDITION, incoming, level, openVenue, setupOf } from './fixtures.ts';
import { WHOLE_PAST } from './whole-past.ts';
import type { NeededPast } from '../../lib/domain/needed-past.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';
import type { OrderId, TradeId } from '../../lib/units/ids.ts';

const NOTHING: NeededPast = {
  orders: new Set<OrderId>(),
  trades: new Set<TradeId>(),
  tradesFrom: at(60_000),
  activityFrom: at(60_000),
};

// Takes 5 shares in each of the milliseconds 2, 3 and 4, and merges a set in each of 6, 7 and 8.
// All of it is final in the end.
const lived = (): SimulatedVenue => {
  const venue = openVenue(setupOf(), { yes: '100', no: '100' });
  for (const instant of [2, 3, 4]) {
    venue.apply(level(instant, 'asks', ['0.52', String(100 * instant)]));
    venue.place(incoming(`taken-${String(instant)}`, { side: 'BUY', price: '0.52', size: '5' }));
  }
  for (const instant of [6, 7, 8]) {
    venue.advanceTo(at(instant));
    venue.submit({ kind: 'merge', condition: CONDITION, size: shares('1') });
  }
  venue.place(incoming('live', { side: 'BUY', price: '0.3', size: '5' }));
  venue.advanceTo(at(60_000));
  return venue;
};

const keptFor = (past: Partial<NeededPast>): SimulatedVenue => {
  const text = lived().checkpoint({ ...NOTHING, ...past });
  const venue = restoreSimulatedVenue(setupOf(), text);
  if (!venue.ok) throw new Error(JSON.stringify(venue.error));
  return venue.value;
};

describe('trades', () => {
  it.each([
    [2, 3],
    [3, 2],
    [4, 1],
  ])('needed from millisecond %i on are kept: %i', (instant, count) => {
    const venue = keptFor({ tradesFrom: at(instant) });
    const kept = venue.fills(at(instant), []);
    expect(kept.kind === 'known' && kept.value).toHaveLength(count);
    expect(venue.fills(at(instant - 1), []).kind).toBe(instant === 2 ? 'known' : 'unknown');
  });

  it('needed by their id are kept however old they are', () => {
    const all = lived().fills(at(0), []);
    const [first] = all.kind === 'known' ? all.value : [];
    const trade = first?.trade ?? tradeId('');
    const venue = keptFor({ trades: new Set([trade]) });
    expect(venue.fills(at(5), [trade])).toMatchObject({ kind: 'known', value: [first] });
    expect(venue.fills(at(5), [])).toMatchObject({ kind: 'known', value: [] });
  });
});

describe('activity', () => {
  it.each([
    [6, 3],
    [7, 2],
    [8, 1],
  ])('needed from millisecond %i on is kept: %i rows', (instant, count) => {
    const venue = keptFor({ activityFrom: at(instant) });
    const kept = venue.activity(at(instant));
    expect(kept.kind === 'known' && kept.value).toHaveLength(count);
    expect(venue.activity(at(instant - 1)).kind).toBe(instant === 6 ? 'known' : 'unknown');
  });

  it('that was dropped gives its key to nothing new', () => {
    const venue = keptFor({});
    const before = lived().activity(at(0));
    venue.submit({ kind: 'merge', condition: CONDITION, size: shares('1') });
    const after = venue.activity(at(60_000));
    const keys = (before.kind === 'known' ? before.value : []).map(({ key }) => key);
    expect(keys).toHaveLength(3);
    expect(after.kind === 'known' && after.value.map(({ key }) => keys.includes(key))).toEqual([
      false,
    ]);
  });
});

describe('orders', () => {
  it('that have ended are kept where they are needed, and live ones always', () => {
    const venue = keptFor({ orders: new Set([orderId('taken-3')]) });
    expect(venue.order(orderId('taken-3'))?.status).toBe('MATCHED');
    expect(venue.order(orderId('taken-2'))).toBeNull();
    expect(venue.order(orderId('live'))?.status).toBe('LIVE');
  });

  it('that are needed are answered as at first when they are sent once more', () => {
    const again = incoming('taken-3', { side: 'BUY', price: '0.52', size: '5' });
    const venue = keptFor({ orders: new Set([orderId('taken-3')]) });
    expect(venue.place(again)).toEqual({ id: 'taken-3', kind: 'matched' });
  });
});

it('keeps balances whatever is needed', () => {
  const tokens = [...lived().universe().tokens.keys()];
  expect(keptFor({}).balances(tokens)).toEqual(lived().balances(tokens));
  expect(keptFor(WHOLE_PAST).balances(tokens)).toEqual(lived().balances(tokens));
});
