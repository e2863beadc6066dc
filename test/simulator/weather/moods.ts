// The venue as a whole from minute to minute: windows in which it is not itself, and trades that
// settle late or never.

import { turn } from '../../../lib/simulation/wire/controls.ts';
import { calm, windowsIn } from './wire-faults.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';
import type { Dice } from './dice.ts';

// After a ban nothing is sent for an hour.
const RATES = { window: 0.05, fate: 0.08, opening: 0.1, ban: 0.0008 } as const;

const FATES = ['retries', 'fails', 'reverts', 'lingers'] as const;
const CLOSES = 0.5;

const WINDOWS = windowsIn('virtual');

/** Opens and closes windows, and chooses the fates of the trades that come next. */
export const disturb = (dice: Dice, server: WireServer): void => {
  if (dice.happens('venue', RATES.fate)) {
    const fate = dice.oneOf(FATES);
    dice.note(`trade ${fate}`);
    server.fates.next(fate, 2);
  }
  const isBlank = server.switches.get().lists === 'empty';
  if (isBlank || dice.usual(0, 1) < CLOSES) calm(server);
  if (dice.happens('venue', RATES.ban)) {
    dice.note('address banned');
    turn(server, { standing: 'banned' });
  }
  if (!dice.happens('venue', RATES.window)) return;
  const [name, open] = dice.oneOf(WINDOWS);
  dice.note(`window ${name}`);
  open(server);
};

const HABIT = 0.3;
const SELDOM_HABIT = 0.15;

// Small enough that what a page leaves out stays left out, and that twenty of them hold every list.
const SMALL_PAGE = 5;

/** How the venue tells what it may tell in more than one way, for a whole section. */
export const settleHabits = (dice: Dice, server: WireServer): void => {
  const isSo = (chance = HABIT): boolean => dice.usual(0, 1) < chance;
  turn(server, {
    takerRows: isSo() ? 'by-fill' : 'by-order',
    combos: isSo() ? 'shown' : 'left-out',
    redemptions: isSo() ? 'by-token' : 'whole',
    matchedSizes: isSo(SELDOM_HABIT) ? 'empty' : 'told',
    ...(isSo() ? { pageRows: SMALL_PAGE } : {}),
  });
};

/** What the books of a portfolio may be opened with: cash that is shown twice as large, once. */
export const misleadAtFirst = (dice: Dice, server: WireServer): void => {
  if (!dice.happens('venue', RATES.opening)) return;
  dice.note('doubled balance at first');
  turn(server, { doubledBalance: 'once' });
};
