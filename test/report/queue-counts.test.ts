// How resting orders fared, from records and entries alone.

import { describe, expect, it } from 'vitest';
import { queueCounts } from '../../lib/report/queue-counts.ts';
import { orderId } from '../../lib/units/ids.ts';
import { shares } from '../../lib/units/shares.ts';
import { epochMs } from '../../lib/units/time.ts';
import { played } from './played.ts';
import type { CycleRecord, OrderRecord } from '../../lib/domain/cycle-record.ts';
import type { EntryOf } from '../../lib/domain/ledger-entry.ts';

const NOON = Date.UTC(2026, 5, 1, 12);

const scene = async () => {
  const { records, entries } = await played();
  const [record] = records;
  const resting = records
    .flatMap(({ orders }) => orders)
    .find(({ liquidity, result }) => liquidity === 'post-only' && result === 'placed');
  const fill = entries.find((entry): entry is EntryOf<'fill'> => entry.kind === 'fill');
  if (record === undefined || resting === undefined || fill === undefined)
    throw new Error('the session has orders and fills');
  const placing = (second: number, orders: readonly Partial<OrderRecord>[]): CycleRecord => ({
    ...record,
    at: new Date(NOON + second * 1_000).toISOString(),
    orders: orders.map((order) => ({ ...resting, size: '10', ...order })),
  });
  const filling = (second: number, order: string, size: string): EntryOf<'fill'> => ({
    ...fill,
    at: epochMs(BigInt(NOON + second * 1_000)),
    order: orderId(order),
    size: shares(size),
  });
  return { placing, filling };
};

const DAY = 86_400;

describe('the orders of a portfolio', () => {
  it('are filled to the last share, in part or not at all', async () => {
    const { placing, filling } = await scene();
    const counts = queueCounts();
    counts.record(placing(0, [{ order: 'a' }, { order: 'b' }, { order: 'c' }, { order: 'd' }]));
    counts.fill(filling(20, 'a', '4'));
    counts.fill(filling(40, 'a', '6'));
    counts.fill(filling(20, 'b', '9.999999'));
    const told = counts.statistics();
    expect(told).toMatchObject({ placed: 4, filled: 1, partly: 1, fillRate: '0.5000' });
    expect(Math.abs(Number(told.medianSecondsToFill) - 20)).toBeLessThan(0.5);
    expect(told.medianAheadShares).toBeNull();
    expect(counts.statistics()).toEqual(told);
  });

  it('count the same when they are old and forgotten', async () => {
    const { placing, filling } = await scene();
    const counts = queueCounts();
    counts.record(placing(0, [{ order: 'a' }, { order: 'b' }]));
    counts.fill(filling(20, 'a', '10'));
    counts.fill(filling(20, 'b', '1'));
    const told = counts.statistics();
    counts.record(placing(DAY, []));
    counts.record(placing(3 * DAY, []));
    expect(counts.statistics()).toEqual(told);
  });

  it('count only where they were placed to rest and the venue took them', async () => {
    const { placing, filling } = await scene();
    const counts = queueCounts();
    counts.record(placing(0, [{ order: 'a', liquidity: 'any' }, { result: 'refused' }]));
    counts.fill(filling(20, 'a', '10'));
    counts.fill(filling(20, 'of an order before the records', '10'));
    expect(counts.statistics()).toMatchObject({ placed: 0, filled: 0, partly: 0, fillRate: null });
  });

  it('are not known where a record names an order by no id', async () => {
    const { placing, filling } = await scene();
    const counts = queueCounts();
    counts.record(placing(0, [{ order: 'a' }, { order: '' }]));
    counts.fill(filling(20, 'a', '10'));
    expect(counts.statistics()).toMatchObject({ placed: 2, filled: null, fillRate: null });
  });

  it('of a whole session are as many as have fills', async () => {
    const { records, entries } = await played();
    const counts = queueCounts();
    const makers = entries.filter((entry) => entry.kind === 'fill' && entry.role === 'maker');
    records.forEach(counts.record);
    for (const entry of makers) if (entry.kind === 'fill') counts.fill(entry);
    const { filled, partly } = counts.statistics();
    const named = new Set(makers.map((entry) => (entry.kind === 'fill' ? entry.order : '')));
    expect(Number(filled) + Number(partly)).toBe(named.size);
  });
});
