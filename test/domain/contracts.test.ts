// The addresses against those of the venue's own client, and each against its own checksum.

import { getContractConfig } from '@polymarket/clob-client-v2';
import { describe, expect, it } from 'vitest';
import { checksummed } from '../../lib/adapters/polymarket/address.ts';
import { CONTRACTS, EXCHANGES, POLYGON } from '../../lib/domain/contracts.ts';
import type { ChainId } from '../../lib/domain/contracts.ts';

describe('the contracts', () => {
  it.each<[ChainId]>([[137], [80002]])('of chain %d are those of the official client', (chain) => {
    expect(getContractConfig(chain)).toMatchObject(EXCHANGES[chain]);
  });

  it('that hold money are those of the official client', () => {
    const { collateral, conditionalTokens } = CONTRACTS;
    expect(getContractConfig(POLYGON)).toMatchObject({ collateral, conditionalTokens });
  });

  it.each(Object.entries(CONTRACTS))('carry a correct checksum: %s', (_, address) => {
    expect(address).toBe(checksummed(address));
  });

  it('are all different', () => {
    const all = Object.values(CONTRACTS);
    expect(new Set(all).size).toBe(all.length);
  });
});
