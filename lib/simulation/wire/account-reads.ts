// API keys, and what the venue says of an account beside its orders and money.

import * as z from 'zod/mini';
import { answer, failure, parseJson } from './message.ts';
import { isOwner } from './ownership.ts';
import { nowOf } from './server.ts';
import type { IssuedKey } from './key-ring.ts';
import type { WalletLogin } from './login.ts';
import type { WireAnswer, WireCall } from './message.ts';
import type { WireServer } from './server.ts';

const keyAnswer = (key: IssuedKey | null, refusal: string): WireAnswer =>
  key === null
    ? failure(400, refusal)
    : answer({ apiKey: key.apiKey, secret: key.secret, passphrase: key.passphrase });

/** Answers POST /auth/api-key: a key that was never given out before. */
export const createKey = ({ keys }: WireServer, { address, nonce }: WalletLogin): WireAnswer =>
  keyAnswer(keys.create(address, nonce), 'Could not create api key');

/** Answers GET /auth/derive-api-key: a key that was given out. */
export const deriveKey = ({ keys }: WireServer, { address, nonce }: WalletLogin): WireAnswer =>
  keyAnswer(keys.derive(address, nonce), 'Could not derive api key!');

/** Answers GET /auth/api-keys. */
export const listKeys = ({ keys }: WireServer, _: WireCall, caller: IssuedKey): WireAnswer =>
  answer({ apiKeys: keys.of(caller.address).map(({ apiKey }) => apiKey) });

/** Answers DELETE /auth/api-key. */
export const deleteKey = ({ keys }: WireServer, _: WireCall, caller: IssuedKey): WireAnswer => {
  keys.remove(caller.apiKey);
  return answer('OK');
};

/** Answers GET /auth/ban-status/closed-only. */
export const readClosedOnly = (server: WireServer, _: WireCall, caller: IssuedKey): WireAnswer => {
  const isRestricted = server.switches.get().standing !== 'good';
  return answer({ closed_only: isRestricted && isOwner(server, caller) });
};

const beatWire = z.object({ heartbeat_id: z.string() });

/** Answers POST /v1/heartbeats: the id of the next beat, or that of the one that was due. */
export const takeBeat = (server: WireServer, { body }: WireCall): WireAnswer => {
  const read = z.safeParse(beatWire, parseJson(body));
  if (!read.success) return failure(400, 'Invalid payload');
  const { next, isValid } = server.heartbeat.beat(read.data.heartbeat_id, nowOf(server));
  return isValid
    ? answer({ heartbeat_id: next })
    : answer({ error_msg: 'Invalid Heartbeat ID', heartbeat_id: next }, 400);
};

const idsWire = z.array(z.string());

const scores = (server: WireServer, caller: IssuedKey, id: string): boolean =>
  isOwner(server, caller) && server.venue.openOrders().some((order) => order.id === id);

/** Answers GET /order-scoring: an order scores while it rests. */
export const readScoring = (
  server: WireServer,
  { query }: WireCall,
  caller: IssuedKey,
): WireAnswer => answer({ scoring: scores(server, caller, query.get('order_id') ?? '') });

/** Answers POST /orders-scoring. */
export const readScorings = (
  server: WireServer,
  { body }: WireCall,
  caller: IssuedKey,
): WireAnswer => {
  const read = z.safeParse(idsWire, parseJson(body));
  if (!read.success) return failure(400, 'Invalid payload');
  const rows = read.data.map((id) => [id, scores(server, caller, id)]);
  return answer(Object.fromEntries(rows));
};
