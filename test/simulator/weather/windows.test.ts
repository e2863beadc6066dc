// No window is a word alone: what the venue answers while it is open, or when, is something else.
// Two of them nobody meets who asks anew each time, as the system does.

import { afterEach, expect, it } from 'vitest';
import { DEFAULT_DELAYS } from '../../../lib/simulation/settlement.ts';
import { credit } from '../../../lib/simulation/wire/controls.ts';
import { applyToServer } from '../../../lib/simulation/wire/server.ts';
import { randomStream } from '../../../lib/tape/generator/random.ts';
import { after, seconds } from '../../../lib/units/time.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { soakUniverse, startWorld } from '../../soak/world.ts';
import { FAIR, venueTime } from '../world/services.ts';
import { NO_TWINS } from '../world/twins.ts';
import { openWorld, UNHARMED } from '../world/world.ts';
import { windowsIn } from './wire-faults.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';
import type { SimulatedWorld } from '../world/world.ts';

let opened: SimulatedWorld | null = null;
afterEach(() => opened?.close());

const CYCLES = 6;
// By then there are orders, fills and trades to be told of.
const OPENS_IN = 4;
// Own activity is told of what is no trade.
const REWARDS = ['1', '2', '3', '4', '5', '6'];

/** All that the venue said and when, in some cycles in which a window opens. */
const saidBeside = async (open: (server: WireServer) => void): Promise<readonly string[]> => {
  const said: string[] = [];
  const world = await openWorld({
    seed: 1n,
    universe: soakUniverse(),
    cash: '100000',
    delays: DEFAULT_DELAYS,
    env: {},
    weather: FAIR,
    twins: NO_TWINS,
    witness: ({ method, path, body }, reply, { at }) =>
      void said.push(`${String(at)} ${method} ${path} ${body} ${JSON.stringify(reply)}`),
  });
  opened = world;
  const markets = startWorld(randomStream(1n, 'markets'));
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    await world.passUntil(Math.ceil((world.timeline.now() + 1) / 60_000) * 60_000);
    const at = venueTime(world.timeline.now());
    for (const event of markets.trades(after(at, seconds(-10)))) applyToServer(world.server, event);
    for (const event of markets.books(at)) applyToServer(world.server, event);
    if (cycle === OPENS_IN)
      for (const dollars of REWARDS) credit(world.server, 'reward', usdc(dollars));
    if (cycle === OPENS_IN) open(world.server);
    await world.call(UNHARMED);
  }
  world.close();
  return said;
};

const CALM = await saidBeside(() => undefined);

it('is compared with what is said twice', async () => {
  expect(await saidBeside(() => undefined)).toEqual(CALM);
  expect(CALM.filter((line) => line.includes('/data/trades')).join()).toMatch(/"status":/);
});

// An order is checked against a copy of the balance, and a page is kept by its address.
const COPIES = ['stale balances', 'feeds cached'];

it.each(windowsIn('virtual').filter(([name]) => !COPIES.includes(name)))(
  'is seen by what is answered: %s',
  async (_, open) => {
    expect(await saidBeside(open)).not.toEqual(CALM);
  },
);

it.each(windowsIn('virtual').filter(([name]) => COPIES.includes(name)))(
  'is nothing to a system that asks anew: %s',
  async (_, open) => {
    expect(await saidBeside(open)).toEqual(CALM);
  },
);
