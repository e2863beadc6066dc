import { describe, expect, it } from 'vitest';
import { dynamoStore } from '../../../lib/adapters/dynamo/dynamo-store.ts';
import { invocationId, orderId } from '../../../lib/units/ids.ts';
import { at, IDENTITY, INTENT, STATE } from '../rich-state.ts';
import { unrulyServer } from './unruly-server.ts';
import { DOCTOR_RECORD } from './doctor-record.ts';
import type { Lease, PaperStore, StateStore } from '../../../lib/ports/state-store.ts';
import type { Trouble, UnrulyServer } from './unruly-server.ts';

type Line = Pick<UnrulyServer, 'trouble'> & { readonly store: StateStore & PaperStore };

const lineToStore = async (): Promise<Line> => {
  const { client, table, trouble } = await unrulyServer();
  return { store: dynamoStore({ client, table, identity: IDENTITY }), trouble };
};

const acquire = (store: StateStore, holder: string): ReturnType<StateStore['acquire']> =>
  store.acquire({ identity: IDENTITY, holder: invocationId(holder), now: at(100), end: at(155) });

const leaseOf = async (store: StateStore, holder: string): Promise<Lease> => {
  const acquired = await acquire(store, holder);
  if (!acquired.ok) throw new Error(acquired.error.kind);
  return acquired.value.lease;
};

const SAVE = { state: STATE, lease: { kind: 'release' } } as const;

// A store with a saved state whose lease is held.
const heldLine = async (): Promise<Line & { readonly lease: Lease }> => {
  const line = await lineToStore();
  await line.store.save(await leaseOf(line.store, 'first'), SAVE);
  return { ...line, lease: await leaseOf(line.store, 'me') };
};

const WRITES: Readonly<
  Record<string, (store: StateStore, lease: Lease) => Promise<{ readonly ok: boolean }>>
> = {
  journal: (store, lease) =>
    store.journal(lease, [INTENT, { ...INTENT, id: orderId('0xanother') }]),
  save: (store, lease) => store.save(lease, { ...SAVE, state: { ...STATE, cycle: 8 } }),
  release: (store, lease) => store.release(lease),
};

const [UPDATE, GET] = ['UpdateItemCommand', 'GetItemCommand'];
const NAMES = [
  'ValidationException',
  'AccessDeniedException',
  'ProvisionedThroughputExceededException',
];
const refusedBy = (error: string): Trouble => ({ commands: [UPDATE], when: 'before', error });
const LOST: Trouble = { commands: [UPDATE], when: 'after', error: 'TimeoutError' };

const unavailable = (error: string): unknown => ({
  ok: false,
  error: { kind: 'UNAVAILABLE', detail: `${error}: this is how the line failed` },
});

describe.each(NAMES)('a write that fails with %s', (error) => {
  it('is not taken for a lease that somebody holds', async () => {
    const { store, trouble } = await lineToStore();
    trouble(refusedBy(error));
    expect(await acquire(store, 'me')).toEqual(unavailable(error));
  });

  it.each(Object.entries(WRITES))('is not taken for a lost lease by %s', async (_name, write) => {
    const { store, trouble, lease } = await heldLine();
    trouble(refusedBy(error));
    expect(await write(store, lease)).toEqual(unavailable(error));
  });
});

describe('a write whose answer is lost', () => {
  it('gives the lease that it took', async () => {
    const { store, trouble } = await lineToStore();
    trouble(LOST);
    expect(await acquire(store, 'me')).toMatchObject({ ok: true, value: { lease: { fence: 1 } } });
  });

  it.each(Object.entries(WRITES))('counts as done for %s', async (_name, write) => {
    const { store, trouble, lease } = await heldLine();
    trouble(LOST);
    expect(await write(store, lease)).toMatchObject({ ok: true });
  });

  it.each(Object.entries(WRITES))(
    'is unavailable for %s when it cannot be read back either',
    async (_name, write) => {
      const { store, trouble, lease } = await heldLine();
      trouble({ ...LOST, commands: [UPDATE, GET] });
      expect(await write(store, lease)).toEqual(unavailable('TimeoutError'));
    },
  );

  it('is a lost lease when somebody else took over meanwhile', async () => {
    const { store, lease } = await heldLine();
    await store.acquire({
      identity: IDENTITY,
      holder: invocationId('other'),
      now: at(300),
      end: at(355),
    });
    expect(await store.journal(lease, [INTENT])).toMatchObject({ error: { kind: 'LEASE_LOST' } });
  });
});

describe('a journal that failed', () => {
  it('is not taken for done while one of its intents is missing', async () => {
    const { store, trouble, lease } = await heldLine();
    await store.journal(lease, [INTENT]);
    trouble(refusedBy('TimeoutError'));
    const another = { ...INTENT, reason: 'of another batch' };
    expect(await store.journal(lease, [another])).toEqual(unavailable('TimeoutError'));
  });
});

describe('a held lease', () => {
  it('is not said to be held when the refusal cannot be read back', async () => {
    const { store, trouble } = await heldLine();
    trouble({ ...LOST, commands: [GET] });
    expect(await acquire(store, 'other')).toEqual(unavailable('TimeoutError'));
  });
});

describe('a doctor record', () => {
  it('that cannot be put or read is unavailable, and never none', async () => {
    const { store, trouble } = await lineToStore();
    trouble({ commands: ['PutItemCommand', GET], when: 'before', error: 'TimeoutError' });
    expect(await store.putClearance(DOCTOR_RECORD)).toEqual(unavailable('TimeoutError'));
    expect(await store.readClearance()).toEqual(unavailable('TimeoutError'));
  });
});
