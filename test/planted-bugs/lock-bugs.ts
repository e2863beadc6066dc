// Bugs in who may change the state.

import { bug } from './bug.ts';
import type { PlantedBug } from './bug.ts';

const LEASE = 'lib/adapters/dynamo/lease.ts';
const WRITES = 'lib/adapters/dynamo/writes.ts';

/** The bugs. */
export const LOCK_BUGS: readonly PlantedBug[] = [
  bug('begins a cycle while another runs', 13, {
    file: LEASE,
    from: "'(attribute_not_exists(holder) OR leaseEnd < :over)'",
    to: "'(attribute_not_exists(holder) OR leaseEnd < :over OR leaseEnd >= :over)'",
  }),
  bug('takes a lease over early, its margin for clocks on the wrong side', null, {
    file: LEASE,
    from: "':over': { N: msOfEpoch(after(request.now, negate(CLOCK_SKEW_MAX))).toString() },",
    to: "':over': { N: msOfEpoch(after(request.now, CLOCK_SKEW_MAX)).toString() },",
  }),
  bug('takes the lease without a new fence', null, {
    file: LEASE,
    from: 'fence = if_not_exists(fence, :zero) + :one, ',
    to: 'fence = if_not_exists(fence, :one) + :zero, ',
  }),
  bug('saves without the fence', null, {
    file: WRITES,
    from: 'condition: `${IS_MINE} AND ${IS_AS_READ}`,',
    to: `condition:
      '(holder = :holder OR fence = :fence OR attribute_exists(fence)) AND ' +
      '(version = :read OR version >= :zero OR attribute_not_exists(version))',`,
  }),
  bug('journals without the fence', null, {
    file: WRITES,
    from: 'condition: `${IS_MINE} AND attribute_exists(version)`,',
    to: `condition:
      'attribute_exists(version) AND ' +
      '(holder = :holder OR fence = :fence OR attribute_exists(fence))',`,
  }),
];
