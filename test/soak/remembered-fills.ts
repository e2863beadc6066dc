// Every fill that a venue ever showed, as it was last seen. The venue forgets trades; whoever looks
// often enough has seen each of them to its end.

import { fillKey } from '../../lib/domain/fill.ts';
import { isFinal } from '../../lib/domain/fill.ts';
import { negate } from '../../lib/units/quantity.ts';
import { after, epochMs, minutes } from '../../lib/units/time.ts';
import type { Activity } from '../../lib/domain/activity.ts';
import type { Fill } from '../../lib/domain/fill.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';

// Whatever is older was seen before, and is asked for by its name until it is final.
const SEEN_WITHIN = minutes(5);

/** Looks at a venue each time it is called. Throws: when it is called too seldom. */
export const rememberedFills = (
  venue: Pick<SimulatedVenue, 'fills' | 'now'>,
): (() => readonly Fill[]) => {
  const fills = new Map<string, Fill>();
  let from = epochMs(0n);
  return () => {
    const open = [...fills.values()].filter(({ status }) => !isFinal(status));
    const read = venue.fills(
      from,
      open.map(({ trade }) => trade),
    );
    if (read.kind === 'unknown') throw new Error('the venue forgot fills that nobody saw');
    for (const fill of read.value) fills.set(fillKey(fill), fill);
    from = after(venue.now(), negate(SEEN_WITHIN));
    return [...fills.values()];
  };
};

/** All activity that there ever was. Throws: where some of it is forgotten. */
export const allActivity = (venue: Pick<SimulatedVenue, 'activity'>): readonly Activity[] => {
  const read = venue.activity(epochMs(0n));
  if (read.kind === 'unknown') throw new Error('the venue forgot activity');
  return read.value;
};
