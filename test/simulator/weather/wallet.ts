// What the owner does with the wallet meanwhile, as if our system were not there: money comes and
// goes, orders are placed by hand, and things are bought and sold by hand.

import { credit } from '../../../lib/simulation/wire/controls.ts';
import { placeByHand } from './by-hand.ts';
import { isPositive, smaller } from '../../../lib/units/quantity.ts';
import { microsOfPrice, priceMicros } from '../../../lib/units/price.ts';
import { microsOfShares, shareMicros } from '../../../lib/units/shares.ts';
import { microsOfUsdc, usdcMicros } from '../../../lib/units/usdc.ts';
import type { Book } from '../../../lib/domain/book.ts';
import type { HandOrder } from './by-hand.ts';
import type { UsdcMicros } from '../../../lib/units/quantity.ts';
import type { TokenId } from '../../../lib/units/ids.ts';
import type { CreditKind } from '../../../lib/simulation/wire/controls.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';
import type { Dice } from './dice.ts';

const RATES = {
  deposit: 0.01,
  withdrawal: 0.01,
  income: 0.006,
  rests: 0.008,
  takes: 0.006,
} as const;

const CENT = 10_000n;
const DEPOSIT_MAX = 3_000;
const WITHDRAWAL_MAX = 1_500;
// The venue pays cents more often than dollars.
const INCOME_MAX = 12;
const SHARES_MIN = 6;
const SHARES_MAX = 40;

/** Something done with the wallet, so long after the begin of the minute. Unit: ms. */
export type WalletDeed = { readonly after: number; readonly act: () => void };

// Whether there was anything to be done.
type Done = boolean;
type Act = () => Done;

/** The owner of the wallet. */
export type Owner = {
  /** What is done in a minute. */
  readonly minute: () => readonly WalletDeed[];
};

const lots = (count: number): bigint => BigInt(Math.floor(count * 100)) * CENT;

// A little below the best bid, or what takes the best ask; null where there is no book for it.
const buying = (book: Book, kind: HandOrder['kind'], size: bigint): HandOrder | null => {
  const [bid, ask] = [book.bids[0], book.asks[0]];
  if (bid === undefined || ask === undefined) return null;
  const price = kind === 'rests' ? microsOfPrice(bid.price) - 2n * CENT : microsOfPrice(ask.price);
  if (price < CENT) return null;
  return {
    token: book.token,
    side: 'BUY',
    price: priceMicros(price - (price % CENT)),
    size: shareMicros(size),
    kind,
  };
};

// Half of what is held goes at the best bid.
const selling = ({ venue }: WireServer, book: Book): HandOrder | null => {
  const held = venue.balances([book.token]).shares.get(book.token);
  const half = held === undefined ? 0n : microsOfShares(held) / 2n;
  const bid = book.bids[0];
  if (bid === undefined || half < BigInt(SHARES_MIN) * 1_000_000n) return null;
  const size = shareMicros(half - (half % CENT));
  return { token: book.token, side: 'SELL', price: bid.price, size, kind: 'takes' };
};

/** Makes an owner; whoever has to know hears of each order that was placed by hand. */
export const createOwner = (dice: Dice, server: () => WireServer, heard: () => void): Owner => {
  const dollars = (most: number) => usdcMicros(lots(dice.between(5, most)));
  const someToken = (): TokenId => {
    const market = dice.oneOf([...server().venue.universe().markets.values()]);
    return dice.oneOf([market.yes, market.no]);
  };
  const place = (token: TokenId, orderOn: (book: Book) => HandOrder | null): Done => {
    const book = server().venue.book(token);
    const order = book.kind === 'known' ? orderOn(book.value) : null;
    if (order === null) return false;
    const { kind } = placeByHand(server(), order);
    heard();
    return kind === 'placed' || kind === 'matched';
  };
  const buy = (kind: HandOrder['kind']) => (): Act => {
    const [token, size] = [someToken(), lots(dice.between(SHARES_MIN, SHARES_MAX))];
    return () => place(token, (book) => buying(book, kind, size));
  };
  const sell = (): Act => {
    const token = someToken();
    return () => place(token, (book) => selling(server(), book));
  };
  const move = (kind: CreditKind, amount: UsdcMicros): Act => {
    return () => {
      credit(server(), kind, amount);
      return true;
    };
  };
  // No more than half of the cash that is there then.
  const withdraw = (most: UsdcMicros): Act => {
    return () => {
      const half = usdcMicros(microsOfUsdc(server().venue.balances([]).cash) / 2n);
      const amount = smaller(most, half);
      if (isPositive(amount)) credit(server(), 'withdrawal', amount);
      return isPositive(amount);
    };
  };
  const pay = (kind: CreditKind) => (): Act =>
    move(kind, usdcMicros(BigInt(Math.floor(dice.between(1, INCOME_MAX * 1e6)))));
  const deeds = [
    ['deposit', RATES.deposit, () => move('deposit', dollars(DEPOSIT_MAX))],
    ['withdrawal', RATES.withdrawal, () => withdraw(dollars(WITHDRAWAL_MAX))],
    ['reward', RATES.income, pay('reward')],
    ['rebate', RATES.income, pay('rebate')],
    ['yield', RATES.income, pay('yield')],
    ['order by hand', RATES.rests, buy('rests')],
    ['purchase by hand', RATES.takes, buy('takes')],
    ['sale by hand', RATES.takes, sell],
  ] as const;
  return {
    minute: () =>
      deeds.flatMap(([name, rate, choose]) => {
        if (!dice.happens('operator', rate)) return [];
        // What is done is chosen by its own chance, now: something else may go wrong until then.
        const [note, act, after] = [dice.noteOnceDone(name), choose(), dice.between(0, 59_000)];
        const done = (): void => {
          if (act()) note();
        };
        return [{ after, act: done }];
      }),
  };
};
