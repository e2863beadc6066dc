// The official client, unmodified, in front of a wire server of its own.

import { Chain, ClobClient, OrderType, Side, SignatureTypeV2 } from '@polymarket/clob-client-v2';
import { onTestFinished } from 'vitest';
import { ownAccount } from '../../lib/simulation/wire/account.ts';
import { startWireServer } from '../../lib/simulation/wire/face.ts';
import { officialSigner } from '../adapters/polymarket/signing/official-orders.ts';
import { depositAccount, KEY, openWire, PLAIN, SIGNER } from '../simulation/wire/markets.ts';
import type { ApiKeyCreds, CreateOrderOptions } from '@polymarket/clob-client-v2';
import type { Market } from '../../lib/domain/market.ts';
import type { WireAccount } from '../../lib/simulation/wire/account.ts';
import type { WireServer } from '../../lib/simulation/wire/server.ts';

/** A server, and a client that has its key there. */
export type Scene = {
  readonly server: WireServer;
  readonly url: string;
  readonly client: ClobClient;
  readonly creds: ApiKeyCreds;
};

/** The two kinds of account that new users have. */
export const ACCOUNTS = [
  ['a key of its own', ownAccount(SIGNER)],
  ['a deposit wallet', depositAccount],
] as const;

const SIGNATURE_TYPES: Readonly<Record<WireAccount['signatureType'], SignatureTypeV2>> = {
  0: SignatureTypeV2.EOA,
  1: SignatureTypeV2.POLY_PROXY,
  2: SignatureTypeV2.POLY_GNOSIS_SAFE,
  3: SignatureTypeV2.POLY_1271,
};

/** Who a client is. */
export type Identity = {
  readonly key: `0x${string}`;
  readonly account: WireAccount;
  readonly creds?: ApiKeyCreds;
};

/** The key of the server's account. */
export const OWNER: Identity = { key: KEY, account: ownAccount(SIGNER) };

/** A client of a server. */
export const clientFor = (host: string, { key, account, creds }: Identity): ClobClient =>
  new ClobClient({
    host,
    chain: Chain.POLYGON,
    signer: officialSigner(key),
    ...(creds !== undefined && { creds }),
    signatureType: SIGNATURE_TYPES[account.signatureType],
    funderAddress: account.wallet,
    useServerTime: true,
    throwOnError: true,
  });

/** Starts a server that ends with the test. */
export const open = async (account: WireAccount = ownAccount(SIGNER)): Promise<Scene> => {
  const server = openWire({ account });
  const { url, stop } = await startWireServer(server);
  onTestFinished(stop);
  const creds = await clientFor(url, { key: KEY, account }).createApiKey();
  return { server, url, creds, client: clientFor(url, { key: KEY, account, creds }) };
};

/** What the client has to be told of a market. */
export const optionsFor = ({ version, negRisk }: Market): Partial<CreateOrderOptions> => ({
  negRisk,
  version: version === 'v1' ? 2 : 3,
});

/** A limit order to be made; by default ten shares, far from the other side. */
export type Wish = {
  readonly market?: Market;
  readonly side?: Side;
  readonly price?: number;
  readonly size?: number;
  readonly expiration?: number;
  readonly postOnly?: boolean;
};

/** A wish in the client's words. */
export const limit = ({
  market = PLAIN,
  side = Side.BUY,
  price = 0.4,
  size = 10,
  expiration,
}: Wish) => ({
  tokenID: market.yes,
  price,
  side,
  size,
  ...(expiration !== undefined && { expiration }),
});

/** Places an order that the venue takes. */
export const place = (
  { client }: Scene,
  wish: Wish = {},
): Promise<{ readonly orderID: string; readonly status: string }> =>
  client.createAndPostOrder(
    limit(wish),
    optionsFor(wish.market ?? PLAIN),
    wish.expiration === undefined ? OrderType.GTC : OrderType.GTD,
    wish.postOnly ?? false,
  );

/** What an attempt that must fail fails with. */
export const refusalOf = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => 'no refusal',
    (error: unknown) => error,
  );
