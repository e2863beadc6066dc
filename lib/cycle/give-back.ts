// Giving the lease back when a cycle ends without a save: nobody has to wait for its end then. The
// store does it on condition of the fence, so a later holder never loses his.

import { describeStoreError } from './describe-store-error.ts';
import type { Lease } from '../ports/state-store.ts';
import type { Ports } from './ports.ts';

/** Gives the lease back. Where that fails, the lease runs out by itself. */
export const giveBack = async (ports: Ports, lease: Lease): Promise<void> => {
  const released = await ports.store.release(lease);
  if (released.ok) return;
  ports.telemetry.log({
    level: 'warn',
    message: `[EnterpriseOrchestrator] Lease not given back: ${describeStoreError(released.error)}`,
    fields: {},
  });
};
