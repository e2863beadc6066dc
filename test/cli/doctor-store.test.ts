// What a look at a store finds, and that it leaves the store as it was.

import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../lib/adapters/dynamo/memory-store.ts';
import { lookAtStore } from '../../lib/cli/doctor-store.ts';
import { invocationId } from '../../lib/units/ids.ts';
import { invariant } from '../../lib/units/invariant.ts';
import { after, epochMs, seconds } from '../../lib/units/time.ts';
import { err } from '../../lib/units/result.ts';
import { NOON, manualClock } from '../loopback/clocks.ts';
import { IDENTITY, STATE } from '../adapters/rich-state.ts';
import type { StateStore, StoreError } from '../../lib/ports/state-store.ts';

const VISIT = { identity: IDENTITY, clock: manualClock(), name: 'the doctor' };
const HOLDER = { identity: IDENTITY, holder: invocationId('a cycle'), now: NOON };

const acquire = async (store: StateStore, end = after(NOON, seconds(5))) => {
  const acquired = await store.acquire({ ...HOLDER, end });
  invariant(acquired.ok, 'the lock is free');
  return acquired.value.lease;
};

const storeWithState = async (): Promise<StateStore> => {
  const store = memoryStore();
  const lease = await acquire(store);
  const saved = await store.save(lease, { state: STATE, lease: { kind: 'release' } });
  invariant(saved.ok, 'the state is saved');
  return store;
};

describe('a look at a store', () => {
  it('that is empty takes no lock and makes nothing', async () => {
    const store = memoryStore();
    expect(await lookAtStore(store, VISIT)).toEqual({ kind: 'known', value: { kind: 'empty' } });
    expect((await acquire(store)).fence).toBe(1);
  });

  it('counts the cycles and gives the lock back', async () => {
    const store = await storeWithState();
    const { cycle } = STATE;
    for (const _time of [1, 2])
      expect(await lookAtStore(store, VISIT)).toEqual({
        kind: 'known',
        value: { kind: 'free', cycles: cycle },
      });
    expect(await store.peek()).toEqual({ ok: true, value: STATE });
    await acquire(store);
  });

  it('tells until when a cycle holds the lock', async () => {
    const store = await storeWithState();
    await acquire(store, epochMs(1_795_348_860_000n));
    expect(await lookAtStore(store, VISIT)).toEqual({
      kind: 'known',
      value: { kind: 'in-use', until: epochMs(1_795_348_865_000n) },
    });
  });

  it('refuses a state of another wallet', async () => {
    const identity = { ...IDENTITY, funder: '0x02' };
    const seen = await lookAtStore(await storeWithState(), { ...VISIT, identity });
    expect(seen).toMatchObject({ value: { kind: 'refused' } });
    expect(JSON.stringify(seen)).toContain('IDENTITY_MISMATCH');
  });
});

const REFUSED: readonly StoreError[] = [
  { kind: 'UNKNOWN_SCHEMA', item: 'STATE', found: '9' },
  { kind: 'CORRUPT', item: 'STATE', field: 'risk', detail: 'is no JSON' },
  { kind: 'STATE_TOO_LARGE', bytes: 2, bytesMax: 1, waiting: 0 },
  { kind: 'STATE_LOST', saved: 4, found: 3 },
  { kind: 'FUNDER_CLAIMED', funder: '0x01', by: 'another' },
];
const NOT_KNOWN: readonly StoreError[] = [
  { kind: 'UNAVAILABLE', detail: 'ECONNREFUSED' },
  { kind: 'LEASE_LOST', detail: 'fence 3' },
];

describe.each(['peek', 'acquire', 'release'] as const)('where %s fails', (call) => {
  const seen = async (error: StoreError) =>
    lookAtStore({ ...(await storeWithState()), [call]: () => Promise.resolve(err(error)) }, VISIT);

  it.each(REFUSED)('$kind has failed', async (error) => {
    expect(await seen(error)).toMatchObject({
      kind: 'known',
      value: { kind: 'refused', detail: expect.stringContaining(error.kind) as unknown },
    });
  });

  it.each(NOT_KNOWN)('$kind leaves the store unknown', async (error) => {
    expect(await seen(error)).toMatchObject({
      kind: 'unknown',
      cause: expect.stringContaining(error.kind) as unknown,
    });
  });
});
