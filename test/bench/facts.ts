// What the bench's world claims to be, as facts that are looked up in the venue and in the books of
// a cycle. A benchmark of a world that is not so would measure something else, or nothing.

import { positionsOf } from '../../lib/accounting/positions.ts';
import { bookSideOf } from '../../lib/domain/market.ts';
import { isPositive } from '../../lib/units/quantity.ts';
import { brokenLaws } from '../backtest/laws.ts';
import { reopened } from './prepared.ts';
import { MARKET_COUNT, POSITION_COUNT } from './world.ts';
import type { CycleRecord } from '../../lib/domain/cycle-record.ts';
import type { OpenOrder } from '../../lib/domain/order.ts';
import type { Prepared } from './prepared.ts';
import type { Move } from './world.ts';

/** One cycle: what was there before it, and what it did. */
export type CycleFacts = {
  readonly markets: number;
  readonly marketsExclusive: number;
  readonly marketsPriced: number;
  readonly sidesQuoted: number;
  readonly positionsBelieved: number;
  readonly positionsAtVenue: number;
  readonly record: CycleRecord;
  readonly broken: readonly string[];
};

/** A claim about the world, and the facts that bear it out. */
export type Claim = {
  readonly law: string;
  readonly move: Move;
  readonly holds: (facts: CycleFacts) => boolean;
};

const sideOf = ({ condition, side, outcome }: OpenOrder): string =>
  `${condition} ${bookSideOf(side, outcome)}`;

/** Runs the cycle of a reopened session and looks up what it was. */
export const factsOf = async (prepared: Prepared, move: Move): Promise<CycleFacts> => {
  const session = await reopened(prepared, move);
  const { venue } = session;
  const { markets, tokens } = venue.universe();
  const resting = venue.openOrders();
  const { shares } = venue.balances([...tokens.keys()]);
  const end = await session.saved();
  const memories = [...end.state.memory.markets.values()];
  return {
    markets: markets.size,
    marketsExclusive: [...markets.values()].filter(({ negRisk }) => negRisk).length,
    marketsPriced: memories.filter(({ invalidCycles }) => invalidCycles === 0).length,
    sidesQuoted: new Set(resting.map(sideOf)).size,
    positionsBelieved: positionsOf(prepared.state.ledger).size,
    positionsAtVenue: [...shares.values()].filter(isPositive).length,
    record: end.record,
    broken: brokenLaws(session, end),
  };
};

const QUOTES = 2 * MARKET_COUNT;

const ofBoth = (law: string, holds: Claim['holds']): readonly Claim[] => [
  { law, move: 'still', holds },
  { law, move: 'moved', holds },
];

/** Everything that the world must be before it is measured. */
export const CLAIMS: readonly Claim[] = [
  ...ofBoth('has 50 markets, some of one exclusive event', (facts) => {
    return facts.markets === MARKET_COUNT && facts.marketsExclusive > 1;
  }),
  ...ofBoth('has a valid fair price of every market', (facts) => {
    return facts.marketsPriced === MARKET_COUNT;
  }),
  ...ofBoth('has quotes at rest on both sides of every market', (facts) => {
    return facts.sidesQuoted === QUOTES;
  }),
  ...ofBoth('has 20 positions in the books and at the venue', (facts) => {
    return facts.positionsBelieved === POSITION_COUNT && facts.positionsAtVenue === POSITION_COUNT;
  }),
  ...ofBoth('has books that equal what the venue shows, and breaks no law', (facts) => {
    return facts.broken.length === 0 && facts.record.mismatches.length === 0;
  }),
  ...ofBoth('refuses nothing that it wants', ({ record }) => record.wanted === record.placed),
  {
    law: 'keeps most quotes and renews those that grow old',
    move: 'still',
    holds: ({ record }) => record.kept > QUOTES / 2 && record.placed > 0,
  },
  {
    law: 'replaces nearly all quotes',
    move: 'moved',
    holds: ({ record }) => record.placed >= 0.9 * QUOTES && record.canceled.length >= 0.9 * QUOTES,
  },
];
