// Every process may be the last of its kind: a new one goes on where the old one was, also when
// that was killed in the middle of a cycle or runs a cycle right now.

import { describe, expect, it } from 'vitest';
import { openAwsWorld } from './aws-world.ts';
import { cyclesOf, doubled, endLease, scheduled } from './surroundings.ts';
import { result } from './said.ts';
import type { AwsWorld } from './surroundings.ts';
import type { Passing } from './between.ts';

const isPlacing = ({ method, path }: Passing): boolean =>
  method === 'POST' && /^\/orders?(?:\?|$)/.test(path);

const holdOrders = (world: AwsWorld) => {
  const reached = Promise.withResolvers<null>();
  const gate = Promise.withResolvers<null>();
  world.venue.rule = async (passing) => {
    if (!isPlacing(passing)) return null;
    reached.resolve(null);
    await gate.promise;
    return null;
  };
  return { reached: reached.promise, letGo: () => gate.resolve(null) };
};

describe('a new process', () => {
  it.each(['live', 'paper'] as const)('goes on where the old one was, %s', async (mode) => {
    const world = await openAwsWorld(mode);
    const old = await world.lambda();
    await cyclesOf(old, 3);
    const { intents } = await world.state();
    await old.kill();
    const lambda = await world.lambda();
    expect(await lambda.invoke(scheduled())).toMatchObject(result({ kind: 'saved', cycle: 4 }));
    expect(intents.length).toBeGreaterThan(0);
    const known = new Set<string>((await world.state()).intents.map(({ id }) => id));
    expect(intents.filter(({ id }) => known.has(id))).not.toEqual([]);
  });

  it('settles by reading what a killed one had sent', async () => {
    const world = await openAwsWorld('live');
    const old = await world.lambda();
    await cyclesOf(old, 1);
    const orders = holdOrders(world);
    const invoked = old.invoke(scheduled());
    await orders.reached;
    await old.kill();
    expect(await invoked).toEqual({ kind: 'ended' });
    // The request is on its way, whoever sent it.
    orders.letGo();
    world.venue.rule = () => null;
    const lambda = await world.lambda();
    expect(await lambda.invoke(scheduled())).toMatchObject(result({ kind: 'skipped' }));
    await endLease(world);
    expect(await lambda.invoke(scheduled())).toMatchObject(result({ kind: 'saved', cycle: 2 }));
    expect(doubled(world)).toEqual([]);
    const known = new Set<string>((await world.state()).intents.map(({ id }) => id));
    expect(world.server.received.taken().length).toBeGreaterThan(0);
    expect(world.server.venue.openOrders().filter(({ id }) => !known.has(id))).toEqual([]);
  });

  it('waits for a cycle that the old one still runs, of which nothing is lost', async () => {
    const world = await openAwsWorld('live');
    const old = await world.lambda();
    await cyclesOf(old, 1);
    const orders = holdOrders(world);
    const running = old.invoke(scheduled());
    await orders.reached;
    const deployed = await world.lambda();
    expect(await deployed.invoke(scheduled())).toMatchObject(result({ kind: 'skipped' }));
    orders.letGo();
    world.venue.rule = () => null;
    expect(await running).toMatchObject(result({ kind: 'saved', cycle: 2 }));
    const resting = world.server.venue.openOrders().length;
    expect(resting).toBeGreaterThan(0);
    expect(await deployed.invoke(scheduled())).toMatchObject(result({ kind: 'saved', cycle: 3 }));
    expect(doubled(world)).toEqual([]);
  });
});
