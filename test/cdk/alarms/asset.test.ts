// The same alarms on what the built assets printed: the files that are deployed, called once a
// minute in processes of their own, on paper and with a venue outside.

import { describe, expect, it } from 'vitest';
import { NAMESPACE } from '../../../lib/adapters/telemetry/series.ts';
import { ASSET_FAILURES } from './asset-cases.ts';
import { startAsset } from './asset.ts';
import { ringingOn } from './ringing.ts';
import { alarmsIn } from './template-alarms.ts';
import { monitoringTemplate } from './watched-stack.ts';

// Servers, processes and a few dozen calls, on a machine that others use too.
const PATIENCE_MS = 60_000;

const HEALTHY_BEFORE = 5;

describe('on what the built assets printed', () => {
  it.each(ASSET_FAILURES)(
    'alarms ring as they should, and no other, on $what, $mode',
    async ({ minutes, rings, before = {}, ...setup }) => {
      const asset = await startAsset(setup);
      for (const end of await asset.pass(HEALTHY_BEFORE, before))
        expect(end).toMatchObject({ value: { kind: 'saved' } });
      for (const [count, minute] of minutes) await asset.pass(count, minute);
      const rang = ringingOn(asset.series(), asset.minutes(), setup.env ?? {});
      expect([...rang.keys()].toSorted()).toEqual(rings);
      for (const { from } of rang.values()) expect(from).toBeGreaterThanOrEqual(HEALTHY_BEFORE);
    },
    PATIENCE_MS,
  );

  it('every alarm on a series of our own rings on at least one failure', () => {
    const own = alarmsIn(monitoringTemplate()).filter(({ key }) => key.startsWith(`${NAMESPACE} `));
    const names = own.map(({ name }) => name.replace('keel-main-', ''));
    const rung = new Set<string>(ASSET_FAILURES.flatMap(({ rings }) => rings));
    expect(names.length).toBeGreaterThan(12);
    expect(names.filter((name) => !rung.has(name))).toEqual([]);
  });
});
