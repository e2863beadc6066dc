// Records live for thirty days, so that a new version reads what the ones before it stored.

import { describe, expect, it } from 'vitest';
import { decodeStored, encodeStored, jsonCodec } from '../../../lib/adapters/dynamo/codec/json.ts';
import { recordCodec } from '../../../lib/adapters/dynamo/codec/records.ts';
import { RECORD } from '../rich-record.ts';

const without = (value: unknown, name: string): unknown => {
  const { [name]: _gone, ...others } = value as Readonly<Record<string, unknown>>;
  return others;
};

const former = (change: (record: typeof RECORD) => unknown): unknown => {
  const text = JSON.stringify(change(RECORD));
  const read = decodeStored(jsonCodec(recordCodec), 'CYCLE#', text);
  return read.ok ? read.value : read;
};

describe('a cycle record of an earlier version', () => {
  it('is read as it was written by this one', () => {
    const text = JSON.stringify(encodeStored(recordCodec, RECORD));
    expect(decodeStored(jsonCodec(recordCodec), 'CYCLE#', text)).toEqual({
      ok: true,
      value: RECORD,
    });
  });

  it('is read where its orders have no ids', () => {
    const orders = RECORD.orders.map((one) => ({ ...one, order: '' }));
    expect(
      former((record) => ({
        ...record,
        orders: record.orders.map((one) => without(one, 'order')),
      })),
    ).toEqual({ ...RECORD, orders });
  });

  it('is read where its markets have no conditions', () => {
    const markets = RECORD.markets.map((one) => ({ ...one, condition: '' }));
    expect(
      former((record) => ({
        ...record,
        markets: record.markets.map((one) => without(one, 'condition')),
      })),
    ).toEqual({ ...RECORD, markets });
  });

  it('is read where it does not say whose switch it saw', () => {
    expect(former((record) => without(record, 'killSwitchSource'))).toEqual({
      ...RECORD,
      killSwitchSource: '',
    });
  });

  it('is read where it does not say what kept its markets from being quoted', () => {
    const markets = RECORD.markets.map((one) => ({ ...one, obstacle: null }));
    expect(
      former((record) => ({
        ...record,
        markets: record.markets.map((one) => without(one, 'obstacle')),
      })),
    ).toEqual({ ...RECORD, markets });
  });

  it('is read where it kept the exposure of all together alone', () => {
    expect(former((record) => without(record, 'worstExposures'))).toEqual({
      ...RECORD,
      worstExposures: { category: null, event: null, market: null },
    });
  });

  it('is read where it did not keep what it was traded under', () => {
    expect(former((record) => without(record, 'under'))).toEqual({ ...RECORD, under: null });
  });

  it('is read where it kept no cuts', () => {
    expect(former((record) => without(record, 'cuts'))).toEqual({ ...RECORD, cuts: [] });
  });
});
