// G1: no order reaches the venue without a pass of the risk manager. What may be told from outside:
// it was journalled under the lease of its own process with these very bytes, they give and ask for
// no more than was judged, the switch was read since, for this request alone, and allows it, its
// price is within the slippage limit of the book that the process was told, and nothing but the
// least size adds risk in the first cleared cycles.

import { STATE_SCHEMA } from '../../../lib/domain/portfolio-state.ts';
import { microsOfShares, ZERO_SHARES } from '../../../lib/units/shares.ts';
import { CLOCK_OFF_MAX_MS } from '../weather/processes.ts';
import { isHalting } from '../weather/operator.ts';
import { clearedCyclesIn, schemaIn } from './stored.ts';
import type { Instant } from '../world/timeline.ts';
import type { SightingOf } from './sighting.ts';
import type { Checker, Journalled, SwitchRead, Truth } from './truth.ts';

/** What the hard rules are, in numbers. Unit: micros. */
export type HardRules = { readonly slippageMax: bigint; readonly stopSlippageMax: bigint };

const FIRST_CYCLES = 10;
const DOLLAR = 1_000_000n;
const LOT = 10_000n;

// What the gate judged is sent within 15 s. Before a request that needs new credentials a login
// comes, within the 10 s of that request.
const SENT_WITHIN_MS = 15_000;
const LOGIN_MAX_MS = 10_000;

// The gate takes no book that is older than 10 s, by a clock that may be off.
const BOOK_AGE_MAX_MS = 10_000 + 2 * CLOCK_OFF_MAX_MS + SENT_WITHIN_MS;

type Bytes = {
  readonly postOnly: boolean;
  readonly orderType: string;
  readonly order: Readonly<
    Record<'tokenId' | 'side' | 'makerAmount' | 'takerAmount' | 'expiration', string>
  >;
};

type Departure = {
  readonly at: Instant;
  readonly process: string;
  readonly found: Journalled;
  /** What its bytes say. */
  readonly bytes: Bytes;
  /** When its process last asked for credentials. */
  readonly loggedInAt: Instant;
  /** The look at the switch before the last request of its process. */
  readonly lookedBefore: SwitchRead | undefined;
};

// What stands in a state of a newer schema nobody knows who trades on it.
const bySchema = (truth: Truth): readonly string[] => {
  const state = truth.state();
  const schema = state === null ? 0 : schemaIn(state);
  return schema > STATE_SCHEMA ? [`the state is of schema ${String(schema)}`] : [];
};

const underLease = (truth: Truth, { process, found }: Departure): readonly string[] => {
  const { fence, holder } = truth.lease();
  if (holder === null) return ['nobody holds the lease'];
  if (fence !== found.fence) return [`fence ${String(fence)} holds, not ${String(found.fence)}`];
  return found.process === process ? [] : [`journalled by ${found.process}`];
};

const SHARE = 1_000_000n;

// The coarsest step in which the venue counts the shares of an order that names its money.
const SHARE_STEP = 1_000n;

// A BUY gives dollars and asks for shares, a SELL the reverse; neither at a worse price.
const byBytes = ({ found, bytes: { order } }: Departure): readonly string[] => {
  const { token, side, price, size } = found.intent;
  const [gives, asks] = [BigInt(order.makerAmount), BigInt(order.takerAmount)];
  if (order.tokenId !== token || order.side !== side) return ['its bytes are another order'];
  const [givesMax, isFair] =
    side === 'BUY'
      ? [(price * size) / SHARE, asks <= size && gives * SHARE <= price * (asks + SHARE_STEP)]
      : [size, asks >= (price * gives) / SHARE];
  const broken = `its bytes give ${String(gives)} for ${String(asks)}`;
  return gives <= givesMax && isFair ? [] : [`${broken}: ${String(size)} at ${String(price)}`];
};

// What is to rest may match nothing and ends by itself; all else rests at no time.
const byTerms = ({ found, bytes }: Departure): readonly string[] => {
  const { liquidity, timeInForce } = found.intent;
  const { postOnly, orderType, order } = bytes;
  const isAsMeant =
    liquidity === 'post-only'
      ? postOnly && orderType === 'GTD' && order.expiration !== '0'
      : !postOnly && ['FAK', 'FOK'].includes(orderType) && order.expiration === '0';
  if (isAsMeant && orderType === timeInForce) return [];
  const sent = `${orderType}, post-only ${String(postOnly)}, until ${order.expiration}`;
  return [`its bytes are ${sent}, and it is ${liquidity}, ${timeInForce}`];
};

const bySwitch = (truth: Truth, { process, found, lookedBefore }: Departure): readonly string[] => {
  const read = truth.switchRead(process);
  if (read === undefined || read.at < found.at)
    return ['the switch was not read since its journal'];
  if (read === lookedBefore) return ['the switch was not read since the request before it'];
  if (isHalting(read.word)) return [`the switch said ${read.word}`];
  const isBarred = read.word === 'reduce-only' && found.intent.effect === 'adding';
  return isBarred ? ['the switch said reduce-only, and it adds exposure'] : [];
};

const byAge = (truth: Truth, { at, process }: Departure): readonly string[] => {
  const age = at - (truth.toldBooks(process)?.at ?? at);
  return age > BOOK_AGE_MAX_MS ? [`the books were ${age.toFixed(0)} ms old`] : [];
};

// It was judged before it was journalled.
const byDelay = ({ at, found, loggedInAt }: Departure): readonly string[] => {
  const delay = at - found.at;
  const limit = loggedInAt < found.at ? SENT_WITHIN_MS : SENT_WITHIN_MS + LOGIN_MAX_MS;
  return delay > limit ? [`it was journalled ${delay.toFixed(0)} ms before`] : [];
};

const bySlippage = (
  truth: Truth,
  { process, found }: Departure,
  rules: HardRules,
): readonly string[] => {
  const { token, side, price, effect, strategy } = found.intent;
  const told = truth.toldBooks(process);
  if (told === undefined) return ['no book was read for it'];
  const { bid = null, ask = null } = told.books.get(token) ?? {};
  const isBlind = bid === null || ask === null;
  // A stop gives up what is held, also where that may turn out never to have been there.
  if (isBlind && effect === 'adding' && !(strategy === 'Protect' && side === 'SELL'))
    return ['it adds exposure, and its book has not two sides'];
  // A stop may go further. Of an event whose outcomes hedge each other even a stop adds risk.
  const limit = strategy === 'Protect' ? rules.stopSlippageMax : rules.slippageMax;
  if (side === 'BUY' && ask !== null && price > ask + limit)
    return [`buys at ${String(price)}, the ask was ${String(ask)}`];
  if (side === 'SELL' && bid !== null && price < bid - limit)
    return [`sells at ${String(price)}, the bid was ${String(bid)}`];
  return [];
};

const upToLot = (size: bigint): bigint => ((size + LOT - 1n) / LOT) * LOT;

const leastSize = (truth: Truth, { intent }: Journalled): bigint => {
  const markets = [...truth.venue.universe().markets.values()];
  const market = markets.find(({ condition }) => condition === intent.condition);
  const own = microsOfShares(market?.sizeMin ?? ZERO_SHARES);
  if (intent.liquidity === 'post-only') return upToLot(own);
  const dollar = (DOLLAR * 1_000_000n + intent.price - 1n) / intent.price;
  return upToLot(dollar > own ? dollar : own);
};

const byClearance = (truth: Truth, { found }: Departure): readonly string[] => {
  const state = truth.state();
  const cycles = state === null ? null : clearedCyclesIn(state);
  if ((cycles ?? 0) >= FIRST_CYCLES || found.intent.effect !== 'adding') return [];
  const least = leastSize(truth, found);
  const { size } = found.intent;
  return size > least
    ? [`${String(size)} in cycle ${String(cycles)}, at most ${String(least)}`]
    : [];
};

type Sent = SightingOf<'sent'> & Pick<Departure, 'loggedInAt' | 'lookedBefore'>;

const judge = (truth: Truth, sent: Sent, rules: HardRules): readonly string[] =>
  sent.bodies.flatMap((body) => {
    const found = truth.journalled(body);
    if (found === undefined) return [`${sent.process} sends what was never journalled: ${body}`];
    const departure = { ...sent, found, bytes: JSON.parse(found.intent.body) as Bytes };
    return [
      ...underLease(truth, departure),
      ...byBytes(departure),
      ...byTerms(departure),
      ...bySchema(truth),
      ...bySwitch(truth, departure),
      ...byAge(truth, departure),
      ...byDelay(departure),
      ...bySlippage(truth, departure, rules),
      ...byClearance(truth, departure),
    ].map((broken) => `${sent.process} sends ${found.intent.id}: ${broken}`);
  });

/** Makes the checker. */
export const gated = (rules: HardRules): Checker => {
  const logins = new Map<string, Instant>();
  const looks = new Map<string, SwitchRead | undefined>();
  return {
    name: 'G1',
    see: (sighting, truth) => {
      if (sighting.kind === 'arrived' && sighting.call.path.startsWith('/auth/'))
        logins.set(sighting.sender.process, sighting.at);
      if (sighting.kind !== 'sent') return [];
      const { process } = sighting;
      const loggedInAt = logins.get(process) ?? -Infinity;
      const lookedBefore = looks.get(process);
      looks.set(process, truth.switchRead(process));
      return judge(truth, { ...sighting, loggedInAt, lookedBefore }, rules);
    },
  };
};
