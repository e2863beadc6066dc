// Something that goes wrong with a request, by the name by which it is counted.

import type { FaultEffect } from '../../../lib/simulation/wire/faults.ts';

/** Something that goes wrong with a request, by name. */
export type Named = readonly [name: string, effect: FaultEffect];
