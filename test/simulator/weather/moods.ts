// The venue as a whole from minute to minute: windows in which it is not itself, and trades that
// settle late or never.

import { turn } from '../../../lib/simulation/wire/controls.ts';
import { calm, WINDOWS } from './wire-faults.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';
import type { Dice } from './dice.ts';

const RATES = { window: 0.05, fate: 0.08, opening: 0.1 } as const;

const FATES = ['retries', 'fails', 'reverts', 'lingers'] as const;
const CLOSES = 0.5;

/** Opens and closes windows, and chooses the fates of the trades that come next. */
export const disturb = (dice: Dice, server: WireServer): void => {
  if (dice.happens('venue', RATES.fate)) {
    const fate = dice.oneOf(FATES);
    dice.note(`trade ${fate}`);
    server.fates.next(fate, 2);
  }
  const isBlank = server.switches.get().lists === 'empty';
  if (isBlank || dice.usual(0, 1) < CLOSES) calm(server);
  if (!dice.happens('venue', RATES.window)) return;
  const [name, open] = dice.oneOf(WINDOWS);
  dice.note(`window ${name}`);
  open(server);
};

/** What the books of a portfolio may be opened with: cash that is shown twice as large, once. */
export const misleadAtFirst = (dice: Dice, server: WireServer): void => {
  if (!dice.happens('venue', RATES.opening)) return;
  dice.note('doubled balance at first');
  turn(server, { doubledBalance: 'once' });
};
