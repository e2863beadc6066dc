// G4: after the kill switch is set, no order is sent later than the one request in flight, and all
// that we placed is gone within a stated bound, also when every later cycle crashes. What the owner
// placed by hand may have no end of its own: whether it is cancelled is judged at rest.

import { isHalting } from '../weather/operator.ts';
import type { Instant } from '../world/timeline.ts';
import type { SightingOf } from './sighting.ts';
import type { Checker, Truth } from './truth.ts';

/**
 * When nothing may rest any more after a halt. Why 185 s: the last order is sent within the request
 * that was in flight, and leaves the book by itself 151 s after it was signed; journal, switch and
 * travel take up to 30 s of that before it is sent. Unit: ms.
 */
export const GONE_WITHIN_MS = 185_000;

const resting = (truth: Truth, at: Instant): readonly string[] => {
  const { word, since } = truth.word();
  if (!isHalting(word) || at - since <= GONE_WITHIN_MS) return [];
  return truth.venue
    .openOrders()
    .filter(({ id }) => !truth.venue.isByHand(id))
    .map(({ id }) => `rests ${String(at - since)} ms after the switch said ${word}: ${id}`);
};

/** Makes the checker. */
export const halted = (): Checker => {
  const sends = new Map<string, number>();
  const sent = (truth: Truth, { at, process }: SightingOf<'sent'>): readonly string[] => {
    const { word, since } = truth.word();
    if (!isHalting(word) || at < since) return [];
    const count = (sends.get(process) ?? 0) + 1;
    sends.set(process, count);
    const after = `${String(at - since)} ms after the switch said ${word}`;
    if (count > 1) return [`${process} sends a second request ${after}`];
    const read = truth.switchRead(process);
    const knows = read !== undefined && read.at >= since;
    return knows ? [`${process} sends ${after}, and has read it`] : [];
  };
  return {
    name: 'G4',
    see: (sighting, truth) => {
      if (sighting.kind === 'switch-turned' && !isHalting(sighting.word)) sends.clear();
      if (sighting.kind === 'sent') return sent(truth, sighting);
      const mayTell = sighting.kind === 'minute' || sighting.kind === 'arrived';
      return mayTell ? resting(truth, sighting.at) : [];
    },
  };
};
