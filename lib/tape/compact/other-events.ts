// The events of a tape that are no level changes, as bytes, each kind with what it says.

import { WHOLE } from '../../domain/tape-event.ts';
import { conditionId, tokenId, walletAddress } from '../../units/ids.ts';
import { formatTick, microsOfPrice, parseTick, priceMicros, tick } from '../../units/price.ts';
import { formatRatio, ONE, parseRatio } from '../../units/ratio.ts';
import { microsOfShares, shareMicros } from '../../units/shares.ts';
import { epochMs } from '../../units/time.ts';
import type { Level } from '../../domain/book.ts';
import type { MarketStatus } from '../../domain/market.ts';
import type { PrintWallet } from '../../domain/print.ts';
import type { BookDepth, TapeEvent } from '../../domain/tape-event.ts';
import type { ConditionId, TokenId } from '../../units/ids.ts';
import type { PriceMicros, Tick } from '../../units/price.ts';
import type { ShareMicros } from '../../units/quantity.ts';
import type { EpochMs } from '../../units/time.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';

/** The tokens and the markets of a tape in the order in which they are numbered. */
export type Names = {
  readonly tokens: readonly TokenId[];
  readonly conditions: readonly ConditionId[];
};

/** The same, with the place of each. */
export type Places = {
  readonly tokens: ReadonlyMap<string, number>;
  readonly conditions: ReadonlyMap<string, number>;
};

/** Finds the place of every name. */
export const placesOf = ({ tokens, conditions }: Names): Places => ({
  tokens: new Map(tokens.map((name, place) => [name, place])),
  conditions: new Map(conditions.map((name, place) => [name, place])),
});

const KINDS = ['book', 'level', 'trade', 'tick', 'status', 'gap', 'alive'] as const;
const STATUSES = ['accepting', 'paused', 'closed', 'resolved'] as const;

// A name that is not listed stands as it is.
const writeName = (name: string, places: ReadonlyMap<string, number>, out: ByteWriter): void => {
  const place = places.get(name);
  out.count(place === undefined ? 0 : place + 1);
  if (place === undefined) out.text(name);
};

// What a number does not hold exactly stands as text.
const writeSize = (size: ShareMicros, out: ByteWriter): void => {
  const micros = Number(microsOfShares(size));
  const fits = micros >= 0 && micros < Number.MAX_SAFE_INTEGER;
  out.count(fits ? micros + 1 : 0);
  if (!fits) out.text(microsOfShares(size).toString());
};

const writePrice = (price: PriceMicros, out: ByteWriter): void =>
  out.count(Number(microsOfPrice(price)));

const writeLevels = (levels: readonly Level[], out: ByteWriter): void => {
  out.count(levels.length);
  let last = 0;
  for (const { price, size } of levels) {
    const micros = Number(microsOfPrice(price));
    out.signed(micros - last);
    last = micros;
    writeSize(size, out);
  }
};

const writeStatus = (status: MarketStatus, out: ByteWriter): void => {
  out.count(STATUSES.indexOf(status.kind));
  if (status.kind === 'resolved') out.text(formatRatio(status.yesPayout));
};

const writeDepth = (depth: BookDepth, out: ByteWriter): void =>
  out.count(depth.kind === 'whole' ? 0 : depth.levels + 1);

const writeWallet = (wallet: PrintWallet, out: ByteWriter): void => {
  out.count(wallet.kind === 'known' ? 1 : 0);
  if (wallet.kind === 'known') out.text(wallet.address);
};

/** Writes an event without its time. */
export const writeEvent = (event: TapeEvent, places: Places, out: ByteWriter): void => {
  out.count(KINDS.indexOf(event.kind));
  switch (event.kind) {
    case 'book':
      writeName(event.token, places.tokens, out);
      writeDepth(event.depth, out);
      writeLevels(event.bids, out);
      return writeLevels(event.asks, out);
    case 'level':
      writeName(event.token, places.tokens, out);
      out.count(event.side === 'bids' ? 0 : 1);
      writePrice(event.price, out);
      return writeSize(event.size, out);
    case 'trade':
      writeName(event.token, places.tokens, out);
      out.count(event.takerSide === 'BUY' ? 0 : 1);
      writePrice(event.price, out);
      writeSize(event.size, out);
      writeWallet(event.wallet, out);
      return out.text(event.transaction);
    case 'tick':
      writeName(event.condition, places.conditions, out);
      return out.text(formatTick(event.tick));
    case 'status':
      writeName(event.condition, places.conditions, out);
      return writeStatus(event.status, out);
    case 'gap':
      writeName(event.token, places.tokens, out);
      return out.text(event.cause);
    case 'alive':
      out.count(event.tokens.length);
      for (const token of event.tokens) writeName(token, places.tokens, out);
  }
};

const readName = <Name extends string>(
  names: readonly Name[],
  tagged: (text: string) => Name,
  from: ByteReader,
): Name => {
  const place = from.count();
  if (place === 0) return tagged(from.text());
  const name = names[place - 1];
  if (name === undefined) from.fail();
  return name ?? tagged('');
};

const WHOLE_NUMBER = /^-?\d{1,40}$/;

const readSize = (from: ByteReader): ShareMicros => {
  const marked = from.count();
  if (marked > 0) return shareMicros(BigInt(marked - 1));
  const text = from.text();
  if (!WHOLE_NUMBER.test(text)) from.fail();
  return shareMicros(WHOLE_NUMBER.test(text) ? BigInt(text) : 0n);
};

const ANY_PRICE = priceMicros(1n);
const toPrice = (micros: number, from: ByteReader): PriceMicros => {
  if (micros > 0 && micros < 1_000_000) return priceMicros(BigInt(micros));
  from.fail();
  return ANY_PRICE;
};

const readLevels = (from: ByteReader): readonly Level[] => {
  const count = from.count();
  const levels: Level[] = [];
  let last = 0;
  for (let index = 0; index < count && !from.hasFailed(); index += 1) {
    last += from.signed();
    levels.push({ price: toPrice(last, from), size: readSize(from) });
  }
  return levels;
};

const readFlag = <T>(zero: T, one: T, from: ByteReader): T => {
  const flag = from.count();
  if (flag > 1) from.fail();
  return flag === 0 ? zero : one;
};

const readTick = (from: ByteReader): Tick => {
  const parsed = parseTick(from.text());
  if (!parsed.ok) from.fail();
  return parsed.ok ? parsed.value : tick('0.01');
};

const readStatus = (from: ByteReader): MarketStatus => {
  const kind = STATUSES[from.count()];
  if (kind === undefined) from.fail();
  if (kind !== 'resolved') return { kind: kind ?? 'closed' };
  const payout = parseRatio(from.text());
  if (!payout.ok) from.fail();
  return { kind, yesPayout: payout.ok ? payout.value : ONE };
};

const readDepth = (from: ByteReader): BookDepth => {
  const marked = from.count();
  return marked === 0 ? WHOLE : { kind: 'best', levels: marked - 1 };
};

const readWallet = (from: ByteReader): PrintWallet =>
  readFlag('not-recorded', 'known', from) === 'known'
    ? { kind: 'known', address: walletAddress(from.text()) }
    : { kind: 'not-recorded' };

const readTokens = (names: Names, from: ByteReader): readonly TokenId[] => {
  const count = from.count();
  const tokens: TokenId[] = [];
  while (tokens.length < count && !from.hasFailed())
    tokens.push(readName(names.tokens, tokenId, from));
  return tokens;
};

// Members are read in the order in which they are written down here.
const readBody = (at: EpochMs, names: Names, from: ByteReader): TapeEvent | undefined => {
  const token = (): TokenId => readName(names.tokens, tokenId, from);
  const condition = (): ConditionId => readName(names.conditions, conditionId, from);
  const kind = KINDS[from.count()];
  if (kind === undefined) return undefined;
  switch (kind) {
    case 'book': {
      const [of, depth, bids] = [token(), readDepth(from), readLevels(from)];
      return { kind, at, token: of, bids, asks: readLevels(from), depth };
    }
    case 'level': {
      const [of, side] = [token(), readFlag('bids' as const, 'asks' as const, from)];
      const price = toPrice(from.count(), from);
      return { kind, at, token: of, side, price, size: readSize(from) };
    }
    case 'trade': {
      const [of, takerSide] = [token(), readFlag('BUY' as const, 'SELL' as const, from)];
      const [price, size] = [toPrice(from.count(), from), readSize(from)];
      const wallet = readWallet(from);
      return { kind, at, token: of, takerSide, price, size, wallet, transaction: from.text() };
    }
    case 'tick':
      return { kind, at, condition: condition(), tick: readTick(from) };
    case 'status':
      return { kind, at, condition: condition(), status: readStatus(from) };
    case 'gap':
      return { kind, at, token: token(), cause: from.text() };
    case 'alive':
      return { kind, at, tokens: readTokens(names, from) };
  }
};

/** Reads an event that happened at a time. What makes no sense fails the reader. */
export const readEvent = (ms: number, names: Names, from: ByteReader): TapeEvent | undefined => {
  const event = readBody(epochMs(BigInt(ms)), names, from);
  if (event === undefined) from.fail();
  return from.hasFailed() ? undefined : event;
};
