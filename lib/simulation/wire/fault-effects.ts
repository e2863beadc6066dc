// A fault applied to a request: what is done of it, and what comes back.

import * as z from 'zod/mini';
import { orderId } from '../../units/ids.ts';
import { marketOf } from './books.ts';
import { answer, parseJson, withHeaders } from './message.ts';
import { delayedBody } from './orders.ts';
import { domainOf, idUnder } from './order-proof.ts';
import { readOrder } from './order-wire.ts';
import { endpointOf } from './routes.ts';
import type { OrderId } from '../../units/ids.ts';
import type { FaultEffect } from './faults.ts';
import type { WireAnswer, WireCall, WireReply } from './message.ts';
import type { WireServer } from './server.ts';

const takenWire = z.record(z.string(), z.unknown());

const postedIds = (server: WireServer, value: unknown): readonly OrderId[] => {
  const read = readOrder(value);
  if (read.kind !== 'order') return [];
  const { order } = read.posted;
  const market = marketOf(server, order.tokenId.toString());
  return market === undefined ? [] : [idUnder(domainOf(server.chain, market), order)];
};

const ID = /0x[0-9a-f]{64}/gi;

// Placing names its orders by what they hash to, everything else by their ids.
const ordersIn = (server: WireServer, call: WireCall): readonly OrderId[] => {
  const isPlacing = call.method === 'POST' && /^\/orders?$/.test(call.path);
  if (isPlacing) {
    const value: unknown = parseJson(call.body);
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.flatMap((one) => postedIds(server, one));
  }
  const named = `${call.path} ${call.query.toString()} ${call.body}`.match(ID) ?? [];
  return named.map((id) => orderId(id.toLowerCase()));
};

/** What is to go wrong with a request; null when nothing is. */
export const effectOn = (server: WireServer, call: WireCall): FaultEffect | null => {
  const isAsked = server.faults.waiting().some(({ order }) => order !== 'any');
  const orders = isAsked ? ordersIn(server, call) : [];
  return server.faults.take({ endpoint: endpointOf(call), orders });
};

const isTaken = (body: unknown): boolean => {
  const read = z.safeParse(takenWire, body);
  return read.success && read.data['success'] === true;
};

const delayed = (reply: WireAnswer): WireAnswer => {
  const body = parseJson(reply.body);
  const one = (value: unknown): unknown => {
    const read = z.safeParse(takenWire, value);
    return read.success && isTaken(value) ? delayedBody(read.data) : value;
  };
  return answer(Array.isArray(body) ? body.map(one) : one(body), reply.status);
};

type DoneEffect = Exclude<FaultEffect, { readonly kind: 'quoted' }>;

const after = (effect: DoneEffect, reply: WireAnswer): WireReply => {
  switch (effect.kind) {
    case 'drop':
    case 'silence':
      return { kind: effect.kind };
    case 'instead':
      return { kind: 'answer', ...effect.answer };
    case 'late':
      return { kind: 'late', answer: reply, after: effect.by };
    case 'cut':
      return { kind: 'cut', answer: reply, after: effect.characters };
    case 'malformed':
      return { ...reply, body: effect.body };
    case 'headed':
      return withHeaders(reply, effect.headers);
    case 'delayed':
      return delayed(reply);
    // The orders that it is about have heard of it already.
    case 'sifted':
      return reply;
  }
};

const NOTHING_DONE: WireAnswer = { kind: 'answer', status: 200, headers: {}, body: '' };

/** Lets a request go wrong. What is lost before it is seen is not done at all. */
export const applyFault = (
  effect: FaultEffect | null,
  call: WireCall,
  answered: () => WireAnswer,
): WireReply => {
  if (effect === null) return answered();
  if (effect.kind === 'quoted') return { kind: 'answer', ...effect.answer(call) };
  const isUndone = 'when' in effect && effect.when === 'before';
  return after(effect, isUndone ? NOTHING_DONE : answered());
};
