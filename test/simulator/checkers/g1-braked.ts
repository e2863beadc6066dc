// G1, the brake on losses: in every state that is saved the drawdown breaker is open where as much
// of the session's peak is lost as may be. That nothing new is risked then is judged elsewhere.

import { riskIn, STATE } from './stored.ts';
import type { StoredRisk } from './stored.ts';
import type { Checker } from './truth.ts';

const MILLION = 1_000_000n;

const unbraked = (
  { peak, equity, openUntil }: StoredRisk,
  drawdownMax: bigint,
): readonly string[] => {
  if (peak === null || equity === null || peak <= 0n || openUntil.has('DRAWDOWN')) return [];
  return (peak - equity) * MILLION >= peak * drawdownMax
    ? [`${String(equity)} is left of ${String(peak)}, and DRAWDOWN is not open`]
    : [];
};

/** Makes the checker. Unit of what may be lost: millionths of the peak. */
export const braked = (drawdownMax: bigint): Checker => ({
  name: 'G1',
  see: (sighting) => {
    if (sighting.kind !== 'stored' || sighting.sort !== STATE) return [];
    const risk = sighting.after === null ? null : riskIn(sighting.after);
    return risk === null ? [] : unbraked(risk, drawdownMax);
  },
});
