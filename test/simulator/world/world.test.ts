import { DEFAULT_DELAYS } from '../../../lib/simulation/settlement.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { applyToServer } from '../../../lib/simulation/wire/server.ts';
import { randomStream } from '../../../lib/tape/generator/random.ts';
import { after, seconds } from '../../../lib/units/time.ts';
import { soakUniverse, startWorld } from '../../soak/world.ts';
import { KILL_SWITCH } from './account.ts';
import { FAIR, venueTime } from './services.ts';
import { openWorld, UNHARMED } from './world.ts';
import { NO_TWINS } from './twins.ts';
import type { Invoked, InvocationPlan } from './lambda.ts';
import type { SimulatedWorld } from './world.ts';

let opened: SimulatedWorld | null = null;
afterEach(() => {
  opened?.close();
  opened = null;
});

const open = async (seed: bigint): Promise<SimulatedWorld> => {
  opened = await openWorld({
    seed,
    universe: soakUniverse(),
    cash: '100000',
    delays: DEFAULT_DELAYS,
    env: {},
    weather: FAIR,
    twins: NO_TWINS,
    witness: () => undefined,
  });
  return opened;
};

// One call a minute, while the markets move.
const play = async (
  world: SimulatedWorld,
  { seed, plans }: { readonly seed: bigint; readonly plans: readonly InvocationPlan[] },
): Promise<readonly Invoked[]> => {
  const markets = startWorld(randomStream(seed, 'markets'));
  const ends: Invoked[] = [];
  for (const plan of plans) {
    const due = Math.ceil((world.timeline.now() + 1) / 60_000) * 60_000;
    await world.passUntil(due);
    const at = venueTime(due);
    for (const event of markets.trades(after(at, seconds(-10)))) applyToServer(world.server, event);
    for (const event of markets.books(at)) applyToServer(world.server, event);
    ends.push(await world.call(plan));
  }
  return ends;
};

const cyclesIn = (ends: readonly Invoked[]): readonly unknown[] =>
  ends.map((end) => (end.kind === 'returned' ? end.answer : end.kind));

const times = (count: number): readonly InvocationPlan[] =>
  Array.from({ length: count }, () => UNHARMED);

describe('the cycle function in a simulated world', () => {
  it('trades and saves each minute, in one warm environment', async () => {
    const world = await open(1n);
    const ends = await play(world, { seed: 1n, plans: times(4) });
    const saved = [1, 2, 3, 4].map((cycle) => ({ kind: 'saved', cycles: 1, cycle }));
    expect(cyclesIn(ends)).toEqual(saved);
    expect(world.lambda.environments()).toBe(1);
    expect(world.server.venue.openOrders().length).toBeGreaterThan(10);
  });

  it('does the same to the byte from the same seed', async () => {
    const run = async (): Promise<string> => {
      const world = await open(2n);
      await play(world, { seed: 2n, plans: times(3) });
      const said = [...world.lines, JSON.stringify(world.dynamo.items())].join('\n');
      world.close();
      return said;
    };
    expect(await run()).toBe(await run());
  });

  it('goes on where a process left that died before it could save', async () => {
    const world = await open(3n);
    const dies = { clockAhead: 0, death: { request: 40, when: 'after' }, start: 'cold' } as const;
    const plans = [UNHARMED, UNHARMED, dies, UNHARMED, UNHARMED];
    const ends = await play(world, { seed: 3n, plans });
    expect(cyclesIn(ends).slice(0, 3)).toMatchObject([{ cycle: 1 }, { cycle: 2 }, 'killed']);
    expect(cyclesIn(ends).at(-1)).toMatchObject({ kind: 'saved' });
  });

  it('cancels all and sends nothing once the switch says halt', async () => {
    const world = await open(4n);
    await play(world, { seed: 4n, plans: times(3) });
    const before = world.server.received.posts().size;
    world.ssm.set(KILL_SWITCH, { type: 'String', value: 'halt' });
    await play(world, { seed: 5n, plans: times(2) });
    expect(world.server.received.posts().size).toBe(before);
    expect(world.server.venue.openOrders()).toEqual([]);
  });
});
