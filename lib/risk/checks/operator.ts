// What people have decided: the kill switch, and whether live trading is cleared.

import { ZERO_SHARES } from '../../units/shares.ts';
import { capAt } from './subject.ts';
import type { Check } from './subject.ts';

/** Nothing passes a halt or an unreadable switch; what lowers risk passes `reduce-only`. */
export const killSwitch: Check = ({ context, reducible }) => {
  const { killSwitch: reading } = context;
  if (reading.kind === 'failed')
    return capAt(ZERO_SHARES, 'KILL_SWITCH', [
      ['switch', 'unreadable'],
      ['source', reading.source],
      ['cause', reading.detail],
    ]);
  if (reading.position === 'off') return [];
  return capAt(reading.position === 'halt' ? ZERO_SHARES : reducible, 'KILL_SWITCH', [
    ['switch', reading.position],
    ['source', reading.source],
  ]);
};

/** Nothing passes before a live configuration has been proven by the doctor. */
export const liveClearance: Check = ({ context }) =>
  context.clearance === 'cleared'
    ? []
    : capAt(ZERO_SHARES, 'LIVE_NOT_CLEARED', [['needed', 'a green, recent doctor record']]);
