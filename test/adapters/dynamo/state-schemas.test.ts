// What the version before stored is read and stored anew in our form; what a later one stored is
// refused by name, as a version that is rolled back to refuses ours.

import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { dynamoStore } from '../../../lib/adapters/dynamo/dynamo-store.ts';
import { packed, unpacked } from '../../../lib/adapters/dynamo/packed.ts';
import { stateAttributes, stateIn } from '../../../lib/adapters/dynamo/state-item.ts';
import { encodeIntent, encodeState } from '../../../lib/adapters/dynamo/stored-state.ts';
import { keyOf, partitionOf } from '../../../lib/adapters/dynamo/table.ts';
import { orderId } from '../../../lib/units/ids.ts';
import { ok } from '../../../lib/units/result.ts';
import { ZERO_SHARES } from '../../../lib/units/shares.ts';
import { acquire, got, leaseOf } from './contract-steps.ts';
import { unrulyServer } from './unruly-server.ts';
import { IDENTITY, INTENT, STATE } from '../rich-state.ts';
import type { Item } from '../../../lib/adapters/dynamo/table.ts';

const STORED = encodeState(STATE);
const { intents, ...sections } = STORED;

// An item as schema 3 had it, and no program writes any more.
const FORMER: Item = {
  schema: { N: '3' },
  version: { N: '1' },
  fence: { N: '1' },
  ...Object.fromEntries(Object.entries(sections).map(([name, text]) => [name, { S: text }])),
  intents: { M: Object.fromEntries(Object.entries(intents).map(([id, S]) => [id, { S }])) },
};
const OURS: Item = { ...stateAttributes(STORED), version: { N: '1' }, fence: { N: '1' } };

const storeOn = async (item: Item) => {
  const { client, table } = await unrulyServer();
  const key = keyOf(partitionOf(IDENTITY), 'STATE');
  await client.send(new PutItemCommand({ TableName: table, Item: { ...key, ...item } }));
  const read = new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true });
  const store = dynamoStore({ client, table, identity: IDENTITY });
  return { store, item: async (): Promise<Item> => (await client.send(read)).Item ?? {} };
};

const LATER = { ...INTENT, id: orderId('0xlater') };

describe('a state that the version before stored', () => {
  it('is read', () => {
    expect(got(stateIn(FORMER)).state).toEqual(STATE);
  });

  it('is stored in our form by the next save, and nothing of the former is left', async () => {
    const { store, item } = await storeOn(FORMER);
    const lease = await leaseOf(store, 'a');
    got(await store.save(lease, { state: STATE, lease: { kind: 'release' } }));
    expect(Object.keys(await item()).toSorted()).toEqual(
      [
        'pk',
        'sk',
        'schema',
        'identity',
        'body',
        'intents',
        'version',
        'fence',
        'saveDigest',
      ].toSorted(),
    );
    expect((await item())['schema']).toEqual({ N: '4' });
    expect(got(await store.peek())).toEqual(STATE);
  });

  it('keeps its schema through a journal, and has what was journalled', async () => {
    const { store, item } = await storeOn(FORMER);
    got(await store.journal(await leaseOf(store, 'a'), [LATER]));
    const { intents: journal, schema } = await item();
    expect(schema).toEqual({ N: '3' });
    expect(unpacked(journal?.M?.[LATER.id])).toEqual(ok(encodeIntent(LATER)));
    expect(got(await store.peek())?.intents.map(({ id }) => id)).toContain(LATER.id);
  });
});

describe('a state of ours', () => {
  it('is of a schema that the version before refuses by name, and has none of its sections', () => {
    expect(OURS['schema']).toEqual({ N: '4' });
    for (const name of Object.keys(sections))
      expect(name === 'identity' || OURS[name] === undefined).toBe(true);
  });

  it('is read with what was journalled since, which is the newer word on an order', () => {
    const again = { ...INTENT, attempt: 2 };
    const M = { [INTENT.id]: { S: encodeIntent(again) }, [LATER.id]: { S: encodeIntent(LATER) } };
    const read = got(stateIn({ ...OURS, intents: { M } })).state?.intents ?? [];
    expect(read).toContainEqual(again);
    expect(read).toContainEqual(LATER);
    expect(read).toHaveLength(STATE.intents.length + 1);
  });

  it('reads an intent that was written before its matched size was kept', () => {
    const { matched: _, ...before } = JSON.parse(encodeIntent(LATER)) as Record<string, unknown>;
    const M = { [LATER.id]: { S: JSON.stringify(before) } };
    const read = got(stateIn({ ...OURS, intents: { M } })).state?.intents ?? [];
    expect(read).toContainEqual({ ...LATER, matched: ZERO_SHARES });
  });

  it('of which something journalled cannot be unpacked is refused by its order', () => {
    const M = { [LATER.id]: { B: gzipSync(encodeIntent(LATER)).subarray(0, 50) } };
    expect(stateIn({ ...OURS, intents: { M } })).toMatchObject({
      ok: false,
      error: { kind: 'CORRUPT', item: 'STATE', field: `intents.${LATER.id}` },
    });
  });

  it('counts as large as its text with what was journalled since', () => {
    const text = JSON.stringify(STORED).length;
    expect(got(stateIn(OURS)).bytes).toBe(Buffer.byteLength(JSON.stringify(STORED)));
    const M = { [LATER.id]: { S: encodeIntent(LATER) } };
    expect(got(stateIn({ ...OURS, intents: { M } })).bytes).toBeGreaterThan(
      text + encodeIntent(LATER).length,
    );
  });
});

describe('an item that is no state', () => {
  it.each(['0', '2', '5', '99'])('of schema %s is refused by name', (found) => {
    const error = { kind: 'UNKNOWN_SCHEMA', item: 'STATE', found };
    expect(stateIn({ ...OURS, schema: { N: found } })).toEqual({ ok: false, error });
    expect(stateIn({ ...FORMER, schema: { N: found } })).toEqual({ ok: false, error });
  });

  const text = unpacked(OURS['body']);
  const body = text.ok ? text.value : '';

  // Deeper than what recurses over it could go.
  const DEEP = `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
  const deepIn = (section: string): string =>
    JSON.stringify({ ...(JSON.parse(body) as object), [section]: 'deep' }).replace('"deep"', DEEP);

  it.each([
    ['no body', undefined, 'is missing'],
    ['a body that is no gzip', { B: Buffer.from(body) }, 'cannot be unpacked'],
    ['a body that is cut short', { B: gzipSync(body).subarray(0, 99) }, 'cannot be unpacked'],
    ['a body that is no JSON', packed('{'), 'is no state'],
    ['a body that is a list', packed('[]'), 'is no state'],
    ['a body without intents', packed('{}'), 'is no state'],
    ['a section that is deep', packed(deepIn('ledger')), 'is no state'],
    ['an intent that is deep', packed(deepIn('intents')), 'is no state'],
    ['a body with spaces', packed(body.replace(':', ': ')), 'is not as it was written'],
  ])('with %s is refused', (_what, value, detail) => {
    const { body: _, ...rest } = OURS;
    const read = stateIn(value === undefined ? rest : { ...rest, body: value });
    expect(read).toMatchObject({ ok: false, error: { kind: 'CORRUPT', field: 'body' } });
    expect(JSON.stringify(read)).toContain(detail);
  });

  it.each([
    ['a section that is none', { mood: 'good' }],
    ['a section that is no text', { risk: 1 }],
  ])('with %s is refused', (_what, more) => {
    const changed = packed(JSON.stringify({ ...(JSON.parse(body) as object), ...more }));
    const read = stateIn({ ...OURS, body: changed });
    expect(read).toMatchObject({ ok: false, error: { kind: 'CORRUPT', item: 'STATE' } });
  });

  it.each([
    ['version', '1.5'],
    ['version', '-1'],
    ['version', '9007199254740992'],
    ['fence', '0.5'],
    ['fence', '-1'],
    ['fence', '9007199254740992'],
  ])('with the %s %s is refused', (field, N) => {
    expect(stateIn({ ...OURS, [field]: { N } })).toMatchObject({
      ok: false,
      error: { kind: 'CORRUPT', item: 'STATE', field },
    });
  });

  it.each([
    ['body', OURS],
    ['sections', FORMER],
  ])('with %s and no version is refused, and not taken for a new one', (_what, item) => {
    const { version: _, ...rest } = item;
    expect(stateIn(rest)).toMatchObject({
      ok: false,
      error: { kind: 'CORRUPT', item: 'STATE', field: 'version' },
    });
  });

  it('but a lease is new', () => {
    const lease = { holder: { S: 'a' }, leaseEnd: { N: '1750000155000' }, fence: { N: '1' } };
    expect(stateIn(lease)).toEqual(ok({ state: null, bytes: 0 }));
  });

  it('of a lease that ends between two milliseconds says that it is held', async () => {
    const { store } = await storeOn({
      ...OURS,
      holder: { S: 'another' },
      leaseEnd: { N: '1750000155000.5' },
    });
    expect(await acquire(store, 'a')).toMatchObject({ ok: false, error: { kind: 'LEASE_HELD' } });
  });

  it('of a body that is plain text is read all the same', () => {
    expect(stateIn({ ...OURS, body: { S: body } })).toMatchObject(ok({ state: STATE }));
  });
});
