// The venue of a live configuration as its key opens it, and the orders that rest there.

import { LASTING } from '../adapters/polymarket/lifetime.ts';
import { minus } from '../units/quantity.ts';
import { formatPrice } from '../units/price.ts';
import { formatShares } from '../units/shares.ts';
import { err, ok } from '../units/result.ts';
import { openLiveVenue } from '../wiring/live-ports.ts';
import { openSigner } from '../wiring/open-signer.ts';
import { holderOf } from '../wiring/wallet-holder.ts';
import type { LiveConfig } from '../config/config.ts';
import type { OpenOrder } from '../domain/order.ts';
import type { Venue } from '../ports/venue.ts';
import type { WalletAddress } from '../units/ids.ts';
import type { Result } from '../units/result.ts';

/** An order as the venue lists it. Amounts are decimal text. */
export type VenueOrder = {
  readonly id: string;
  readonly market: string;
  readonly outcome: string;
  readonly side: string;
  readonly price: string;
  readonly open: string;
};

/** What rests at the venue, or why nobody knows. */
export type VenueOrders =
  | { readonly kind: 'known'; readonly orders: readonly VenueOrder[] }
  | { readonly kind: 'unknown'; readonly detail: string };

const shown = (order: OpenOrder): VenueOrder => ({
  id: order.id,
  market: order.condition,
  outcome: order.outcome,
  side: order.side,
  price: formatPrice(order.price),
  open: formatShares(minus(order.originalSize, order.matchedSize)),
});

/** The venue of a live configuration, and the wallet that holds its funds. */
export type OpenedVenue = { readonly venue: Venue; readonly wallet: WalletAddress };

/** Opens the venue, ready to log in. Refuses: a key that cannot be used. */
export const openVenueOf = async (config: LiveConfig): Promise<Result<OpenedVenue, string>> => {
  const signer = await openSigner(config.wallet.key);
  if (!signer.ok) return err(`the key cannot be used: ${signer.error.detail}`);
  const venue = openLiveVenue({
    config,
    signer: signer.value,
    telemetry: { log: () => undefined },
    pinned: () => [],
    lifetime: LASTING,
  });
  // A login needs the venue's clock.
  await venue.fetchTime();
  return ok({ venue, wallet: holderOf(config.wallet, signer.value) });
};

/** Lists what rests at an open venue. */
export const venueOrdersOf = async (
  venue: Pick<Venue, 'fetchOpenOrders'>,
): Promise<VenueOrders> => {
  const orders = await venue.fetchOpenOrders();
  return orders.kind === 'known'
    ? { kind: 'known', orders: orders.value.map(shown) }
    : { kind: 'unknown', detail: `${orders.error.kind}: ${orders.error.detail}` };
};

/** Reads the orders that rest at the venue. */
export const readVenueOrders = async (config: LiveConfig): Promise<VenueOrders> => {
  const opened = await openVenueOf(config);
  return opened.ok ? venueOrdersOf(opened.value.venue) : { kind: 'unknown', detail: opened.error };
};
