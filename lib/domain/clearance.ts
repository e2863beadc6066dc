// Leave to trade with real money: what a doctor has found in good order, what the state remembers
// of it, and what follows for the orders of a cycle.

import type { ConfigHash, WalletAddress } from '../units/ids.ts';
import type { EpochMs } from '../units/time.ts';

/** A run of the doctor that found nothing wrong. There is no record of any other. */
export type DoctorRecord = {
  /** The wallet that holds the funds. */
  readonly wallet: WalletAddress;
  /** The account of the key that signs. */
  readonly signer: WalletAddress;
  readonly configHash: ConfigHash;
  readonly chainId: number;
  readonly at: EpochMs;
  readonly verdict: 'green';
};

/** What a doctor record must be for. */
export type ClearanceSubject = Pick<DoctorRecord, 'wallet' | 'configHash'>;

/** What a portfolio needs before it may trade: live ones a doctor record, paper ones none. */
export type ClearanceNeed =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'doctor-record' } & ClearanceSubject);

/** What the state remembers: once cleared, only wallet and configuration must stay the same. */
export type Clearance =
  | { readonly kind: 'never' }
  | ({
      readonly kind: 'cleared';
      readonly at: EpochMs;
      /** The cycles since then in which new risk could be taken, up to `FIRST_CYCLES`. */
      readonly cycles: number;
    } & ClearanceSubject);

/**
 * How many cycles after a clearance add only orders of the minimum size. Why 10: the specification
 * of the interlocks; ten minutes in which a mistake of wallet, sign or unit shows for a few
 * dollars. It does not bound what many markets add up to; the exposure limits do.
 */
export const FIRST_CYCLES = 10;

/** Why a portfolio is not cleared. */
export type ClearanceCause = 'missing' | 'old' | 'wallet' | 'configuration' | 'unreadable';

/** What may be sent: everything, little, only what reduces, or nothing but cancels. */
export type Standing =
  | { readonly kind: 'cleared' }
  | { readonly kind: 'first-cycles'; readonly done: number }
  | { readonly kind: 'reducing-only'; readonly cause: ClearanceCause }
  | { readonly kind: 'nothing'; readonly cause: ClearanceCause };
