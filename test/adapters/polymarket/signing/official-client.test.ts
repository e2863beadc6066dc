// Ten thousand wishes, signed by the official client and by us: one body, to the byte.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signOrder } from '../../../../lib/adapters/polymarket/signing/sign-order.ts';
import { signerOf } from './keys.ts';
import { officialOrder } from './official-orders.ts';
import { KEYS, wishes } from './wishes.ts';

const ORDERS = 10_000;
const SIGNERS = new Map<string, ReturnType<typeof signerOf>>(
  KEYS.map((key) => [key, signerOf(key)]),
);

describe('an order signed by us', () => {
  it('is the one of the official client, byte for byte', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(wishes, async (wish) => {
        const official = await officialOrder(wish);
        const { key, order, expiration, market, holder: held, chain, owner } = wish;
        const signer = SIGNERS.get(key) ?? signerOf(key);
        const { salt, madeAt } = official;
        const ours = await signOrder(
          { signer, holder: held, chain, owner },
          { order, expiration, market, salt, madeAt },
        );
        expect(ours.ok ? ours.value.body : ours.error).toBe(official.body);
        const kind = `${order.timeInForce} ${order.side} ${market.version} ${held.kind}`;
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
      }),
      { numRuns: ORDERS },
    );
    // Four types, two sides, two versions and four wallets, none of them by accident rare.
    expect(seen.size).toBe(64);
    expect(Math.min(...seen.values())).toBeGreaterThan(20);
  }, 300_000);
});
