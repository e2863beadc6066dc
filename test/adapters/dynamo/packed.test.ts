import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  billedBytes,
  packed,
  unpacked,
  UNPACKED_BYTES_MAX,
} from '../../../lib/adapters/dynamo/packed.ts';
import { ok } from '../../../lib/units/result.ts';

const LONG = JSON.stringify(Array.from({ length: 500 }, (_, n) => ({ order: n, side: 'BUY' })));

describe('a text that is packed', () => {
  it('is unpacked as it was', () => {
    const unit = fc.constantFrom('binary', 'grapheme-composite' as const);
    const text = unit.chain((one) => fc.string({ unit: one, maxLength: 2_000 }));
    fc.assert(
      fc.property(text, (one) => {
        expect(unpacked(packed(one))).toEqual(ok(one));
      }),
    );
  });

  it('is compressed where that makes it smaller, and else left as it is', () => {
    expect(packed('{"a":1}')).toEqual({ S: '{"a":1}' });
    const { B } = packed(LONG);
    expect(B?.length).toBeLessThan(LONG.length / 5);
  });

  it.each([
    ['a byte shorter than', 'B', -1],
    ['as long as', 'B', 0],
    ['a byte longer than', 'S', 1],
  ] as const)('%s what is unpacked again is stored as %s', (_where, type, over) => {
    const text = 'x'.repeat(UNPACKED_BYTES_MAX + over);
    expect(Object.keys(packed(text))).toEqual([type]);
    expect(unpacked(packed(text))).toEqual(ok(text));
  });
});

const GZIPPED = gzipSync(LONG);

describe('a stored text', () => {
  it.each([
    ['that the version before wrote plain', { S: LONG }],
    ['that is compressed', { B: GZIPPED }],
  ])('%s is read', (_what, value) => {
    expect(unpacked(value)).toEqual(ok(LONG));
  });

  it.each([
    ['that is not there', undefined, /is missing/],
    ['that is a number', { N: '1' }, /is no text/],
    ['of no bytes', { B: new Uint8Array() }, /cannot be unpacked/],
    ['that is not compressed', { B: Buffer.from(LONG) }, /cannot be unpacked/],
    ['that is cut short', { B: GZIPPED.subarray(0, -1) }, /cannot be unpacked/],
    ['with a bit turned', { B: GZIPPED.with(GZIPPED.length - 6, 0) }, /cannot be unpacked/],
    ['that is not UTF-8', { B: gzipSync(Buffer.from([0xff])) }, /cannot be unpacked/],
    ['that grows too large', { B: gzipSync(Buffer.alloc(UNPACKED_BYTES_MAX + 1)) }, /4000000/],
  ])('%s is refused', (_what, value, reason) => {
    const read = unpacked(value);
    expect(read.ok ? 'read' : read.error).toMatch(reason);
  });
});

it('counts bytes as the API does: names, texts, numbers, maps', () => {
  const item = { a: { S: 'é' }, bc: { B: new Uint8Array(5) }, n: { N: '123' } };
  expect(billedBytes(item)).toBe(3 + 7 + 4);
  expect(billedBytes({ m: { M: item } })).toBe(1 + 3 + 3 + 14);
});
