// A venue or a table that hangs: the cycle comes to its end before AWS would end it, or leaves to
// the next one, and what wakes up later does nothing.

import { describe, expect, it } from 'vitest';
import { serverBooks } from '../../lib/simulation/wire/controls.ts';
import { openAwsWorld } from './aws-world.ts';
import { cyclesOf, endLease, scheduled } from './surroundings.ts';
import { result, savedMetrics } from './said.ts';

const passes = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

// The ids of the orders that a request writes down, before they are sent; none where it is another.
const journalledIn = (body: string): readonly string[] => {
  const asked = JSON.parse(body) as { ExpressionAttributeNames?: Record<string, string> };
  const names = Object.entries(asked.ExpressionAttributeNames ?? {});
  return names.flatMap(([name, id]) => (/^#i\d+$/.test(name) ? [id] : []));
};

describe('the built cycle function', () => {
  it('ends what it asks of a venue that hangs, and saves in time', async () => {
    const world = await openAwsWorld('live');
    const lambda = await world.lambda();
    await cyclesOf(lambda, 2);
    world.venue.rule = () => 'silence';
    const posts = world.posts();
    // Requests end after a second here, while the reads of a cycle would wait for 5 s each.
    expect(await lambda.invoke(scheduled(), 8_000)).toMatchObject(
      result({ kind: 'saved', cycle: 3 }),
    );
    expect(world.posts()).toBe(posts);
    world.venue.rule = () => null;
    expect(await lambda.invoke(scheduled())).toMatchObject(result({ kind: 'saved', cycle: 4 }));
    expect(savedMetrics(lambda)).toEqual([1, 1, 1, 1]);
  });

  it('answers while its table hangs, and what wakes up later sends nothing', async () => {
    const world = await openAwsWorld('live');
    const lambda = await world.lambda();
    await cyclesOf(lambda, 1);
    const gate = Promise.withResolvers<null>();
    const held = new Set<string>();
    world.table.rule = async ({ body }) => {
      const ids = journalledIn(body);
      if (ids.length === 0) return null;
      for (const id of ids) held.add(id);
      await gate.promise;
      return null;
    };
    expect(await lambda.invoke(scheduled(), 8_000)).toEqual(result({ kind: 'timed-out' }));
    lambda.freeze();
    expect(held.size).toBeGreaterThan(0);
    expect(savedMetrics(lambda)).toEqual([1, 0]);
    expect(world.posts()).toBe(0);
    world.table.rule = () => null;
    gate.resolve(null);
    // It wakes up in the next invocation, and goes on beside it.
    await lambda.invoke(scheduled());
    await passes(1_000);
    await endLease(world);
    expect(await lambda.invoke(scheduled())).toMatchObject(result({ kind: 'saved' }));
    const { taken } = serverBooks(world.server);
    expect(taken.length).toBeGreaterThan(0);
    expect(taken.filter((id) => held.has(id))).toEqual([]);
  });

  it('counts nothing of a cycle that wakes up and fails in the next invocation', async () => {
    const world = await openAwsWorld('paper');
    const lambda = await world.lambda();
    await cyclesOf(lambda, 1);
    const gate = Promise.withResolvers<null>();
    world.table.rule = async ({ operation }) => {
      if (operation !== 'GetItem') return null;
      await gate.promise;
      return { status: 400, body: '{"__type":"com.amazonaws#ValidationException"}' };
    };
    expect(await lambda.invoke(scheduled(), 5_000)).toEqual(result({ kind: 'timed-out' }));
    lambda.freeze();
    // The next cycle is slow, so that the other one has its end in the middle of it.
    world.table.rule = async () => {
      gate.resolve(null);
      await passes(300);
      return null;
    };
    expect(await lambda.invoke(scheduled())).toMatchObject(result({ kind: 'saved', cycle: 2 }));
    expect(lambda.lines.filter((line) => line.includes('No cycle, nothing traded'))).toHaveLength(
      2,
    );
    expect(savedMetrics(lambda)).toEqual([1, 0, 1]);
  });

  it('is opened by the next invocation when its first one was too short for it', async () => {
    const world = await openAwsWorld('live');
    const lambda = await world.lambda();
    world.ssm.fault = () => ({ kind: 'silence' });
    expect(await lambda.invoke(scheduled(), 3_000)).toEqual(result({ kind: 'timed-out' }));
    world.ssm.fault = null;
    expect(await lambda.invoke(scheduled())).toMatchObject(result({ kind: 'saved', cycle: 1 }));
  });
});
