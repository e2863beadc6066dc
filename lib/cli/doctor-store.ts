// Looks at the store of a portfolio and takes its lock for a moment, which is the only way to know
// that a cycle could. Where nothing is stored nothing is made.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedStore } from '../adapters/local/embedded-store.ts';
import { describeStoreError } from '../cycle/describe-store-error.ts';
import { notProbed, probed } from '../domain/doctor-facts.ts';
import { invocationId } from '../units/ids.ts';
import { after, seconds } from '../units/time.ts';
import { storeProblem } from './paper-session.ts';
import type { Probed, StoreStanding } from '../domain/doctor-facts.ts';
import type { PortfolioIdentity } from '../domain/portfolio-state.ts';
import type { Clock } from '../ports/clock.ts';
import type { StateStore, StoreError } from '../ports/state-store.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Where the store is, whose it is, and who looks. */
export type StoreVisit = {
  readonly folder: string;
  readonly identity: PortfolioIdentity;
  readonly open: (client: DynamoDBClient) => Promise<StateStore>;
  readonly clock: Clock;
  readonly name: string;
};

// Long enough for two writes on a slow disk; a look that dies holds up no more than one cycle.
const LEASE: DurationMs = seconds(5);

const standingOf = (error: StoreError): Probed<StoreStanding> => {
  switch (error.kind) {
    case 'LEASE_HELD':
      return probed({ kind: 'in-use', until: error.until });
    case 'UNAVAILABLE':
    case 'LEASE_LOST':
      return notProbed(describeStoreError(error));
    case 'IDENTITY_MISMATCH':
    case 'UNKNOWN_SCHEMA':
    case 'CORRUPT':
    case 'STATE_TOO_LARGE':
    case 'STATE_LOST':
    case 'FUNDER_CLAIMED':
      return probed({ kind: 'refused', detail: describeStoreError(error) });
  }
};

/** Looks at an opened store. */
export const lookAtStore = async (
  store: Pick<StateStore, 'peek' | 'acquire' | 'release'>,
  { identity, clock, name }: Pick<StoreVisit, 'identity' | 'clock' | 'name'>,
): Promise<Probed<StoreStanding>> => {
  const state = await store.peek();
  if (!state.ok) return standingOf(state.error);
  if (state.value === null) return probed({ kind: 'empty' });
  const now = clock.now();
  const holder = invocationId(name);
  const acquired = await store.acquire({ identity, holder, now, end: after(now, LEASE) });
  if (!acquired.ok) return standingOf(acquired.error);
  const released = await store.release(acquired.value.lease);
  if (!released.ok) return standingOf(released.error);
  return probed({ kind: 'free', cycles: state.value.cycle });
};

/** Opens the store of a state folder, looks at it and closes it again. */
export const visitStore = async (visit: StoreVisit): Promise<Probed<StoreStanding>> => {
  const home = join(visit.folder, 'store');
  if (!existsSync(home)) return probed({ kind: 'empty' });
  const started = await startEmbeddedStore(home);
  if (!started.ok) return notProbed(storeProblem(started.error));
  const { client, stop } = started.value;
  try {
    return await lookAtStore(await visit.open(client), visit);
  } finally {
    await stop();
  }
};
