// Short ways to ask a wire server in one process: in public, with a key, with an order.

import {
  keyHeaders,
  requestHeaders,
} from '../../../lib/adapters/polymarket/signing/login-headers.ts';
import { signOrder } from '../../../lib/adapters/polymarket/signing/sign-order.ts';
import { handleWire } from '../../../lib/simulation/wire/handle.ts';
import { invariant } from '../../../lib/units/invariant.ts';
import { secretOf } from '../../../lib/units/secret.ts';
import { signerOf } from '../../adapters/polymarket/signing/keys.ts';
import { orderOf } from '../fixtures.ts';
import { KEY, openWire, PLAIN } from './markets.ts';
import type {
  ApiCredentials,
  SignedRequest,
} from '../../../lib/adapters/polymarket/signing/login-headers.ts';
import type { OrderBytes } from '../../../lib/adapters/polymarket/signing/sign-order.ts';
import type { Market } from '../../../lib/domain/market.ts';
import type { Expiration } from '../../../lib/domain/order.ts';
import type { WireAccount } from '../../../lib/simulation/wire/account.ts';
import type { WireReply } from '../../../lib/simulation/wire/message.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';
import type { EpochMs } from '../../../lib/units/time.ts';
import type { Terms } from '../fixtures.ts';
import type { WireChoice } from './markets.ts';

/** A request in short: a path with its query, and what goes with it. */
export type Asked = {
  readonly method?: SignedRequest['method'];
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** Asks, whatever comes back. */
export const replyTo = (
  server: WireServer,
  { method = 'GET', path, headers = {}, body = '' }: Asked,
): WireReply => {
  const url = new URL(path, 'http://wire');
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return handleWire(server, {
    method,
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(lower) as Record<string, string>,
    body,
  });
};

/** An answer, its body read. */
export type Shown = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};

/** Reads a reply that must be an answer in JSON or nothing. */
export const shown = (reply: WireReply): Shown => {
  invariant(reply.kind === 'answer', `the server answers, and does not ${reply.kind}`);
  const { status, headers, body } = reply;
  const isJson = headers['content-type'] === 'application/json';
  return { status, headers, body: isJson ? (JSON.parse(body) as unknown) : body };
};

/** Asks and reads the answer. */
export const ask = (server: WireServer, asked: Asked): Shown => shown(replyTo(server, asked));

/** A key at a server, and everything that it may ask. */
export type Client = {
  readonly server: WireServer;
  readonly credentials: ApiCredentials;
  readonly ask: (asked: Asked) => Shown;
  readonly reply: (asked: Asked) => WireReply;
  readonly sign: (wish: OrderWish) => Promise<OrderBytes>;
  /** Signs and posts an order. */
  readonly post: (wish: OrderWish) => Promise<Shown>;
};

/** An order to be made, by default a BUY of 10 YES at 0.40 that rests. */
export type OrderWish = Partial<Terms> & {
  readonly market?: Market;
  readonly expiration?: Expiration;
  readonly salt?: bigint;
};

let salts = 0n;

const holderOf = ({ signatureType, wallet }: WireAccount) => {
  const kinds = ['eoa', 'proxy', 'safe', 'deposit'] as const;
  const kind = kinds[signatureType];
  return kind === 'eoa' ? { kind } : { kind, funder: wallet };
};

type Login = { readonly key: string; readonly account: WireAccount; readonly at: EpochMs };

const credentialsFor = async (server: WireServer, { key, at }: Login): Promise<ApiCredentials> => {
  const signer = signerOf(key);
  const headers = await keyHeaders(signer, { chain: 137, at, nonce: 0n });
  invariant(headers.ok, 'a test logs in with a good key');
  const { body } = ask(server, { method: 'POST', path: '/auth/api-key', headers: headers.value });
  const { apiKey, secret, passphrase } = body as Record<string, string>;
  return {
    address: signer.address,
    key: apiKey ?? '',
    secret: secretOf(secret ?? ''),
    passphrase: secretOf(passphrase ?? ''),
  };
};

/** Logs in and gives everything that the key may do. */
export const login = async (
  server: WireServer,
  key: string = KEY,
  account: WireAccount = server.account,
): Promise<Client> => {
  const credentials = await credentialsFor(server, { key, account, at: server.venue.now() });
  const signed = (asked: Asked): Asked => {
    const { method = 'GET', path, body = '' } = asked;
    const at = server.venue.now();
    const request = { method, path: new URL(path, 'http://wire').pathname, body };
    return { ...asked, headers: { ...requestHeaders(credentials, request, at), ...asked.headers } };
  };
  const sign = async (wish: OrderWish): Promise<OrderBytes> => {
    const { market = PLAIN, expiration = { kind: 'never' }, ...terms } = wish;
    salts += 1n;
    const bytes = await signOrder(
      {
        signer: signerOf(key),
        holder: holderOf(account),
        chain: 137,
        owner: credentials.key,
      },
      {
        order: orderOf({ side: 'BUY', price: '0.40', size: '10', ...terms, market }),
        expiration,
        market,
        salt: wish.salt ?? salts,
        madeAt: server.venue.now(),
      },
    );
    invariant(bytes.ok, `a test signs a good order, not ${JSON.stringify(bytes)}`);
    return bytes.value;
  };
  const post = async (wish: OrderWish): Promise<Shown> => {
    const { body } = await sign(wish);
    return ask(server, signed({ method: 'POST', path: '/order', body }));
  };
  return {
    server,
    credentials,
    sign,
    post,
    ask: (asked) => ask(server, signed(asked)),
    reply: (asked) => replyTo(server, signed(asked)),
  };
};

/** A server with its account logged in. */
export const openClient = (choice: WireChoice = {}): Promise<Client> => login(openWire(choice));

/** The client's own order id in an answer. */
export const idIn = ({ body }: Shown): string =>
  String((body as Record<string, unknown>)['orderID']);

/** The error text in an answer. */
export const errorIn = ({ body }: Shown): string =>
  String((body as Record<string, unknown>)['error']);
