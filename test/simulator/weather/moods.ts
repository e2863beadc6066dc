// The venue as a whole from minute to minute: windows in which it is not itself, and trades that
// settle late or never.

import { calm, WINDOWS } from './wire-faults.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';
import type { Dice } from './dice.ts';

const RATES = { window: 0.05, fate: 0.08 } as const;

const FATES = ['retries', 'fails'] as const;
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
