// The orders that rest at the venue, read with the key of a live configuration. Nothing is sent.

import { LASTING } from '../adapters/polymarket/lifetime.ts';
import { minus } from '../units/quantity.ts';
import { formatPrice } from '../units/price.ts';
import { formatShares } from '../units/shares.ts';
import { openLiveVenue } from '../wiring/live-ports.ts';
import { openSigner } from '../wiring/open-signer.ts';
import type { LiveConfig } from '../config/config.ts';
import type { OpenOrder } from '../domain/order.ts';

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

/** Reads the orders that rest at the venue. */
export const readVenueOrders = async (config: LiveConfig): Promise<VenueOrders> => {
  const signer = await openSigner(config.wallet.key);
  if (!signer.ok)
    return { kind: 'unknown', detail: `the key cannot be used: ${signer.error.detail}` };
  const venue = openLiveVenue({
    config,
    signer: signer.value,
    telemetry: { log: () => undefined },
    pinned: () => [],
    lifetime: LASTING,
  });
  // A login needs the venue's clock.
  await venue.fetchTime();
  const orders = await venue.fetchOpenOrders();
  return orders.kind === 'known'
    ? { kind: 'known', orders: orders.value.map(shown) }
    : { kind: 'unknown', detail: `${orders.error.kind}: ${orders.error.detail}` };
};
