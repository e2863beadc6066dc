// Whether a market takes orders, from Gamma's several flags. All of them have to agree before we
// trade, and a payout has to be exact before we count on it.

import { ONE, ratio, ZERO_RATIO } from '../../units/ratio.ts';
import type { MarketStatus } from '../../domain/market.ts';
import type { Ratio } from '../../units/ratio.ts';

/** The flags of a market row. */
export type StatusFlags = {
  readonly active: boolean;
  readonly closed: boolean;
  readonly archived: boolean;
  readonly acceptingOrders: boolean | undefined;
  readonly enableOrderBook: boolean | undefined;
  /** Of the oracle; v2 markets carry `resolutionStatus` instead. */
  readonly umaResolutionStatus: string | undefined;
  readonly resolutionStatus: string | undefined;
  readonly outcomePrices: readonly string[] | undefined;
};

// A resolved market's prices are its payouts: the only three that the venue's oracle can give.
const PAYOUTS: ReadonlyMap<string, Ratio> = new Map([
  ['1,0', ONE],
  ['0,1', ZERO_RATIO],
  ['0.5,0.5', ratio('0.5')],
]);

/**
 * Tells whether a market takes orders, and what it paid. A market whose outcome is decided takes
 * none of ours, even while its order book is still open.
 */
export const statusOf = (flags: StatusFlags): MarketStatus => {
  const isResolved = [flags.umaResolutionStatus, flags.resolutionStatus].includes('resolved');
  if (flags.closed && isResolved) {
    const yesPayout = PAYOUTS.get((flags.outcomePrices ?? []).join(','));
    return yesPayout === undefined ? { kind: 'closed' } : { kind: 'resolved', yesPayout };
  }
  if (flags.closed || isResolved || flags.archived) return { kind: 'closed' };
  const isOpen = flags.active && flags.acceptingOrders === true && flags.enableOrderBook === true;
  return isOpen ? { kind: 'accepting' } : { kind: 'paused' };
};
