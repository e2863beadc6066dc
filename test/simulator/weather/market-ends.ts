// Markets that end in the middle of everything: one is closed without a warning, whatever is held
// of it or rests in it, and resolved some minutes later.

import { changeStatus } from '../../../lib/simulation/wire/controls.ts';
import { present } from '../../../lib/units/invariant.ts';
import { ONE, ratio, ZERO_RATIO } from '../../../lib/units/ratio.ts';
import type { Market } from '../../../lib/domain/market.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';
import type { ConditionId } from '../../../lib/units/ids.ts';
import type { Ratio } from '../../../lib/units/ratio.ts';
import type { Dice } from './dice.ts';

const RATE = 0.006;

const RESOLVES_AFTER_MIN = { from: 2, to: 5 } as const;

// Something has to be left to trade, and to win an event of which one outcome wins.
const OPEN_MIN = 2;

/** What ends markets. */
export type MarketEnds = {
  /** Called once a minute. */
  readonly minute: () => void;
  /** Whether a market was closed here: its own end comes too late. */
  readonly has: (condition: ConditionId) => boolean;
  /** Resolves what waits for it. */
  readonly calm: () => void;
};

type Ending = { minutesLeft: number; readonly yesPayout: Ratio };

const isOpen = ({ status }: Market): boolean => status.kind === 'accepting';

/** Makes what ends markets. */
export const createMarketEnds = (dice: Dice, server: () => WireServer): MarketEnds => {
  const closed = new Set<ConditionId>();
  const waiting = new Map<ConditionId, Ending>();
  const payoutOf = ({ event }: Market): Ratio => {
    const { exclusivity } = present(server().venue.universe().events.get(event), 'of an event');
    return exclusivity === 'exclusive' ? ZERO_RATIO : dice.oneOf([ONE, ZERO_RATIO, ratio('0.5')]);
  };
  const resolve = (condition: ConditionId, { yesPayout }: Ending): void => {
    waiting.delete(condition);
    changeStatus(server(), condition, { kind: 'resolved', yesPayout });
  };
  const close = (market: Market): void => {
    const { from, to } = RESOLVES_AFTER_MIN;
    const minutesLeft = Math.floor(dice.between(from, to + 1));
    closed.add(market.condition);
    waiting.set(market.condition, { minutesLeft, yesPayout: payoutOf(market) });
    changeStatus(server(), market.condition, { kind: 'closed' });
  };
  return {
    minute: () => {
      for (const [condition, ending] of waiting) {
        ending.minutesLeft -= 1;
        if (ending.minutesLeft === 0) resolve(condition, ending);
      }
      if (!dice.happens('venue', RATE)) return;
      const markets = [...server().venue.universe().markets.values()];
      const one = dice.oneOf(markets);
      if (!isOpen(one) || markets.filter(isOpen).length <= OPEN_MIN) return;
      dice.note('market closes');
      close(one);
    },
    has: (condition) => closed.has(condition),
    calm: () => {
      for (const [condition, ending] of waiting) resolve(condition, ending);
    },
  };
};
