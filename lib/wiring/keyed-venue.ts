// The venue of a live configuration as its key opens it, for whoever looks or cancels beside a
// cycle.

import { err, ok } from '../units/result.ts';
import { openLiveVenue } from './live-ports.ts';
import { openSigner } from './open-signer.ts';
import { holderOf } from './wallet-holder.ts';
import type { LiveConfig } from '../config/config.ts';
import type { Venue } from '../ports/venue.ts';
import type { WalletAddress } from '../units/ids.ts';
import type { Result } from '../units/result.ts';
import type { VenueParts } from './live-ports.ts';

/** The venue of a live configuration, and the wallet that holds its funds. */
export type KeyedVenue = { readonly venue: Venue; readonly wallet: WalletAddress };

/** Opens the venue, ready to log in. Refuses: a key that cannot be used. */
export const openKeyedVenue = async (
  config: LiveConfig,
  surroundings: Pick<VenueParts, 'telemetry' | 'lifetime'>,
): Promise<Result<KeyedVenue, string>> => {
  const signer = await openSigner(config.wallet.key);
  if (!signer.ok) return err(`the key cannot be used: ${signer.error.detail}`);
  const parts = { ...surroundings, config, signer: signer.value, pinned: () => [] };
  const venue = openLiveVenue(parts);
  // A login goes by the venue's clock.
  await venue.fetchTime();
  return ok({ venue, wallet: holderOf(config.wallet, signer.value) });
};
