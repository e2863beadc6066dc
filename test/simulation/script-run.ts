// Runs the steps of a script on a simulated venue, and tells in text what came of each.

import { orderId } from '../../lib/units/ids.ts';
import { shareMicros } from '../../lib/units/shares.ts';
import { epochMs } from '../../lib/units/time.ts';
import { outcomeText, START } from './fixtures.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';
import type { Step } from './tape-drafts.ts';

export const stepVenue = (venue: SimulatedVenue, step: Step): string => {
  if (step.kind === 'event') {
    venue.apply(step.event);
    return '';
  }
  venue.advanceTo(epochMs(BigInt(START + step.at)));
  switch (step.kind) {
    case 'place':
      return outcomeText(venue.place(step.incoming));
    case 'cancel':
      return String(venue.cancel([orderId(step.id)]).canceled.length === 1);
    case 'merge': {
      const { condition } = step.market;
      const sent = venue.submit({ kind: 'merge', condition, size: shareMicros(step.size) });
      return String(sent.kind === 'sent');
    }
    case 'wait':
      return '';
  }
};
