// The operator's halt, obeyed by the first cycle after it, whatever else cannot be had.

import { describe, expect, it } from 'vitest';
import { openAwsWorld } from './aws-world.ts';
import { cyclesOf, scheduled } from './surroundings.ts';
import { result } from './said.ts';
import type { AwsWorld } from './surroundings.ts';

const resting = ({ server }: AwsWorld): number => server.venue.openOrders().length;

describe('the first cycle after a halt', () => {
  it('posts nothing and cancels all', async () => {
    const world = await openAwsWorld('live');
    const lambda = await world.lambda();
    await cyclesOf(lambda, 3);
    expect(resting(world)).toBeGreaterThan(0);
    const posts = world.posts();
    world.turn('halt');
    expect(await lambda.invoke(scheduled())).toMatchObject(result({ kind: 'saved', cycle: 4 }));
    expect([resting(world), world.posts()]).toEqual([0, posts]);
    expect(lambda.lines.join()).toContain('Kill switch is halt: all orders cancelled, none rests');
    world.turn('off');
    await cyclesOf(lambda, 2);
    expect(resting(world)).toBeGreaterThan(0);
  });

  it('cancels all where the table cannot be had, also in a new process', async () => {
    const world = await openAwsWorld('live');
    await cyclesOf(await world.lambda(), 3);
    expect(resting(world)).toBeGreaterThan(0);
    world.turn('halt');
    world.table.rule = () => ({ status: 500, body: '{}' });
    const lambda = await world.lambda();
    expect(await lambda.invoke(scheduled())).toMatchObject(result({ kind: 'failed' }));
    expect(resting(world)).toBe(0);
  });

  it('halts where the parameter is gone', async () => {
    const world = await openAwsWorld('live');
    const lambda = await world.lambda();
    await cyclesOf(lambda, 3);
    const { '/keel/main/kill-switch': _gone, ...others } = world.ssm.parameters;
    world.ssm.parameters = others;
    await lambda.invoke(scheduled());
    expect(resting(world)).toBe(0);
  });
});
