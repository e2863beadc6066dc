// A market that nothing happens on, and what a cycle on it takes: the stage of the tests of the
// cycle. Every cycle that is run here is held to every law.

import { formatPrice } from '../../lib/units/price.ts';
import { formatShares } from '../../lib/units/shares.ts';
import { minutes } from '../../lib/units/time.ts';
import { complaint } from '../backtest/laws.ts';
import { RAIN, bookOf, universeWith } from '../backtest/markets.ts';
import { openSession } from '../backtest/session.ts';
import type { CycleSettings } from '../../lib/cycle/settings.ts';
import type { BookShape } from '../backtest/markets.ts';
import type { Opening, SavedCycle, Session } from '../backtest/session.ts';

export const QUIET: BookShape = { bid: '0.48', ask: '0.52' };

/** A session on one market that market making quotes with 100 shares on each side. */
export const rainSession = (opening: Partial<Opening> = {}): Session =>
  openSession({ universe: universeWith(RAIN), ...opening });

/** Fails when a saved cycle breaks any law. */
export const held = (session: Session, end: SavedCycle): SavedCycle => {
  const broken = complaint(session, end);
  if (broken !== '') throw new Error(broken);
  return end;
};

/** Shows a book and runs a cycle on it, which must be saved and break no law. */
export const cycleOn = async (
  session: Session,
  second: number,
  under: { readonly shape?: BookShape | undefined; readonly settings?: CycleSettings } = {},
): Promise<SavedCycle> => {
  session.venue.apply(bookOf(RAIN, second, under.shape ?? QUIET));
  const end = held(session, await session.saved(under.settings));
  session.leaseClock.pass(minutes(1));
  return end;
};

/** Runs so many cycles on the quiet book, a minute apart from the given one on. */
export const cyclesOn = async (
  session: Session,
  count: number,
  options: { readonly from?: number; readonly shape?: BookShape } = {},
): Promise<SavedCycle> => {
  const { from = 0, shape } = options;
  let last = await cycleOn(session, from * 60, { shape });
  for (let cycle = 1; cycle < count; cycle += 1)
    last = await cycleOn(session, (from + cycle) * 60, { shape });
  return last;
};

/** The own orders that rest at the venue, in words. */
export const resting = ({ venue }: Session): readonly string[] =>
  venue
    .openOrders()
    .map(({ side, outcome, price, originalSize }) =>
      [side, formatShares(originalSize), outcome, '@', formatPrice(price)].join(' '),
    );
