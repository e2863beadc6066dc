// What the checkers see of a world, in the order in which it happens: nothing of it comes from the
// code under test but the bytes that it sends and stores.

import type { WireCall, WireReply } from '../../../lib/simulation/wire/message.ts';
import type { Attributes } from '../aws/attribute.ts';
import type { SwitchWord } from '../weather/operator.ts';
import type { Sender } from '../world/requests.ts';
import type { Instant } from '../world/timeline.ts';

/** One thing that happened, at a true time. */
export type Sighting = { readonly at: Instant } & (
  | {
      /** A placing request leaves its process, with the exact bytes of each order. */
      readonly kind: 'sent';
      readonly process: string;
      readonly bodies: readonly string[];
    }
  | {
      /** A placing request got no connection: it never arrives. */
      readonly kind: 'turned-away';
      readonly bodies: readonly string[];
    }
  | {
      /** A request was answered by the venue's server, or swallowed by it. */
      readonly kind: 'arrived';
      readonly sender: Sender;
      readonly call: WireCall;
      readonly reply: WireReply;
    }
  | {
      /** An item of the table was written. */
      readonly kind: 'stored';
      readonly sender: Sender;
      readonly sort: string;
      readonly before: Attributes | null;
      readonly after: Attributes | null;
    }
  | { readonly kind: 'switch-read'; readonly sender: Sender }
  | { readonly kind: 'switch-turned'; readonly word: SwitchWord }
  /** The owner of the wallet has just placed an order beside us. */
  | { readonly kind: 'by-hand' }
  | { readonly kind: 'minute' }
);

/** The sightings of one kind. */
export type SightingOf<Kind extends Sighting['kind']> = Extract<Sighting, { readonly kind: Kind }>;

/** The exact bytes of each order in the body of a placing request. */
export const bodiesIn = (body: string): readonly string[] => {
  const read = JSON.parse(body) as unknown;
  const orders: readonly unknown[] = Array.isArray(read) ? read : [read];
  return orders.map((order) => JSON.stringify(order));
};
