// Columns hold what the events said, and nothing else.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockOf, eventAt, eventsOf, listTokens } from '../../lib/domain/tape-block.ts';
import { tokenId } from '../../lib/units/ids.ts';
import { priceMicros } from '../../lib/units/price.ts';
import { shareMicros } from '../../lib/units/shares.ts';
import { epochMs } from '../../lib/units/time.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';

const [A, B, STRANGER] = [tokenId('a'), tokenId('b'), tokenId('stranger')];
const LIST = listTokens([A, B]);

const event: fc.Arbitrary<TapeEvent> = fc.oneof(
  fc
    .record({
      ms: fc.nat(),
      token: fc.constantFrom(A, B, STRANGER),
      side: fc.constantFrom<'bids' | 'asks'>('bids', 'asks'),
      price: fc.bigInt(1n, 999_999n),
      size: fc.oneof(fc.bigInt(-2n, 2n), fc.bigInt(2n ** 53n - 2n, 2n ** 53n + 2n)),
    })
    .map(
      ({ ms, price, size, ...rest }): TapeEvent => ({
        kind: 'level',
        at: epochMs(BigInt(ms)),
        price: priceMicros(price),
        size: shareMicros(size),
        ...rest,
      }),
    ),
  fc
    .nat()
    .map((ms): TapeEvent => ({ kind: 'gap', at: epochMs(BigInt(ms)), token: A, cause: 'silence' })),
);

const levelOf = (token: typeof A, size: bigint): TapeEvent => ({
  kind: 'level',
  at: epochMs(7n),
  token,
  side: 'bids',
  price: priceMicros(480_000n),
  size: shareMicros(size),
});

describe('a block of a tape', () => {
  it('gives back every event as it was', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        expect(eventsOf(blockOf(events, LIST))).toEqual(events);
      }),
    );
  });
  it.each([
    ['the largest exact size', 2n ** 53n - 1n, 0],
    ['the smallest size that is not', 2n ** 53n, 1],
    ['nothing', 0n, 0],
    ['a size below nothing', -1n, 1],
  ])('keeps %s where it loses nothing', (_what, size, others) => {
    expect(blockOf([levelOf(A, size)], LIST).others.length).toBe(others);
  });
  it('keeps a level of a token that is not listed as an event', () => {
    expect(blockOf([levelOf(STRANGER, 1n)], LIST).others).toEqual([levelOf(STRANGER, 1n)]);
  });
  it('has no event beyond its count', () => {
    const block = blockOf([levelOf(A, 1n)], LIST);
    expect(() => eventAt({ ...block, count: 0 }, 0)).toThrow('row 0 is among 0');
  });
});
