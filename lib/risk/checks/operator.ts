// What people have decided: the kill switch, and whether live trading is cleared.

import { larger } from '../../units/quantity.ts';
import { formatShares, ZERO_SHARES } from '../../units/shares.ts';
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

/**
 * Nothing passes before the doctor has proven a wallet, only what lowers risk before it has proven
 * a changed configuration; after that, the first cycles add orders of the minimum size only.
 */
export const liveClearance: Check = ({ context, reducible, minimum }) => {
  const { clearance } = context;
  switch (clearance.kind) {
    case 'cleared':
      return [];
    case 'first-cycles':
      return capAt(larger(reducible, minimum), 'LIVE_NOT_CLEARED', [
        ['cyclesDone', String(clearance.done)],
        ['sizeMax', formatShares(minimum)],
      ]);
    case 'reducing-only':
      return capAt(reducible, 'LIVE_NOT_CLEARED', [['cause', clearance.cause]]);
    case 'nothing':
      return capAt(ZERO_SHARES, 'LIVE_NOT_CLEARED', [['cause', clearance.cause]]);
  }
};
