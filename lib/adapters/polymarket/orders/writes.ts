// The venue's half that changes something, put together from its calls.

import { createCancelAll, createCancelOrders } from './cancel.ts';
import { createPostOrder } from './place.ts';
import { createSign } from './sign.ts';
import type { VenueWrites } from '../../../ports/venue.ts';
import type { SignOptions } from './sign.ts';
import type { WriteOptions } from './write-call.ts';

/** What placing and cancelling for one account needs. */
export type WritesOptions = SignOptions & WriteOptions;

/** Opens placing and cancelling. */
export const createWrites = (options: WritesOptions): VenueWrites => ({
  sign: createSign(options),
  postOrder: createPostOrder(options),
  cancelOrders: createCancelOrders(options),
  cancelAll: createCancelAll(options),
});
