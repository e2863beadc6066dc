// The stored items of a home, read and damaged through the store's own API while no command
// runs.

import { GetItemCommand, PutItemCommand, DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { join } from 'node:path';
import { packed, unpacked } from '../../lib/adapters/dynamo/packed.ts';
import { keyOf, partitionOf } from '../../lib/adapters/dynamo/table.ts';
import { portfolioId } from '../../lib/units/ids.ts';
import { serveTables } from '../loopback/table.ts';
import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Home } from './command.ts';

const TABLE = 'keel';

export type StoredItem = Readonly<Record<string, AttributeValue>>;

const withStore = async <T>(
  { folder }: Home,
  act: (client: DynamoDBClient) => Promise<T>,
): Promise<T> => {
  const { client, stop } = await serveTables(join(folder, 'data/state/store'));
  const done = await act(client);
  await stop();
  return done;
};

const partition = partitionOf({ mode: 'paper', portfolio: portfolioId('generated-1') });

const read = async (client: DynamoDBClient, sort: string): Promise<StoredItem> => {
  const key = keyOf(partition, sort);
  const { Item } = await client.send(new GetItemCommand({ TableName: TABLE, Key: key }));
  if (Item === undefined) throw new Error(`no item ${sort}`);
  return Item;
};

/** Reads an item of the portfolio that plays seed 1. */
export const itemIn = (place: Home, sort: string): Promise<StoredItem> =>
  withStore(place, (client) => read(client, sort));

/** Replaces attributes of an item by what is made of them. */
export const damage = (
  place: Home,
  sort: string,
  change: (item: StoredItem) => StoredItem,
): Promise<unknown> =>
  withStore(place, async (client) => {
    const item = await read(client, sort);
    const changed = { ...item, ...change(item) };
    return client.send(new PutItemCommand({ TableName: TABLE, Item: changed }));
  });

/** The text of an attribute, compressed or not. */
export const textIn = (item: StoredItem, name: string): string => {
  const text = unpacked(item[name]);
  if (!text.ok) throw new Error(`${name} ${text.error}`);
  return text.value;
};

/** The sections of a stored state by name, each as text. */
export type Sections = Readonly<Record<string, unknown>>;

const sectionsIn = (state: StoredItem): Sections => JSON.parse(textIn(state, 'body')) as Sections;

/** The text of a section of a stored state. */
export const sectionIn = (state: StoredItem, name: string): string =>
  String(sectionsIn(state)[name]);

/** A state item with sections replaced. */
export const withSections = (state: StoredItem, changes: Sections): StoredItem => ({
  body: packed(JSON.stringify({ ...sectionsIn(state), ...changes })),
});

/** Ends the lease of a session that died: what a minute of waiting does. */
export const endLease = (place: Home): Promise<unknown> =>
  damage(place, 'STATE', () => ({ leaseEnd: { N: '0' } }));

/** Takes an item away. */
export const remove = (place: Home, sort: string): Promise<unknown> =>
  withStore(place, (client) =>
    client.send(new DeleteItemCommand({ TableName: TABLE, Key: keyOf(partition, sort) })),
  );
