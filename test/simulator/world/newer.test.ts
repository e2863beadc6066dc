// A deployment of a newer function, rolled back: what the function that ships makes of its state.

import { DEFAULT_DELAYS } from '../../../lib/simulation/settlement.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { calm } from '../markets/calm.ts';
import { applyMove } from '../markets/apply-move.ts';
import { randomStream } from '../../../lib/tape/generator/random.ts';
import { NOON } from '../../loopback/clocks.ts';
import { FAIR, venueTime } from './services.ts';
import { openWorld, UNHARMED } from './world.ts';
import { NO_TWINS } from './twins.ts';
import type { SimulatedWorld } from './world.ts';

let opened: SimulatedWorld | null = null;
afterEach(() => {
  opened?.close();
  opened = null;
});

const openCalm = async () => {
  const setup = { random: randomStream(1n, 'markets'), start: NOON, minutes: 20, markets: 2 };
  const family = calm(setup);
  const world = await openWorld({
    seed: 1n,
    universe: family.universe,
    cash: '1000',
    delays: DEFAULT_DELAYS,
    env: {},
    weather: FAIR,
    twins: NO_TWINS,
    witness: () => undefined,
  });
  opened = world;
  const minute = async (): Promise<unknown> => {
    const from = Math.ceil((world.timeline.now() + 1) / 60_000) * 60_000;
    await world.passUntil(from);
    for (const move of family.minute(venueTime(from))) applyMove(world.server, move);
    const end = await world.call(UNHARMED);
    return end.kind === 'returned' ? end.answer : end;
  };
  return { world, minute };
};

describe('a newer function that was rolled back', () => {
  it('leaves a state that is refused by name and not traded on, until it is restored', async () => {
    const { world, minute } = await openCalm();
    for (let cycle = 0; cycle < 3; cycle += 1) await minute();
    const before = world.server.received.posts().size;
    expect(before).toBeGreaterThan(0);
    world.deploy('newer');
    expect(await minute()).toEqual({ kind: 'newer saved' });
    world.deploy('shipped');
    const said = world.lines.length;
    expect(await minute()).toMatchObject({ kind: 'failed' });
    expect(await minute()).toMatchObject({ kind: 'failed' });
    expect(world.lines.slice(said).join('\n')).toContain('UNKNOWN_SCHEMA: item=STATE found=5');
    expect(world.server.received.posts().size).toBe(before);
    world.restore();
    expect(await minute()).toMatchObject({ kind: 'saved', cycle: 4 });
    await minute();
    expect(world.server.received.posts().size).toBeGreaterThan(before);
  });
});
