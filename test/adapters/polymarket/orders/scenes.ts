// Placing and cancelling against a server of this machine, with a key that everybody knows.

import { onTestFinished } from 'vitest';
import { createRateBudget } from '../../../../lib/adapters/polymarket/account/rate-budget.ts';
import { requestHeaders } from '../../../../lib/adapters/polymarket/signing/login-headers.ts';
import { createWrites } from '../../../../lib/adapters/polymarket/orders/writes.ts';
import { ok } from '../../../../lib/units/result.ts';
import { conditionId, orderId, tokenId } from '../../../../lib/units/ids.ts';
import { price } from '../../../../lib/units/price.ts';
import { shares } from '../../../../lib/units/shares.ts';
import { secretOf } from '../../../../lib/units/secret.ts';
import { seconds } from '../../../../lib/units/time.ts';
import { openTransport } from '../../../loopback/api.ts';
import { manualClock } from '../../../loopback/clocks.ts';
import { startLoopback } from '../../../loopback/server.ts';
import { ADDRESS, KEY, signerOf } from '../signing/keys.ts';
import type { WritesOptions } from '../../../../lib/adapters/polymarket/orders/writes.ts';
import type { WireAnswer } from '../../../../lib/adapters/polymarket/http.ts';
import type { Side } from '../../../../lib/domain/market.ts';
import type { ApprovedOrder, Order, SignedOrder } from '../../../../lib/domain/order.ts';
import type { PlaceOutcome } from '../../../../lib/domain/venue-outcome.ts';
import type { DurationMs } from '../../../../lib/units/quantity.ts';
import type { VenueWrites } from '../../../../lib/ports/venue.ts';
import type { ManualClock } from '../../../loopback/clocks.ts';
import type { Exchange, Loopback, Reply } from '../../../loopback/server.ts';

export const API_KEY = '5d2d2d0e-2d5c-4f7a-9d1c-6a3f0d1b2c3d';
export const API_SECRET = 'c3VwZXJzZWNyZXRvZmFub3JkZXI=';
export const PASSPHRASE = 'a0b1c2d3e4f5a6b7c8d9eafbacbdcedf';

const CREDENTIALS = {
  address: ADDRESS,
  key: API_KEY,
  secret: secretOf(API_SECRET),
  passphrase: secretOf(PASSPHRASE),
};

/** An order on a market that no test asks for. */
export const ORDER: Order = {
  condition: conditionId(`0x${'ab'.repeat(32)}`),
  token: tokenId('71321045679252212594626385532706912750332728571942532289631379312455583992563'),
  outcome: 'YES',
  side: 'BUY',
  price: price('0.5'),
  size: shares('10'),
  timeInForce: 'GTC',
  liquidity: 'may-take',
};

/** Stands in for the risk manager, whose own tests show that nothing else can make one. */
export const approved = (changes: Partial<Order> = {}): ApprovedOrder => {
  const order = { ...ORDER, ...changes };
  return { desired: { order }, order, effect: 'adding' } as unknown as ApprovedOrder;
};

/** The id of the nth order. */
export const idAt = (index: number): string => `0x${String(index + 10).padStart(64, '0a')}`;

/** The bytes of the signature of the nth order. */
export const signatureAt = (index: number): string => `0x${(0x5c + index).toString(16).repeat(65)}`;

/** The nth order, journalled and ready to be sent. */
export const signed = (index = 0, side: Side = 'BUY'): SignedOrder => ({
  id: orderId(idAt(index)),
  approved: approved({ side }),
  expiration: { kind: 'never' },
  body: JSON.stringify({
    order: { salt: index, signature: signatureAt(index) },
    owner: API_KEY,
  }),
});

/** So many orders. */
export const batch = (count: number, side: Side = 'BUY'): readonly SignedOrder[] =>
  Array.from({ length: count }, (_, index) => signed(index, side));

/** A scene: the calls, what the server was asked, and what was heard of its answers. */
export type Scene = {
  readonly writes: VenueWrites;
  readonly server: Loopback;
  readonly clock: ManualClock;
  readonly heard: readonly WireAnswer[];
  /** The pauses between requests, which the clock has passed. */
  readonly pauses: readonly DurationMs[];
};

/** Opens the calls against a server that answers as it is told. */
export const scene = async (
  answer: (exchange: Exchange, index: number, clock: ManualClock) => Reply | Promise<Reply>,
  changes: Partial<WritesOptions> = {},
): Promise<Scene> => {
  let index = -1;
  const clock = manualClock();
  const server = await startLoopback((exchange) => answer(exchange, (index += 1), clock));
  onTestFinished(() => server.stop());
  const heard: WireAnswer[] = [];
  const pauses: DurationMs[] = [];
  const writes = createWrites({
    base: server.url,
    transport: openTransport({ clock }),
    signedHeaders: (request) =>
      Promise.resolve(ok(requestHeaders(CREDENTIALS, request, clock.now()))),
    account: () =>
      Promise.resolve(
        ok({ signer: signerOf(KEY), holder: { kind: 'eoa' }, chain: 137, owner: API_KEY }),
      ),
    clock,
    marketOf: () => undefined,
    tickOf: () => undefined,
    newSalt: () => 1n,
    onAnswer: (one) => heard.push(one),
    budget: createRateBudget(clock),
    pause: (duration) => {
      pauses.push(duration);
      clock.advance(duration);
      return Promise.resolve();
    },
    deadline: seconds(5),
    ...changes,
  });
  return { writes, server, clock, heard, pauses };
};

/** What became of orders that a server answers to in one way. */
export const outcomesUnder = async (
  reply: Reply,
  orders: readonly SignedOrder[] = [signed()],
  changes: Partial<WritesOptions> = {},
): Promise<readonly PlaceOutcome[]> => {
  const { writes } = await scene(() => reply, changes);
  return writes.postOrder(orders);
};

/** An outcome in two words: its kind, and its class, cause or text. */
export const brief = (outcome: PlaceOutcome | undefined): string => {
  switch (outcome?.kind) {
    case undefined:
      return 'missing';
    case 'rejected':
      return `rejected ${outcome.class}`;
    case 'not-sent':
      return `not-sent ${outcome.cause}`;
    case 'unknown':
      return outcome.reply === 'refusal' ? 'refused' : 'unknown';
    case 'placed':
    case 'matched':
    case 'no-fill':
    case 'delayed':
      return outcome.kind;
  }
};
