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

  it.each([
    ['orders without ids', 'orders', 'order', ''],
    ['markets without conditions', 'markets', 'condition', ''],
  ] as const)('is read where it has %s', (_what, part, name, value) => {
    expect(
      former((record) => ({ ...record, [part]: record[part].map((one) => without(one, name)) })),
    ).toEqual({ ...RECORD, [part]: RECORD[part].map((one) => ({ ...one, [name]: value })) });
  });

  it('is read where it kept no cuts', () => {
    expect(former((record) => without(record, 'cuts'))).toEqual({ ...RECORD, cuts: [] });
  });
});
