// What no node of the chain says is not understood, however much it looks like an answer.

import { describe, expect, it } from 'vitest';
import { readBlockLag, readCode, readGas } from '../../../lib/adapters/chain/reads.ts';
import { known } from '../../../lib/domain/observed.ts';
import { walletAddress } from '../../../lib/units/ids.ts';
import { ok } from '../../../lib/units/result.ts';
import { durationMs } from '../../../lib/units/time.ts';
import { manualClock, NOON } from '../../loopback/clocks.ts';
import type { ChainSource } from '../../../lib/adapters/chain/reads.ts';

const WALLET = walletAddress('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed');
const saying = (answer: unknown): ChainSource => ({
  rpc: () => Promise.resolve(ok(answer)),
  clock: manualClock(),
});
const NOT_UNDERSTOOD = { kind: 'unknown', error: { kind: 'MALFORMED' } };
const second = Date.UTC(2026, 10, 22, 12) / 1_000;

describe('an amount', () => {
  it.each([
    [63, true],
    [64, true],
    [65, false],
  ])('of %i digits is one: %s', async (digits, isAmount) => {
    const read = await readGas(saying(`0x${'f'.repeat(digits)}`), WALLET);
    expect(read.kind).toBe(isAmount ? 'known' : 'unknown');
  });

  it.each(['0XFF', '255', '0x', '0x 1', '-0x1', 255, null])('is not %j', async (answer) => {
    expect(await readGas(saying(answer), WALLET)).toMatchObject(NOT_UNDERSTOOD);
  });
});

describe('the code of an address', () => {
  it.each([
    ['0x', 'none'],
    ['0x00', 'none'],
    ['0x60', 'contract'],
  ])('%s is %s', async (answer, code) => {
    expect(await readCode(saying(answer), WALLET)).toEqual(known(code, NOON));
  });

  // Any text but zeros was taken for a contract.
  it.each(['', 'not found', '0x6', '0xzz', '60'])('is not "%s"', async (answer) => {
    expect(await readCode(saying(answer), WALLET)).toMatchObject(NOT_UNDERSTOOD);
  });
});

describe('the newest block', () => {
  const block = (at: bigint | number) => saying({ timestamp: `0x${at.toString(16)}` });

  it('is as far behind as its time', async () => {
    expect(await readBlockLag(block(second - 2))).toEqual(known(durationMs(2_000n), NOON));
  });

  it.each([0, 1_577_836_799, 4_102_444_800, 2n ** 255n])('is not of the second %d', async (at) => {
    expect(await readBlockLag(block(at))).toMatchObject(NOT_UNDERSTOOD);
  });
});
