// Somebody who may ask for anything that ever happened.

import { epochMs } from '../../lib/units/time.ts';
import type { NeededPast } from '../../lib/domain/needed-past.ts';

const ALL = { has: () => true };

export const WHOLE_PAST: NeededPast = {
  orders: ALL,
  trades: ALL,
  tradesFrom: epochMs(0n),
  activityFrom: epochMs(0n),
};
