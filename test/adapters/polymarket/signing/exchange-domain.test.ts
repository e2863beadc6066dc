// An order signed for the wrong contract is worth nothing, so each choice is written out.

import { describe, expect, it } from 'vitest';
import { exchangeDomain } from '../../../../lib/adapters/polymarket/signing/exchange-domain.ts';
import type { ChainId } from '../../../../lib/domain/contracts.ts';

const EXCHANGE_V2 = '0xE111180000d2663C0091e4f400237545B87B996B';
const NEG_RISK_V2 = '0xe2222d279d744050d28e00520010520000310F59';
const EXCHANGE_V3 = '0xe3333700cA9d93003F00f0F71f8515005F6c00Aa';
const TEST_EXCHANGE_V3 = '0x9fE6e61422AdB6F610d8597F9684b16912D50C3D';

describe('the exchange of a market', () => {
  it.each<[ChainId, string, boolean, string, string]>([
    [137, 'v1', false, '2', EXCHANGE_V2],
    [137, 'v1', true, '2', NEG_RISK_V2],
    [137, 'v2', false, '3', EXCHANGE_V3],
    [137, 'v2', true, '3', EXCHANGE_V3],
    [80002, 'v1', false, '2', EXCHANGE_V2],
    [80002, 'v1', true, '2', NEG_RISK_V2],
    [80002, 'v2', false, '3', TEST_EXCHANGE_V3],
    [80002, 'v2', true, '3', TEST_EXCHANGE_V3],
  ])('on chain %d for %s, negative risk %s, is %s at %s', (...row) => {
    const [chain, version, negRisk, domainVersion, verifyingContract] = row;
    expect(exchangeDomain({ chain, version, negRisk })).toEqual({
      ok: true,
      value: {
        name: 'Polymarket CTF Exchange',
        version: domainVersion,
        chainId: chain,
        verifyingContract,
      },
    });
  });

  it.each(['', 'v0', 'v3', 'V1', '1', '2', 'toString'])('refuses the version "%s"', (version) => {
    expect(exchangeDomain({ chain: 137, version, negRisk: false })).toEqual({
      ok: false,
      error: { kind: 'UNKNOWN_MARKET_VERSION', version, allowed: 'v1, v2' },
    });
  });
});
