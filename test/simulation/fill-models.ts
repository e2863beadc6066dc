// The three fill models, and a venue under each of them.

import { RISK_AVERSE } from '../../lib/simulation/fill-model.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { openVenue, setupOf } from './fixtures.ts';
import type { FillModel } from '../../lib/simulation/fill-model.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';

export const PROBABLE: FillModel = {
  ...RISK_AVERSE,
  queue: { kind: 'probabilistic', power: 3 },
};

export const FRONT: FillModel = { ...RISK_AVERSE, queue: { kind: 'front' } };

export const sharing = (model: FillModel, share: string): FillModel => ({
  ...model,
  shareMax: ratio(share),
});

/** A venue on a book of 0.48 / 0.52, under a model. */
export const venueUnder = (fillModel: FillModel): SimulatedVenue =>
  openVenue(setupOf(undefined, { fillModel }));
