// Whether a live portfolio may trade at all: by what its state remembers or, before that, by the
// doctor's record in the store.

import { stepByRecord, stepRemembered } from '../risk/clearance.ts';
import { describeStoreError } from './describe-store-error.ts';
import { riskLine } from './log-lines.ts';
import { withState } from './working.ts';
import type { Clearance, ClearanceSubject } from '../domain/clearance.ts';
import type { ClearanceStep, RecordRead } from '../risk/clearance.ts';
import type { StateStore } from '../ports/state-store.ts';
import type { EpochMs } from '../units/time.ts';
import type { Ports } from './ports.ts';
import type { CycleSettings } from './settings.ts';
import type { Working } from './working.ts';

const readRecord = async (store: StateStore): Promise<RecordRead> => {
  const read = await store.readClearance();
  return read.ok
    ? { kind: 'read', record: read.value }
    : { kind: 'unreadable', detail: describeStoreError(read.error) };
};

/** Whose clearance is looked up, by what is remembered of it, and when. */
export type ClearanceQuestion = {
  readonly remembered: Clearance;
  readonly subject: ClearanceSubject;
  readonly now: EpochMs;
};

/** Looks up whether a portfolio is cleared. Nothing is written. */
export const lookUpClearance = async (
  store: StateStore,
  { remembered, subject, now }: ClearanceQuestion,
): Promise<ClearanceStep> =>
  stepRemembered(remembered, subject) ??
  stepByRecord(remembered, subject, { read: await readRecord(store), now });

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
  const { clearance, standing, messages } = await lookUpClearance(ports.store, {
    remembered: working.state.clearance,
    subject: need,
    now: working.snapshot.now,
  });
  for (const message of messages) ports.telemetry.log(riskLine(message));
  return { ...withState(working, { clearance }), clearance: standing };
};
