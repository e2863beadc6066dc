// The built-in fetch of a simulated process: every host is a wire server of this program, and what
// happens on the way is decided by whoever simulates.

import { msOfDuration } from '../../../lib/units/time.ts';
import { sendErrand } from './requests.ts';
import type { WireCall, WireReply } from '../../../lib/simulation/wire/message.ts';
import type { Arrival } from './arrival.ts';
import type { Sender, Travel } from './requests.ts';
import type { Timeline } from './timeline.ts';

/** What happens to a call on its way. */
export type WayFate =
  | { readonly kind: 'arrives' }
  /** No connection: it never left. */
  | { readonly kind: 'refused' }
  /** The connection breaks before or after the server has read it. */
  | { readonly kind: 'broken'; readonly when: 'before' | 'after' };

/** A venue on the network. */
export type VenueNetwork = {
  readonly answer: (call: WireCall) => WireReply;
  /** How much longer than usual its answers take. Unit: ms. */
  readonly slowness: () => number;
  /** Moves the venue to a time before it answers. */
  readonly advance: () => void;
  readonly travel: (call: WireCall) => Travel;
  readonly fateOf: (call: WireCall) => WayFate;
  /** Sees every call that arrives, and what the server says to it. */
  readonly witness: (call: WireCall, reply: WireReply, sender: Sender) => void;
};

const brokenBy = (code: string): Arrival<Response> => ({
  kind: 'failed',
  error: Object.assign(new TypeError('fetch failed'), {
    cause: Object.assign(new Error(code), { code }),
  }),
});

const ENCODER = new TextEncoder();

// A body that breaks off: what came is read, and then the connection is gone.
const cutBody = (text: string): ReadableStream<Uint8Array> => {
  let sent = false;
  return new ReadableStream({
    pull: (controller) => {
      if (sent) {
        controller.error(Object.assign(new Error('terminated'), { code: 'UND_ERR_SOCKET' }));
        return;
      }
      sent = true;
      controller.enqueue(ENCODER.encode(text));
    },
  });
};

const arrivalOf = (reply: WireReply): Arrival<Response> => {
  switch (reply.kind) {
    case 'answer': {
      const { status, headers, body } = reply;
      const isEmpty = status === 204;
      const answer = new Response(isEmpty ? null : ENCODER.encode(body), { status, headers });
      return { kind: 'answered', answer };
    }
    case 'cut': {
      const { status, headers, body } = reply.answer;
      const answer = new Response(cutBody(body.slice(0, reply.after)), { status, headers });
      return { kind: 'answered', answer };
    }
    case 'drop':
      return brokenBy('ECONNRESET');
    case 'silence':
      return { kind: 'silent' };
    case 'late':
      return {
        kind: 'late',
        by: Number(msOfDuration(reply.after)),
        arrival: arrivalOf(reply.answer),
      };
  }
};

// By small names in their order, as Node's own give them, which take longer to make.
const headersOf = (given: RequestInit['headers'] = {}): Readonly<Record<string, string>> => {
  if (given instanceof Headers || Array.isArray(given))
    return Object.fromEntries(new Headers(given));
  const names = Object.entries(given).map(
    ([name, value]) => [name.toLowerCase(), String(value)] as const,
  );
  return Object.fromEntries(names.toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

const callOf = (url: string, init: RequestInit): WireCall => {
  const { pathname, searchParams } = new URL(url);
  const headers = headersOf(init.headers);
  const { body } = init;
  const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : (body ?? '');
  if (typeof text !== 'string') throw new Error('a body of a kind that is not simulated');
  return { method: init.method ?? 'GET', path: pathname, query: searchParams, headers, body: text };
};

const arrive = (network: VenueNetwork, call: WireCall, sender: Sender): Arrival<Response> => {
  const fate = network.fateOf(call);
  if (fate.kind === 'refused') return brokenBy('ECONNREFUSED');
  if (fate.kind === 'broken' && fate.when === 'before') return brokenBy('ECONNRESET');
  network.advance();
  const answer = network.answer(call);
  const reply: WireReply = fate.kind === 'broken' ? { kind: 'drop' } : answer;
  network.witness(call, reply, sender);
  return { kind: 'late', by: network.slowness(), arrival: arrivalOf(reply) };
};

const saidBy = ({ method, path, query, headers, body }: WireCall): string =>
  `${method} ${path}?${query.toString()} ${JSON.stringify(headers)} ${body}`;

/** Makes the fetch of simulated processes. */
export const simulatedFetch =
  (timeline: Timeline, network: VenueNetwork) =>
  (url: string, init: RequestInit = {}): Promise<Response> => {
    const call = callOf(url, init);
    return sendErrand(timeline, {
      said: () => saidBy(call),
      again: (answer) => answer.clone(),
      travel: () => network.travel(call),
      arrive: (sender) => arrive(network, call, sender),
      signal: init.signal ?? undefined,
    });
  };
