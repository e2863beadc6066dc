// The gate: the only place where an order is approved, and every order of every strategy passes it.
// All checks run on every order and each names the largest size it lets through; the smallest wins.

import { minimumSize } from '../domain/minimum-size.ts';
import { mirrored } from '../domain/book.ts';
import { otherOutcome, tokenOf } from '../domain/market.ts';
import { mapObserved } from '../domain/observed.ts';
import { invariant } from '../units/invariant.ts';
import { larger, minus, smaller } from '../units/quantity.ts';
import { formatShares, toLot, ZERO_SHARES } from '../units/shares.ts';
import { sufficientBalance } from './checks/balance.ts';
import { circuitBreakers, positivePeak } from './checks/circuit-breakers.ts';
import { cooldown } from './checks/cooldown.ts';
import { freshData } from './checks/freshness.ts';
import { exposureLimits } from './checks/exposure-limits.ts';
import {
  freeSide,
  matchingBooks,
  onTick,
  openMarket,
  unbrokenRules,
  unresolvedIntent,
} from './checks/market.ts';
import { killSwitch, liveClearance } from './checks/operator.ts';
import { slippage } from './checks/slippage.ts';
import { isReducing } from './reducing.ts';
import { offeredShares } from './reservations.ts';
import { growing, openRiskBook, spotIn } from './risk-book.ts';
import { largestFitting, withoutResidue } from './sizes.ts';
import type { Book } from '../domain/book.ts';
import type { Market, Outcome } from '../domain/market.ts';
import type { Observed } from '../domain/observed.ts';
import type { ApprovedOrder, DesiredOrder } from '../domain/order.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { RefusedOrder } from '../domain/refused-order.ts';
import type { TokenId } from '../units/ids.ts';
import type { ShareMicros } from '../units/quantity.ts';
import type { Cap, Check, Subject } from './checks/subject.ts';
import type { GateContext } from './gate-context.ts';
import type { WorkingOrder } from './market-risk.ts';
import type { GrowingBook } from './risk-book.ts';

/** What became of the desired orders, each in their sequence. */
export type Gated = {
  readonly approved: readonly ApprovedOrder[];
  readonly refused: readonly RefusedOrder[];
};

// In the order of the specification's table, which is the order in which reasons are shown.
const CHECKS: readonly Check[] = [
  killSwitch,
  circuitBreakers,
  positivePeak,
  exposureLimits,
  cooldown,
  slippage,
  freshData,
  unresolvedIntent,
  openMarket,
  matchingBooks,
  unbrokenRules,
  sufficientBalance,
  liveClearance,
  onTick,
  freeSide,
];

// What has been approved so far, and how it changes what comes after. The book is this gate's own:
// every approved order is added to it.
type Progress = Gated & {
  readonly book: GrowingBook;
  readonly working: readonly WorkingOrder[];
  readonly probe: Subject['probe'];
};

// Two tokens, one book: where only the other token's could be read, its mirror serves.
const quotesOf = (
  { books }: GateContext,
  market: Market,
  outcome: Outcome,
): Observed<Book> | undefined => {
  const token = tokenOf(market, outcome);
  const own = books.get(token);
  const other = books.get(tokenOf(market, otherOutcome(outcome)));
  return own?.kind !== 'known' && other?.kind === 'known'
    ? mapObserved(other, (book) => mirrored(book, token))
    : own;
};

const subjectOf = (
  desired: DesiredOrder,
  market: Market,
  { context, progress }: { readonly context: GateContext; readonly progress: Progress },
): Subject => {
  const { order } = desired;
  invariant(order.token === tokenOf(market, order.outcome), "an order names its outcome's token");
  invariant(
    order.liquidity === 'may-take' || order.timeInForce === 'GTC' || order.timeInForce === 'GTD',
    'a post-only order can rest',
  );
  const quotes = quotesOf(context, market, order.outcome);
  const sizeMin =
    quotes?.kind === 'known' ? larger(market.sizeMin, quotes.value.sizeMin) : market.sizeMin;
  const wanted = larger(toLot(order.size, 'down'), ZERO_SHARES);
  const spot = spotIn(progress.book.now(), order.condition);
  return {
    context,
    desired,
    order,
    market,
    quotes,
    spot,
    working: progress.working,
    wanted,
    minimum: minimumSize(sizeMin, order),
    reducible: largestFitting(wanted, (size) => isReducing(spot, order, size)),
    probe: progress.probe,
  };
};

type Approval = { readonly size: ShareMicros; readonly cappedBy: Refusal | null };

type Verdict =
  | ({ readonly kind: 'approved' } & Approval)
  | { readonly kind: 'refused'; readonly refusals: RefusedOrder['refusals'] };

const tooSmall = (subject: Subject, size: ShareMicros): Refusal => ({
  code: 'MIN_SIZE',
  numbers: [
    ['size', formatShares(size)],
    ['minimum', formatShares(subject.minimum)],
    ['wanted', formatShares(subject.wanted)],
  ],
});

const keptOf = ({ context, working }: Subject, token: TokenId): ShareMicros => {
  const held = context.portfolio.positions.get(token)?.shares ?? ZERO_SHARES;
  return larger(minus(held, offeredShares(working, token)), ZERO_SHARES);
};

// What a SELL finds unsold. Shares that the other outcome's make complete sets with need no buyer:
// they are worth a dollar together whatever happens, so they are no rest that could be stranded.
const unsold = (subject: Subject): ShareMicros => {
  const { order, market } = subject;
  const other = tokenOf(market, otherOutcome(order.outcome));
  return minus(keptOf(subject, order.token), keptOf(subject, other));
};

// A cap that lets the whole wanted size through is no reason, however small that size is.
const isTooLow = ({ sizeMax }: Cap, { wanted, minimum }: Subject): boolean =>
  sizeMax < wanted && toLot(sizeMax, 'down') < minimum;

const judge = (subject: Subject): Verdict => {
  const { order, wanted, minimum } = subject;
  const caps: readonly Cap[] = CHECKS.flatMap((check) => check(subject));
  const capped = caps.map((cap) => cap.sizeMax).reduce(smaller<ShareMicros>, wanted);
  const allowed = toLot(capped, 'down');
  const size = order.side === 'BUY' ? allowed : withoutResidue(allowed, unsold(subject), minimum);
  if (size >= minimum) {
    const tightest = caps.find(({ sizeMax }) => sizeMax === capped && capped < wanted);
    return { kind: 'approved', size, cappedBy: tightest?.refusal ?? null };
  }
  const [first, ...others] = caps.filter((cap) => isTooLow(cap, subject)).map((cap) => cap.refusal);
  return { kind: 'refused', refusals: [first ?? tooSmall(subject, size), ...others] };
};

const unknownMarket = ({ order }: DesiredOrder): RefusedOrder['refusals'] => [
  {
    code: 'STALE_DATA',
    numbers: [
      ['part', 'market'],
      ['condition', order.condition],
    ],
  },
];

const refuse = (
  progress: Progress,
  desired: DesiredOrder,
  refusals: RefusedOrder['refusals'],
): Progress => ({ ...progress, refused: [...progress.refused, { desired, refusals }] });

// The approvals made here, by identity. A type cannot tell them from a copy with another size.
const APPROVALS = new WeakSet<ApprovedOrder>();

/** Tells whether the gate made this very value: a copy, changed or not, is no approval. */
export const isApproved = (order: ApprovedOrder): boolean => APPROVALS.has(order);

const approve = (progress: Progress, subject: Subject, { size, cappedBy }: Approval): Progress => {
  const { desired, reducible } = subject;
  const order = { ...desired.order, size };
  const effect = size <= reducible ? 'reducing' : 'adding';
  const working = { order, remaining: size };
  const approval = { desired, order, effect, cappedBy } as ApprovedOrder;
  APPROVALS.add(approval);
  progress.book.add(working);
  return {
    ...progress,
    approved: [...progress.approved, approval],
    working: [...progress.working, working],
    probe: effect === 'adding' ? 'taken' : progress.probe,
  };
};

/**
 * Judges orders in their sequence; each approved one counts for those after it. An approved order
 * may be smaller than the desired one, never larger.
 * Refuses: with every code of `RefusalCode` whose rule leaves less than the minimum size.
 * Throws: on an order whose token is not its outcome's, or that is post-only and cannot rest.
 */
export const gate = (desired: readonly DesiredOrder[], context: GateContext): Gated => {
  if (desired.length === 0) return { approved: [], refused: [] };
  const { universe, portfolio } = context;
  const start: Progress = {
    approved: [],
    refused: [],
    book: growing(openRiskBook({ universe, ...portfolio })),
    working: portfolio.resting,
    probe: 'available',
  };
  const { approved, refused } = desired.reduce((progress, one) => {
    const market = universe.markets.get(one.order.condition);
    if (market === undefined) return refuse(progress, one, unknownMarket(one));
    const subject = subjectOf(one, market, { context, progress });
    const verdict = judge(subject);
    return verdict.kind === 'approved'
      ? approve(progress, subject, verdict)
      : refuse(progress, one, verdict.refusals);
  }, start);
  return { approved, refused };
};
