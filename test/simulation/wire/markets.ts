// Three markets of every kind of exchange, with books to trade on, behind a wire server.

import { universeOf } from '../../../lib/domain/market.ts';
import { WHOLE } from '../../../lib/domain/tape-event.ts';
import { DEFAULT_SETTINGS } from '../../../lib/simulation/core.ts';
import { ownAccount } from '../../../lib/simulation/wire/account.ts';
import { createWireServer } from '../../../lib/simulation/wire/server.ts';
import { conditionId, eventId, tokenId, walletAddress } from '../../../lib/units/ids.ts';
import { price, tick } from '../../../lib/units/price.ts';
import { ratio } from '../../../lib/units/ratio.ts';
import { shares } from '../../../lib/units/shares.ts';
import { after, durationMs } from '../../../lib/units/time.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { NOON } from '../../loopback/clocks.ts';
import type { EventGroup, Market, Universe } from '../../../lib/domain/market.ts';
import type { TapeEvent } from '../../../lib/domain/tape-event.ts';
import type { VenueSettings } from '../../../lib/simulation/core.ts';
import type { EventOf } from '../../../lib/simulation/recorded-book.ts';
import type { WireAccount } from '../../../lib/simulation/wire/account.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';
import type { PriceMicros } from '../../../lib/units/price.ts';
import type { EpochMs } from '../../../lib/units/time.ts';

/** Account 0 of the local development chains. */
export const KEY = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';
export const SIGNER = walletAddress('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266');
/** Account 1, which has no wallet at the server. */
export const OTHER_KEY = '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d';
export const WALLET = walletAddress('0x1111111111111111111111111111111111111111');

const token = (digit: number, last: number) =>
  tokenId(`7${String(digit).padStart(74, '0')}${String(last)}`);

const market = (digit: number, changes: Partial<Market>): Market => ({
  condition: conditionId(`0x${String(digit).repeat(64)}`),
  slug: `market-${String(digit)}`,
  version: 'v1',
  event: eventId(`7000${String(digit)}`),
  yes: token(digit, 1),
  no: token(digit, 2),
  outcomeLabels: { yes: 'Yes', no: 'No' },
  tick: tick('0.01'),
  sizeMin: shares('5'),
  fee: { kind: 'free' },
  rewards: { kind: 'none' },
  negRisk: false,
  status: { kind: 'accepting' },
  end: { kind: 'at', at: after(NOON, durationMs(30n * 86_400_000n)) },
  gameStart: { kind: 'none' },
  volume24h: usdc(`${String(100_000 - digit)}.5`),
  ...changes,
});

export const PLAIN = market(1, { fee: { kind: 'taker', rate: ratio('0.05'), exponent: 1 } });
export const NEG_RISK = market(2, { negRisk: true, tick: tick('0.001') });
export const THIRD = market(3, {
  version: 'v2',
  condition: conditionId(`0x${'3'.repeat(62)}00`),
});

const eventFor = ({ event, slug, condition, negRisk }: Market): EventGroup => ({
  id: event,
  slug: `about-${slug}`,
  category: 'sports',
  exclusivity: negRisk ? 'exclusive' : 'independent',
  completeness: negRisk ? 'complete' : 'partial',
  markets: [condition],
});

export const universeWith = (markets: readonly Market[]): Universe =>
  universeOf(markets, markets.map(eventFor));

export const MARKETS = [PLAIN, NEG_RISK, THIRD];

const level = (
  at: string,
  size: string,
): { price: PriceMicros; size: ReturnType<typeof shares> } => ({
  price: price(at),
  size: shares(size),
});

/** A book of 0.48 / 0.52 with 100 shares on each of two levels. */
export const bookEvent = ({ yes }: Market, at: EpochMs): TapeEvent => ({
  kind: 'book',
  at,
  token: yes,
  bids: [level('0.48', '100'), level('0.47', '100')],
  asks: [level('0.52', '100'), level('0.53', '100')],
  depth: WHOLE,
});

/** Somebody trades YES. */
export const tradeEvent = (
  { yes }: Market,
  at: EpochMs,
  row: { readonly taker: 'BUY' | 'SELL'; readonly price: string; readonly size: string },
): EventOf<'trade'> => ({
  kind: 'trade',
  at,
  token: yes,
  takerSide: row.taker,
  price: price(row.price),
  size: shares(row.size),
  wallet: { kind: 'known', address: walletAddress(`0x${'2'.repeat(40)}`) },
  transaction: `0x${row.price.replace('.', '').padStart(64, '0')}`,
});

export const depositAccount: WireAccount = { signer: SIGNER, wallet: WALLET, signatureType: 3 };

export type WireChoice = {
  readonly account?: WireAccount;
  readonly markets?: readonly Market[];
  readonly start?: EpochMs;
  readonly cash?: string;
  readonly settings?: Partial<VenueSettings>;
  readonly tape?: readonly TapeEvent[];
};

/** A server whose markets all have a book. */
export const openWire = ({
  account = ownAccount(SIGNER),
  markets = MARKETS,
  start = NOON,
  cash = '1000',
  settings = {},
  tape = [],
}: WireChoice = {}): WireServer => {
  const server = createWireServer({
    venue: {
      universe: universeWith(markets),
      start,
      cash: usdc(cash),
      settings: { ...DEFAULT_SETTINGS, seed: 'wire', ...settings },
    },
    chain: 137,
    account,
    tape,
  });
  for (const one of markets) server.venue.apply(bookEvent(one, start));
  return server;
};
