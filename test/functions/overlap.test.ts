// Two invocations of one portfolio at once, as an event that is delivered twice or a deployment
// makes them: one cycle runs, the other ends quietly, and no order is lost or doubled.

import { describe, expect, it, onTestFinished } from 'vitest';
import { openAwsWorld } from './aws-world.ts';
import { cyclesOf, doubled, scheduled } from './surroundings.ts';
import { standBetween } from './between.ts';
import { linesAt, result, savedMetrics } from './said.ts';
import type { AwsWorld } from './surroundings.ts';
import type { Between } from './between.ts';

/** Holds back the first request that fits, until it is let go. */
const holdIn = (between: Between, fits: (path: string) => boolean) => {
  const reached = Promise.withResolvers<null>();
  const gate = Promise.withResolvers<null>();
  let isHeld = false;
  between.rule = async ({ path }) => {
    if (!isHeld && fits(path)) {
      isHeld = true;
      reached.resolve(null);
      await gate.promise;
    }
    return null;
  };
  return { reached: reached.promise, letGo: () => gate.resolve(null) };
};

// What rests there is what the state knows of, and nothing twice.
const expectInOrder = async (world: AwsWorld): Promise<void> => {
  expect(doubled(world)).toEqual([]);
  const { intents } = await world.state();
  const known = new Set<string>(intents.map(({ id }) => id));
  const foreign = world.server.venue.openOrders().filter(({ id }) => !known.has(id));
  expect(foreign).toEqual([]);
};

describe('invocations at the same time', () => {
  it('run one cycle, and the other is skipped quietly', async () => {
    const world = await openAwsWorld('live');
    const [one, two] = [await world.lambda(), await world.lambda()];
    await cyclesOf(one, 2);
    const held = holdIn(world.venue, (path) => path.startsWith('/books'));
    const first = one.invoke(scheduled());
    await held.reached;
    expect(await two.invoke(scheduled())).toEqual(result({ kind: 'skipped', cycles: 0 }));
    expect([...linesAt(two, 'ERROR'), ...linesAt(two, 'WARN'), ...savedMetrics(two)]).toEqual([]);
    held.letGo();
    expect(await first).toMatchObject(result({ kind: 'saved', cycle: 3 }));
    expect(await two.invoke(scheduled())).toMatchObject(result({ kind: 'saved', cycle: 4 }));
    await expectInOrder(world);
  });

  it('never double an order, however often they meet', async () => {
    const world = await openAwsWorld('live');
    const both = [await world.lambda(), await world.lambda()];
    let saved = 0;
    for (let round = 0; round < 6; round += 1) {
      const ends = await Promise.all(both.map((each) => each.invoke(scheduled())));
      const kinds = ends.map((end) =>
        end.kind === 'result' ? (end.value as { kind: string }).kind : end.kind,
      );
      expect(kinds.filter((kind) => kind !== 'saved' && kind !== 'skipped')).toEqual([]);
      saved += kinds.filter((kind) => kind === 'saved').length;
    }
    expect((await world.state()).cycle).toBe(saved);
    expect(world.posts()).toBeGreaterThan(0);
    await expectInOrder(world);
  });

  it('on paper keep the venue of whoever saved last', async () => {
    const world = await openAwsWorld('paper');
    const slowVenue = await standBetween(world.venue.url, onTestFinished);
    const { url } = slowVenue;
    const fast = await world.lambda();
    const slow = await world.lambda({ CLOB_URL: url, GAMMA_URL: url, DATA_URL: url });
    await cyclesOf(fast, 2);
    // The slow one has read the stored venue, and is held back before it asks for the lease.
    const held = holdIn(slowVenue, (path) => path.startsWith('/books'));
    const late = slow.invoke(scheduled());
    await held.reached;
    expect(await fast.invoke(scheduled())).toMatchObject(result({ kind: 'saved', cycle: 3 }));
    const kept = await world.store.loadPaper();
    held.letGo();
    expect(await late).toEqual(result({ kind: 'skipped', cycles: 0 }));
    expect(await world.store.loadPaper()).toEqual(kept);
    expect(await slow.invoke(scheduled())).toMatchObject(result({ kind: 'saved', cycle: 4 }));
  });
});
