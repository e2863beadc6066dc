// The orders that rest at the venue of a live configuration.

import { openSizeOf } from '../domain/order.ts';
import { LASTING } from '../adapters/polymarket/lifetime.ts';
import { formatPrice } from '../units/price.ts';
import { formatShares } from '../units/shares.ts';
import { openKeyedVenue } from '../wiring/keyed-venue.ts';
import type { LiveConfig } from '../config/config.ts';
import type { OpenOrder } from '../domain/order.ts';
import type { Venue } from '../ports/venue.ts';
import type { Result } from '../units/result.ts';
import type { KeyedVenue } from '../wiring/keyed-venue.ts';

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
  open: formatShares(openSizeOf(order)),
});

/** Opens the venue for one look or one deed of a command. Refuses: a key that cannot be used. */
export const openVenueOf = (config: LiveConfig): Promise<Result<KeyedVenue, string>> =>
  openKeyedVenue(config, { telemetry: { log: () => undefined }, lifetime: LASTING });

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
