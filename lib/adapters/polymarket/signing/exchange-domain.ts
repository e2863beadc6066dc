// An order is signed for one contract. Signed for another it is an invalid signature at best, so
// the contract follows from what the market says, and a market that says something new is refused.

import { EXCHANGES } from '../../../domain/contracts.ts';
import { err, ok } from '../../../units/result.ts';
import type { ChainId } from '../../../domain/contracts.ts';
import type { ContractDomain } from '../../../ports/signer.ts';
import type { Result } from '../../../units/result.ts';

/** Where an order is to be valid: the chain, and what the market says of itself. */
export type ExchangeChoice = {
  readonly chain: ChainId;
  /** The market's `version` as the venue writes it. */
  readonly version: string;
  readonly negRisk: boolean;
};

/** A market of a version whose contract nobody here knows. */
export type UnknownVersion = {
  readonly kind: 'UNKNOWN_MARKET_VERSION';
  readonly version: string;
  readonly allowed: string;
};

const NAME = 'Polymarket CTF Exchange';

/**
 * Chooses the exchange for which orders on a market are signed.
 * Refuses: a version other than `v1` and `v2`, which stand for the second and third exchange.
 */
export const exchangeDomain = (choice: ExchangeChoice): Result<ContractDomain, UnknownVersion> => {
  const { chain: chainId, version, negRisk } = choice;
  const { exchangeV2, negRiskExchangeV2, exchangeV3 } = EXCHANGES[chainId];
  switch (version) {
    case 'v1': {
      const verifyingContract = negRisk ? negRiskExchangeV2 : exchangeV2;
      return ok({ name: NAME, version: '2', chainId, verifyingContract });
    }
    case 'v2':
      return ok({ name: NAME, version: '3', chainId, verifyingContract: exchangeV3 });
    default:
      return err({ kind: 'UNKNOWN_MARKET_VERSION', version, allowed: 'v1, v2' });
  }
};
