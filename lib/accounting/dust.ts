// Dust: what rounding on chain leaves between the wallet and our books. A difference that stands
// still while nothing moves is booked as a correction, so that many small ones never add up to a
// difference that halts trading, and the history still says what each of them was.

import { isZero, magnitude, minus, sum } from '../units/quantity.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { posted } from './ledger.ts';
import { lotsOfToken } from './lots.ts';
import type { Balances } from '../domain/activity.ts';
import type { Dust } from '../domain/dust.ts';
import type { LedgerEvent } from '../domain/ledger-entry.ts';
import type { LedgerState, Lot } from '../domain/ledger-state.ts';
import type { Universe } from '../domain/market.ts';
import type { Strategy } from '../domain/order.ts';
import type { TokenId } from '../units/ids.ts';
import type { Quantity, ShareMicros } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';
import type { Tolerance } from './compare-venue.ts';
import type { Posted } from './ledger.ts';

/** What the wallet shows beside our books, and how much of a difference is dust. */
export type DustInput = {
  readonly ledger: LedgerState;
  readonly balances: Balances;
  readonly universe: Pick<Universe, 'tokens'>;
  readonly tolerance: Tolerance;
};

// The venue is known to show a balance twice as large for a while, which differs by as much as is
// ours: of a rest that is as small as dust that would pass for it.
const isDust = <Q extends Quantity>(
  difference: Q,
  { ours, tolerance }: { readonly ours: NoInfer<Q>; readonly tolerance: NoInfer<Q> },
): boolean => !isZero(difference) && magnitude(difference) <= tolerance && difference !== ours;

const sharesDust = (
  { ledger, universe, tolerance }: DustInput,
  [token, shown]: readonly [TokenId, ShareMicros],
): readonly Dust[] => {
  const place = universe.tokens.get(token);
  const lots = lotsOfToken(ledger.lots, token).map(({ shares }) => shares);
  const ours = sum(ZERO_SHARES, lots);
  const amount = minus(shown, ours);
  return place === undefined || !isDust(amount, { ours, tolerance: tolerance.shares })
    ? []
    : [{ kind: 'shares', ...place, token, amount }];
};

/** The differences of wallet and books that are dust. Meaningful only while nothing moves. */
export const dustIn = (input: DustInput): readonly Dust[] => {
  const { ledger, balances, tolerance } = input;
  const cash = minus(balances.cash, ledger.cash);
  const isCashDust = isDust(cash, { ours: ledger.cash, tolerance: tolerance.cash });
  return [
    ...(isCashDust ? [{ kind: 'cash', amount: cash } as const] : []),
    ...[...balances.shares].flatMap((shown) => sharesDust(input, shown)),
  ];
};

const isSame = (a: Dust, b: Dust): boolean =>
  a.amount === b.amount &&
  (a.kind === 'cash' ? b.kind === 'cash' : b.kind === 'shares' && a.token === b.token);

/** What has stood for two looks in a row, and what has been seen once. */
export const dustStanding = (
  before: readonly Dust[],
  now: readonly Dust[],
): { readonly due: readonly Dust[]; readonly seen: readonly Dust[] } => {
  const stands = (one: Dust): boolean => before.some((other) => isSame(one, other));
  return { due: now.filter(stands), seen: now.filter((one) => !stands(one)) };
};

// It falls to who holds most of the token, and to inventory control where nobody does.
const ownerOf = ({ lots }: LedgerState, token: TokenId): Strategy => {
  const [first, ...others] = lotsOfToken(lots, token);
  if (first === undefined) return 'ICC';
  return others.reduce<Lot>((a, b) => (magnitude(b.shares) > magnitude(a.shares) ? b : a), first)
    .strategy;
};

const correctionFor = (ledger: LedgerState, dust: Dust): LedgerEvent => {
  const note = 'dust';
  if (dust.kind === 'cash')
    return { kind: 'correction', cash: dust.amount, shares: { kind: 'none' }, note };
  const { condition, token, outcome, amount: size } = dust;
  const strategy = ownerOf(ledger, token);
  return {
    kind: 'correction',
    cash: ZERO_USDC,
    shares: { kind: 'adjusted', condition, token, outcome, strategy, size, cost: ZERO_USDC },
    note,
  };
};

/** Books dust: afterwards our books say what the wallet shows. */
export const bookDust = (ledger: LedgerState, due: readonly Dust[], at: EpochMs): Posted =>
  due.reduce<Posted>(
    (books, dust) => {
      const place = dust.kind === 'cash' ? dust.kind : dust.token;
      const eventId = `dust|${place}|${String(books.state.sequence + 1)}`;
      return posted(books, { eventId, at, event: correctionFor(books.state, dust) });
    },
    { state: ledger, entries: [] },
  );
