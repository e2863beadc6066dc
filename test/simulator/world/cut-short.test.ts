// A request that its process ends may still arrive, but not when its lease was given back.

import { afterEach, expect, it } from 'vitest';
import { DEFAULT_DELAYS } from '../../../lib/simulation/settlement.ts';
import { applyToServer } from '../../../lib/simulation/wire/server.ts';
import { randomStream } from '../../../lib/tape/generator/random.ts';
import { after, seconds } from '../../../lib/units/time.ts';
import { soakUniverse, startWorld } from '../../soak/world.ts';
import { fenced } from '../checkers/g7-fenced.ts';
import { createWatch } from '../simulate/watch.ts';
import { isPlacing } from '../weather/ways.ts';
import { currentProcess } from './process.ts';
import { FAIR, venueTime } from './services.ts';
import { openWorld, UNHARMED } from './world.ts';
import { NO_TWINS } from './twins.ts';
import type { SimulatedWorld } from './world.ts';

let opened: SimulatedWorld | null = null;
afterEach(() => opened?.close());

it('an order whose request was cut short arrives under no other lease', async () => {
  const watch = createWatch([fenced()], () => undefined);
  let stands = false;
  let slow = false;
  const weather = watch.watched({
    venue: {
      ...FAIR.venue,
      travel: (call) => ({ there: slow && isPlacing(call) ? 8_500 : 25, back: 25 }),
    },
    aws: {
      ...FAIR.aws,
      // The cycle has taken its lease, and its process stands still for 35 s.
      travel: (operation) => {
        const process = currentProcess();
        if (stands && operation === 'UpdateItem' && process !== undefined) {
          stands = false;
          slow = true;
          const world = opened;
          world?.timeline.at(world.timeline.now() + 35_500, process.pause());
        }
        return { there: 3, back: 3 };
      },
    },
  });
  opened = await openWorld(
    {
      seed: 1n,
      universe: soakUniverse(),
      cash: '100000',
      delays: DEFAULT_DELAYS,
      env: {},
      weather,
      twins: NO_TWINS,
      witness: watch.seeVenue,
    },
    watch.seeServices,
  );
  const world = opened;
  watch.over(world.server, world.timeline.now);
  const markets = startWorld(randomStream(1n, 'markets'));
  for (let cycle = 0; cycle < 4; cycle += 1) {
    const due = Math.ceil((world.timeline.now() + 1) / 60_000) * 60_000;
    await world.passUntil(due);
    const at = venueTime(due);
    for (const event of markets.trades(after(at, seconds(-10)))) applyToServer(world.server, event);
    for (const event of markets.books(at)) applyToServer(world.server, event);
    stands = cycle === 3;
    const begun = world.timeline.now();
    if (cycle === 3)
      world.timeline.at(begun + 43_600, () => {
        slow = false;
        void world.invoke(UNHARMED);
      });
    await world.call(UNHARMED);
  }
  await world.passUntil(world.timeline.now() + 30_000);
  expect(watch.violation()).toBeNull();
});
