// An order is signed for one contract. Signed for another it is an invalid signature at best, so
// the contract follows from what the market says, and a market that says something new is refused.

import { err, ok } from '../../../units/result.ts';
import type { ContractDomain } from '../../../ports/signer.ts';
import type { Result } from '../../../units/result.ts';

/** Polygon and its test network. */
export type ChainId = 137 | 80002;

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

const EXCHANGE_V2 = '0xE111180000d2663C0091e4f400237545B87B996B';
const NEG_RISK_EXCHANGE_V2 = '0xe2222d279d744050d28e00520010520000310F59';

// Source: @polymarket/clob-client-v2 1.1.0, config.ts, read 2026-11-22. The second exchange has the
// same addresses on both chains; the third takes both kinds of markets.
const EXCHANGE_V3: Readonly<Record<ChainId, string>> = {
  137: '0xe3333700cA9d93003F00f0F71f8515005F6c00Aa',
  80002: '0x9fE6e61422AdB6F610d8597F9684b16912D50C3D',
};

const NAME = 'Polymarket CTF Exchange';

/**
 * Chooses the exchange for which orders on a market are signed.
 * Refuses: a version other than `v1` and `v2`, which stand for the second and third exchange.
 */
export const exchangeDomain = (choice: ExchangeChoice): Result<ContractDomain, UnknownVersion> => {
  const { chain: chainId, version, negRisk } = choice;
  switch (version) {
    case 'v1': {
      const verifyingContract = negRisk ? NEG_RISK_EXCHANGE_V2 : EXCHANGE_V2;
      return ok({ name: NAME, version: '2', chainId, verifyingContract });
    }
    case 'v2':
      return ok({ name: NAME, version: '3', chainId, verifyingContract: EXCHANGE_V3[chainId] });
    default:
      return err({ kind: 'UNKNOWN_MARKET_VERSION', version, allowed: 'v1, v2' });
  }
};
