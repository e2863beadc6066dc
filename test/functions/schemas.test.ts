// A deployment reads what the one before it wrote, or refuses it by name; and so does a rollback
// what a newer one wrote. Neither touches what it does not understand.

import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { openAwsWorld } from './aws-world.ts';
import { cyclesOf, scheduled } from './surroundings.ts';
import { result } from './said.ts';
import type { AwsWorld } from './surroundings.ts';

const TableName = 'keel-table';
const keyOf = (sk: string) => ({ pk: { S: 'PORTFOLIO#live#main' }, sk: { S: sk } });

const stored = async ({ client }: AwsWorld, sk: string) => {
  const read = new GetItemCommand({ TableName, Key: keyOf(sk), ConsistentRead: true });
  return (await client.send(read)).Item ?? {};
};

describe.each([
  ['an older', '2'],
  ['a newer', '99'],
])('a state of %s schema', (_which, schema) => {
  it('is refused by name, traded on by nothing, and left as it is', async () => {
    const world = await openAwsWorld('live');
    const lambda = await world.lambda();
    await cyclesOf(lambda, 2);
    const before = await stored(world, 'STATE');
    const Item = { ...before, schema: { N: schema } };
    await world.client.send(new PutItemCommand({ TableName, Item }));
    const posts = world.posts();
    const failed = result({ kind: 'failed', cycles: 0, cause: 'UNKNOWN_SCHEMA' });
    expect(await lambda.invoke(scheduled())).toEqual(failed);
    expect(world.posts()).toBe(posts);
    expect(lambda.lines.join()).toContain(schema);
    expect(lambda.lines.join()).toContain('No cycle, nothing traded');
    const { body, version, schema: left } = await stored(world, 'STATE');
    expect(body?.B?.length).toBeGreaterThan(0);
    expect([body, version, left]).toEqual([before['body'], before['version'], { N: schema }]);
  });
});
