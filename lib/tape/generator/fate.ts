// Some markets are decided while the tape runs: belief goes to one end, the venue closes the
// market, and later it pays out.

import { ONE, ZERO_RATIO } from '../../units/ratio.ts';
import type { LiveMarket } from './live-market.ts';
import type { Random } from './random.ts';

/** When a market is decided, closed and resolved. Unit: ms since 1970. */
export type FateTimes = {
  readonly decided: number;
  readonly closed: number;
  readonly resolved: number;
};

/** The end of one market. */
export type Fate = {
  /** Brings about what is due by now. */
  readonly advance: (ms: number, probability: number) => void;
  readonly isTrading: () => boolean;
};

// Parts of the tape. Late enough that positions exist, early enough that redeeming them shows.
const DECIDED = 0.6;
const CLOSED = 0.75;
const RESOLVED = 0.8;
// A decided market is believed to this: 99.6 % or 0.4 %.
const CERTAIN = 5.5;

/** Places the end of a market within a tape. */
export const fateTimes = (start: number, end: number): FateTimes => {
  const at = (part: number): number => start + part * (end - start);
  return { decided: at(DECIDED), closed: at(CLOSED), resolved: at(RESOLVED) };
};

/** The fate of a market that outlives the tape. */
export const STAYS_OPEN: Fate = { advance: () => undefined, isTrading: () => true };

/** Starts the fate of a market that is decided by the odds it then has. */
export const startFate = ({ belief, desk }: LiveMarket, times: FateTimes, random: Random): Fate => {
  let stage: 'open' | 'decided' | 'closed' | 'resolved' = 'open';
  let isYes = false;
  const advance = (ms: number, probability: number): void => {
    desk.moveTo(ms);
    if (stage === 'open' && ms >= times.decided) {
      stage = 'decided';
      isYes = random.chance(probability);
      belief.decide(isYes ? CERTAIN : -CERTAIN);
    }
    if (stage === 'decided' && ms >= times.closed) {
      stage = 'closed';
      desk.setStatus({ kind: 'closed' });
      desk.hideBook('the market is closed');
    }
    if (stage === 'closed' && ms >= times.resolved) {
      stage = 'resolved';
      desk.setStatus({ kind: 'resolved', yesPayout: isYes ? ONE : ZERO_RATIO });
    }
  };
  return { advance, isTrading: () => stage === 'open' || stage === 'decided' };
};
