// Moves of money on chain. What they did is read back as wallet activity, never assumed.

import type { ChainRequest } from '../domain/decision.ts';

/**
 * What became of a request: confirmed and seen as activity later, impossible here, or not known.
 */
export type ChainOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'unsupported'; readonly detail: string }
  | { readonly kind: 'failed'; readonly detail: string }
  | { readonly kind: 'unknown'; readonly detail: string };

/** Merges complete sets and redeems resolved positions, where the wallet type allows it. */
export type ChainPort = { readonly submit: (request: ChainRequest) => Promise<ChainOutcome> };
