// Each alarm rings on its failure and no other does: the rules are the synthesised template's, the
// failures happen in real cycles, and what is measured of them are the lines that were written.

import { describe, expect, it } from 'vitest';
import { ALARM_IDS } from '../../../cdk/monitoring/alarm-spec.ts';
import { FAILURES } from './cases.ts';
import { switchedTo } from './failures.ts';
import { ringing } from './ringing.ts';
import { openWorld } from './world.ts';

const HEALTHY_BEFORE = 10;
const HEALTHY_AFTER = 20;

describe('the alarms', () => {
  it.each(FAILURES)(
    'ring as they should, and no other, on $what',
    async ({ minutes, rings, stays = [], env = {}, after = {} }) => {
      const world = openWorld(env);
      await world.passMany(HEALTHY_BEFORE);
      for (const minute of minutes) await world.pass(minute);
      if (stays.length === 0) await world.pass(switchedTo('off'));
      await world.passMany(HEALTHY_AFTER, after);
      const rang = ringing(world, env);
      expect([...rang.keys()].toSorted()).toEqual(Object.keys(rings).toSorted());
      for (const [id, latest] of Object.entries(rings)) {
        const from = rang.get(id)?.from ?? Number.NaN;
        expect(from).toBeGreaterThanOrEqual(HEALTHY_BEFORE);
        expect(from).toBeLessThan(HEALTHY_BEFORE + latest);
      }
      const still = [...rang].flatMap(([id, ring]) => (ring.still ? [id] : []));
      expect(still.toSorted()).toEqual(stays.toSorted());
    },
  );

  it('ring each on at least one failure', () => {
    const rung = new Set(FAILURES.flatMap(({ rings }) => Object.keys(rings)));
    expect([...rung].toSorted()).toEqual([...ALARM_IDS, 'trading-unhealthy'].toSorted());
  });
});
