// The same alarms on what the built asset printed: the file that is deployed, called once a minute
// in a process of its own.

import { describe, expect, it } from 'vitest';
import { DIMENSION, NAMESPACE, SERIES } from '../../../lib/adapters/telemetry/series.ts';
import { startAsset } from './asset.ts';
import { ringingOn } from './ringing.ts';
import type { Asset, AssetMinute } from './asset.ts';

// Building, three servers and a few dozen calls, on a machine that others use too.
const PATIENCE_MS = 60_000;

const HEALTHY_BEFORE = 5;

type Case = {
  readonly what: string;
  readonly minutes: readonly (readonly [count: number, minute: AssetMinute])[];
  readonly rings: readonly string[];
  /** What is otherwise in the minutes before. */
  readonly before?: AssetMinute;
  readonly env?: Readonly<Record<string, string>>;
};

// A book that falls through our bid: 100 YES are bought at 0.48 and are worth 0.20 then, which is
// 2.8 % of a thousand dollars.
const THOUSAND = { PAPER_BALANCE_USD: '1000' };
const FALLEN = [5, { best: [20, 24] }] as const;
// Two ticks apart at least, or nobody quotes.
const NARROW: AssetMinute = { best: [49, 50] };

const CASES: readonly Case[] = [
  { what: 'health', minutes: [[20, {}]], rings: [] },
  { what: 'a halt', minutes: [[5, { killSwitch: 'halt' }]], rings: [] },
  {
    what: 'a kill switch that cannot be read once',
    minutes: [[1, { killSwitch: 'unreadable' }]],
    rings: [],
  },
  {
    what: 'a kill switch that cannot be read twice',
    minutes: [[2, { killSwitch: 'unreadable' }]],
    rings: ['kill-switch-unreadable', 'trading-unhealthy'],
  },
  { what: 'a table that is away once', minutes: [[1, { table: 'away' }]], rings: [] },
  {
    what: 'a table that is away for three minutes',
    minutes: [[3, { table: 'away' }]],
    rings: ['cycle-failed', 'no-cycle', 'trading-unhealthy'],
  },
  {
    what: 'a venue that is away',
    minutes: [[5, { venue: 'away' }]],
    rings: ['breaker-api-health', 'orders-unresolved', 'trading-unhealthy'],
  },
  {
    what: 'a venue that shuts us out',
    minutes: [[5, { venue: 'forbidden' }]],
    rings: ['breaker-api-health', 'orders-unresolved', 'trading-unhealthy', 'venue-blocked'],
  },
  {
    what: 'a loss at the drawdown limit',
    minutes: [FALLEN],
    rings: ['breaker-drawdown', 'drawdown', 'trading-unhealthy'],
    env: { ...THOUSAND, MAX_DRAWDOWN_PCT: '2' },
  },
  {
    what: 'a loss of 80 % of the drawdown limit',
    minutes: [FALLEN],
    rings: ['drawdown'],
    env: { ...THOUSAND, MAX_DRAWDOWN_PCT: '3.5' },
  },
  {
    what: 'a loss of less than 80 % of the drawdown limit',
    minutes: [FALLEN],
    rings: [],
    env: { ...THOUSAND, MAX_DRAWDOWN_PCT: '3.51' },
  },
  {
    what: 'exposure of 95 % of its limit',
    before: NARROW,
    minutes: [[5, {}]],
    rings: ['exposure'],
    env: { MAX_EXPOSURE_USD: '50.5' },
  },
];

const run = async ({ minutes, before = {}, env = {} }: Case): Promise<Asset> => {
  const asset = await startAsset(env);
  const begun = await asset.pass(HEALTHY_BEFORE, before);
  for (const end of begun) expect(end).toContain('"kind":"saved"');
  for (const [count, minute] of minutes) await asset.pass(count, minute);
  return asset;
};

describe('on what the built asset printed', () => {
  it.each(CASES)(
    'alarms ring as they should, and no other, on $what',
    async (one) => {
      const asset = await run(one);
      const rang = ringingOn(asset.series(), asset.minutes(), one.env ?? {});
      expect([...rang.keys()].toSorted()).toEqual(one.rings);
      for (const { from } of rang.values()) expect(from).toBeGreaterThanOrEqual(HEALTHY_BEFORE);
    },
    PATIENCE_MS,
  );

  it(
    'there are no series but those of the list, 24 at most, and one metric line a cycle',
    async () => {
      const asset = await startAsset();
      await asset.pass(4);
      const own = [...asset.series().keys()].filter((key) => key.startsWith(`${NAMESPACE} `));
      expect(own.toSorted()).toEqual(
        Object.keys(SERIES)
          .map((name) => `${NAMESPACE} ${name} ${DIMENSION}=main`)
          .toSorted(),
      );
      expect(own.length).toBeLessThanOrEqual(24);
      expect(asset.lines.filter((line) => line.includes('"_aws"'))).toHaveLength(4);
    },
    PATIENCE_MS,
  );
});
