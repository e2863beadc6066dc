// Moves of money on chain. What they did is read back as wallet activity, never assumed.

import type { ChainRequest } from '../domain/decision.ts';
import type { Market } from '../domain/market.ts';
import type { DurationMs } from '../units/quantity.ts';

/**
 * What became of a request: confirmed and seen as activity later, impossible here, without effect,
 * or not known and possibly still on its way.
 */
export type ChainOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'unsupported'; readonly detail: string }
  | { readonly kind: 'failed'; readonly detail: string }
  | { readonly kind: 'unknown'; readonly detail: string };

/** Merges complete sets and redeems resolved positions, where the wallet type allows it. */
export type ChainPort = {
  readonly submit: (request: ChainRequest, market: Market) => Promise<ChainOutcome>;
};

/** One call of a contract by the wallet that holds the funds. It never carries POL. */
export type WalletCall = {
  readonly to: string;
  /** 0x and hex. */
  readonly data: string;
};

/**
 * Makes the funds' wallet do something on chain, whatever kind of wallet it is. Calls are made in
 * their order; waiting for their confirmation ends with the bound, and what is not confirmed by
 * then is `unknown`. Nothing whose outcome is unknown is sent a second time.
 */
export type CallSender = {
  readonly send: (calls: readonly WalletCall[], bound: DurationMs) => Promise<ChainOutcome>;
};
