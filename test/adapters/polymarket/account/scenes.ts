// The private half of the venue on this machine: a server that checks logins as the venue does, and
// the adapter's way to it.

import { createLiveVenue } from '../../../../lib/adapters/polymarket/live-venue.ts';
import { createPrivateApi } from '../../../../lib/adapters/polymarket/account/private-api.ts';
import { requestCode } from '../../../../lib/adapters/polymarket/signing/login-headers.ts';
import { secretOf } from '../../../../lib/units/secret.ts';
import { seconds } from '../../../../lib/units/time.ts';
import { usdc } from '../../../../lib/units/usdc.ts';
import { openTransport } from '../../../loopback/api.ts';
import { manualClock } from '../../../loopback/clocks.ts';
import { json, startLoopback, text } from '../../../loopback/server.ts';
import { startWireVenue } from '../../../loopback/wire-venue.ts';
import { example } from '../examples.ts';
import { ADDRESS, KEY, signerOf, WALLET } from '../signing/keys.ts';
import type { PrivateApi } from '../../../../lib/adapters/polymarket/account/private-api.ts';
import type { LeftOut } from '../../../../lib/adapters/polymarket/left-out.ts';
import type { WriteParts } from '../../../../lib/adapters/polymarket/live-venue.ts';
import type { WireAnswer } from '../../../../lib/adapters/polymarket/http.ts';
import type { Venue, VenueWrites } from '../../../../lib/ports/venue.ts';
import type { ManualClock } from '../../../loopback/clocks.ts';
import type { Exchange, Loopback, Reply } from '../../../loopback/server.ts';
import type { WireVenue, WireWorld } from '../../../loopback/wire-venue.ts';

/** What the venue gives out for the test key. */
export const CREDENTIALS = {
  apiKey: '5d2d2d0e-2d5c-4f7a-9d1c-6a3f0d1b2c3d',
  secret: 'c3VwZXJzZWNyZXQ=',
  passphrase: 'a passphrase of the venue',
};

/** The address of credentials at the server. */
export const DERIVE = '/auth/derive-api-key';
/** Where credentials are created. */
export const CREATE = '/auth/api-key';

const REFUSED = text(401, '{"error":"Unauthorized/Invalid api key"}');

/** Tells whether a request carries the code that its time, method, path and body have. */
export const isSigned = ({ method, path, headers, body }: Exchange): boolean => {
  const stamp = String(headers['poly_timestamp']);
  const code = requestCode(secretOf(CREDENTIALS.secret), `${stamp}${method}${path}${body}`);
  return (
    headers['poly_signature'] === code &&
    headers['poly_api_key'] === CREDENTIALS.apiKey &&
    headers['poly_passphrase'] === CREDENTIALS.passphrase &&
    headers['poly_address'] === ADDRESS
  );
};

/** Answers logins, lets signed requests through and refuses the others. */
export const guarded =
  (answer: (exchange: Exchange) => Reply) =>
  (exchange: Exchange): Reply => {
    if (exchange.path === DERIVE) return json(CREDENTIALS);
    return isSigned(exchange) ? answer(exchange) : REFUSED;
  };

/** A private API and the server behind it. */
export type PrivateScene = {
  readonly server: Loopback;
  readonly api: PrivateApi;
  readonly clock: ManualClock;
  readonly answers: readonly WireAnswer[];
  readonly asked: (path: string) => readonly Exchange[];
};

const running: { stop: () => Promise<void> }[] = [];

/** Stops every server of the last test. */
export const stopServers = async (): Promise<void> => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
};

/** Opens the private API on a server that answers like this. */
export const openPrivate = async (answer: (exchange: Exchange) => Reply): Promise<PrivateScene> => {
  const server = await startLoopback(answer);
  running.push(server);
  const clock = manualClock();
  const answers: WireAnswer[] = [];
  const api = createPrivateApi({
    transport: openTransport({ clock }),
    clock,
    base: server.url,
    signer: signerOf(KEY),
    chain: 137,
    venueNow: clock.now,
    onAnswer: (one) => void answers.push(one),
    checkClock: () => Promise.resolve(),
  });
  const asked = (path: string) => server.requests.filter((request) => request.path === path);
  return { server, api, clock, answers, asked };
};

/** Writes that no test of reads may reach. */
export const NO_WRITES: VenueWrites = {
  sign: () => Promise.reject(new Error('a read signs nothing')),
  postOrder: () => Promise.reject(new Error('a read places nothing')),
  cancelOrders: () => Promise.reject(new Error('a read cancels nothing')),
  cancelAll: () => Promise.reject(new Error('a read cancels nothing')),
};

/** A live venue and the world behind it. */
export type LiveScene = {
  readonly wire: WireVenue;
  readonly venue: Venue;
  readonly parts: WriteParts;
  readonly clock: ManualClock;
  readonly reports: readonly LeftOut[];
  readonly asked: (path: string) => readonly Exchange[];
};

/** A private answer of the world, or null where it has none. */
export type PrivateAnswer = (exchange: Exchange) => Reply | null;

/** The world of the example market. */
export const LIGHTHOUSE: Partial<WireWorld> = {
  markets: [example('gamma-market')],
  events: [example('gamma-binary-event')],
};

/** Opens a live venue of a deposit wallet whose private answers are these. */
export const openLive = async (
  answer: PrivateAnswer,
  world: Partial<WireWorld> = LIGHTHOUSE,
  pinned: readonly string[] = [],
): Promise<LiveScene> => {
  const isPrivate = (exchange: Exchange) => exchange.headers['poly_signature'] !== undefined;
  const wire = await startWireVenue({
    ...world,
    fault: (exchange) =>
      world.fault?.(exchange) ??
      (isPrivate(exchange)
        ? guarded((signed) => answer(signed) ?? text(404, '{"error":"not found"}'))(exchange)
        : null),
  });
  running.push(wire);
  const clock = manualClock();
  const reports: LeftOut[] = [];
  const given: WriteParts[] = [];
  const venue = createLiveVenue({
    endpoints: { clob: wire.url, gamma: wire.url, data: wire.url },
    clock,
    version: '0.1.0',
    pinned: () => pinned,
    printMin: usdc('5000'),
    lagMax: seconds(90),
    report: (one) => void reports.push(one),
    trader: { signer: signerOf(KEY), holder: { kind: 'deposit', funder: WALLET }, chain: 137 },
    writes: (parts) => {
      given.push(parts);
      return NO_WRITES;
    },
  });
  const [parts] = given;
  if (parts === undefined) throw new Error('a live venue makes its writes');
  const asked = (path: string) => wire.requests.filter((request) => request.path === path);
  return { wire, venue, parts, clock, reports, asked };
};
