// Whether a live portfolio may trade at all: by what its state remembers or, before that, by the
// doctor's record in the store.

import { stepByRecord, stepRemembered } from '../risk/clearance.ts';
import { describeStoreError } from './describe-store-error.ts';
import { riskLine } from './log-lines.ts';
import { withState } from './working.ts';
import type { ClearanceSubject } from '../domain/clearance.ts';
import type { ClearanceStep, RecordRead } from '../risk/clearance.ts';
import type { Ports } from './ports.ts';
import type { CycleSettings } from './settings.ts';
import type { Working } from './working.ts';

const readRecord = async ({ store }: Ports): Promise<RecordRead> => {
  const read = await store.readClearance();
  return read.ok
    ? { kind: 'read', record: read.value }
    : { kind: 'unreadable', detail: describeStoreError(read.error) };
};

const stepFor = async (
  ports: Ports,
  { state, snapshot }: Working,
  subject: ClearanceSubject,
): Promise<ClearanceStep> =>
  stepRemembered(state.clearance, subject) ??
  stepByRecord(state.clearance, subject, { read: await readRecord(ports), now: snapshot.now });

/** Clears a live portfolio, or leaves it what it may still send. Paper needs nothing. */
export const clear = async (
  ports: Ports,
  { identity, clearance: need }: CycleSettings,
  working: Working,
): Promise<Working> => {
  // A live portfolio of which nobody said what it must be examined for is not examined.
  if (need.kind === 'none')
    return identity.mode === 'paper'
      ? working
      : { ...working, clearance: { kind: 'nothing', cause: 'configuration' } };
  const { clearance, standing, messages } = await stepFor(ports, working, need);
  for (const message of messages) ports.telemetry.log(riskLine(message));
  return { ...withState(working, { clearance }), clearance: standing };
};
