// The market of a scenario: books that stand where they were put, and what others do in it.

import { openSizeOf } from '../../../lib/domain/order.ts';
import { WHOLE } from '../../../lib/domain/tape-event.ts';
import { changeStatus, turn } from '../../../lib/simulation/wire/controls.ts';
import { applyToServer } from '../../../lib/simulation/wire/server.ts';
import { present } from '../../../lib/units/invariant.ts';
import { orderId, walletAddress } from '../../../lib/units/ids.ts';
import { microsOfPrice, price, priceMicros } from '../../../lib/units/price.ts';
import { smaller } from '../../../lib/units/quantity.ts';
import { ratio } from '../../../lib/units/ratio.ts';
import { shares } from '../../../lib/units/shares.ts';
import { placeByHand } from '../../simulator/weather/by-hand.ts';
import { KILL_SWITCH } from '../../simulator/world/account.ts';
import { venueTime } from '../../simulator/world/services.ts';
import { breakClock } from './broken-clock.ts';
import type { Level } from '../../../lib/domain/book.ts';
import type { Market, Side } from '../../../lib/domain/market.ts';
import type { OpenOrder } from '../../../lib/domain/order.ts';
import type { PrintWallet } from '../../../lib/domain/print.ts';
import type { TapeEvent } from '../../../lib/domain/tape-event.ts';
import type { TokenId } from '../../../lib/units/ids.ts';
import type { TradeFate } from '../../../lib/simulation/settlement.ts';
import type { Switches } from '../../../lib/simulation/wire/switches.ts';
import type { SwitchWord } from '../../simulator/weather/operator.ts';
import type { Watch } from '../../simulator/simulate/watch.ts';
import type { SimulatedWorld } from '../../simulator/world/world.ts';

/** A book by its best prices. Unit: cents. */
export type Shape = {
  readonly bid: number;
  readonly ask: number;
  /** The shares at each level of a side; none where it is empty. */
  readonly bids?: string;
  readonly asks?: string;
};

/** A trade of others in YES. Unit of the price: cents. */
export type Taken = {
  readonly taker: Side;
  readonly at: number;
  readonly size: string;
  /** By whom, where the venue tells. */
  readonly wallet?: string;
};

/** What a scenario may do to its world. Markets are named by their number. */
export type Hands = {
  readonly world: SimulatedWorld;
  /** Puts a book where it then stands. */
  readonly book: (market: number, shape: Shape) => void;
  readonly trade: (market: number, taken: Taken) => void;
  /** Lets others take what rests of ours: all of each order, or some of it. */
  readonly eat: (part: 'all' | 'some') => void;
  /** Somebody buys with the same wallet, past the system. */
  readonly buyByHand: (market: number) => void;
  /** So many bids that are placed in the same way rest far from the market. */
  readonly restByHand: (market: number, count: number) => void;
  readonly close: (market: number) => void;
  readonly resolve: (market: number, yesPayout: string) => void;
  /** What becomes of the next trades of ours. */
  readonly fates: (fate: TradeFate, count: number) => void;
  readonly turn: (changes: Partial<Switches>) => void;
  readonly switch: (word: SwitchWord) => void;
  /** Lets the next look at the monotonic clock find a rule broken, or a bug. */
  readonly breaks: (what: 'rule' | 'bug') => void;
  /** Shows all books as they stand, as of now. */
  readonly show: () => void;
};

type Print = Pick<TapeTrade, 'token' | 'takerSide' | 'price' | 'size' | 'wallet'>;
type TapeTrade = Extract<TapeEvent, { readonly kind: 'trade' }>;

const NOBODY: PrintWallet = { kind: 'not-recorded' };
const CENT = 10_000n;
const STANDING: Shape = { bid: 48, ask: 52 };
const LEVELS = 5;
const FULL = '4000';

const priced = (cents: number) => price((cents / 100).toFixed(2));

const levels = (best: number, step: number, size = FULL): readonly Level[] =>
  size === '0'
    ? []
    : Array.from({ length: LEVELS }, (_, index) => ({
        price: priced(best + step * index),
        size: shares(size),
      }));

/** Whoever hears of what the venue tells nobody: the words of the switch, and orders by hand. */
export type Ears = Pick<Watch, 'seeSwitch' | 'seeHand'>;

/** The hands of a scenario over a world. */
export const handsOver = (world: SimulatedWorld, ears: Ears): Hands => {
  const { server, ssm, timeline } = world;
  const markets = [...server.venue.universe().markets.values()];
  const shapes = new Map<number, Shape>();
  const marketAt = (index: number): Market => present(markets[index], 'a market of the scenario');
  const marketNow = (index: number): Market =>
    present(
      server.venue.universe().markets.get(marketAt(index).condition),
      'a market of the scenario',
    );
  const now = () => venueTime(timeline.now());
  let trades = 0;
  const showOne = (index: number): void => {
    const { bid, ask, bids, asks } = shapes.get(index) ?? STANDING;
    applyToServer(server, {
      kind: 'book',
      at: now(),
      token: marketAt(index).yes,
      bids: levels(bid, -1, bids),
      asks: levels(ask, 1, asks),
      depth: WHOLE,
    });
  };
  const print = (token: TokenId, taken: Omit<Print, 'token'>): void => {
    trades += 1;
    const transaction = `0x${String(trades).padStart(64, '0')}`;
    applyToServer(server, { kind: 'trade', at: now(), token, transaction, ...taken });
  };
  // A price beyond the order's own reaches it whatever stands before it.
  const eatOne = (order: OpenOrder, part: 'all' | 'some'): void => {
    const left = openSizeOf(order);
    const size = part === 'all' ? left : smaller(left, shares('2'));
    const beyond = order.side === 'BUY' ? -CENT : CENT;
    const takerSide = order.side === 'BUY' ? 'SELL' : 'BUY';
    const at = priceMicros(microsOfPrice(order.price) + beyond);
    print(order.token, { takerSide, price: at, size, wallet: NOBODY });
  };
  return {
    world,
    book: (index, shape) => {
      shapes.set(index, shape);
      showOne(index);
    },
    trade: (index, { taker, at, size, wallet }) => {
      const by: PrintWallet =
        wallet === undefined ? NOBODY : { kind: 'known', address: walletAddress(wallet) };
      const { yes } = marketAt(index);
      print(yes, { takerSide: taker, price: priced(at), size: shares(size), wallet: by });
    },
    eat: (part) => {
      for (const order of server.venue.openOrders()) eatOne(order, part);
    },
    buyByHand: (index) => {
      const { condition, yes } = marketAt(index);
      const { ask } = shapes.get(index) ?? STANDING;
      const what = { price: priced(ask), size: shares('5'), timeInForce: 'FAK' } as const;
      server.venue.place({
        id: orderId(`0x${'5'.repeat(64)}`),
        order: {
          condition,
          token: yes,
          outcome: 'YES',
          side: 'BUY',
          liquidity: 'may-take',
          ...what,
        },
        expiration: { kind: 'never' },
      });
    },
    restByHand: (index, count) => {
      const { yes: token } = marketAt(index);
      const bid = { token, side: 'BUY', price: priced(5), size: shares('5') } as const;
      for (let left = count; left > 0; left -= 1) placeByHand(server, { ...bid, kind: 'rests' });
      ears.seeHand();
    },
    // What is resolved has been closed before, and stays resolved.
    close: (index) => {
      const { condition, status } = marketNow(index);
      if (status.kind !== 'resolved') changeStatus(server, condition, { kind: 'closed' });
    },
    resolve: (index, yesPayout) => {
      const { condition } = marketAt(index);
      changeStatus(server, condition, { kind: 'resolved', yesPayout: ratio(yesPayout) });
    },
    fates: (fate, count) => server.fates.next(fate, count),
    turn: (changes) => turn(server, changes),
    switch: (word) => {
      ssm.set(KILL_SWITCH, word === 'missing' ? null : { type: 'String', value: word });
      ears.seeSwitch(word);
    },
    breaks: breakClock,
    show: () => {
      for (const index of markets.keys()) showOne(index);
    },
  };
};
