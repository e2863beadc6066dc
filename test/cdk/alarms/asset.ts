// A portfolio as the built assets run it: cycle and watchdog in processes of their own, the venue
// over HTTP, the table and the parameters by the protocols of AWS. Each can be taken away, and
// every minute passes when the test says so.

import { onTestFinished } from 'vitest';
import { epochMs } from '../../../lib/units/time.ts';
import { awsError } from '../../adapters/ssm/ssm-world.ts';
import { openSurroundings } from '../../functions/surroundings.ts';
import { shownVenue } from '../../functions/venues.ts';
import { samplesOf, seriesFrom } from './series.ts';
import { platformSamples } from './world.ts';
import type { Side } from '../../../lib/domain/market.ts';
import type { FaultEffect } from '../../../lib/simulation/wire/faults.ts';
import type { Invoked, Lambda } from '../../functions/lambda.ts';
import type { AwsWorld } from '../../functions/surroundings.ts';
import type { ShownVenue } from '../../functions/venues.ts';
import type { Sample, Series, SeriesKey } from './series.ts';

type Variables = Readonly<Record<string, string>>;

/** What a running asset has around it. */
export type AssetWorld = AwsWorld & Pick<ShownVenue, 'market'>;

/** What is there in a minute. All of it is as in a healthy one where nothing is said. */
export type AssetMinute = {
  readonly table?: 'there' | 'away';
  readonly venue?: 'there' | 'away' | 'forbidden';
  readonly killSwitch?: 'off' | 'halt' | 'unreadable';
  /** The best prices, in cents. */
  readonly best?: readonly [bid: number, ask: number];
  /** Somebody who takes at a price, in cents, right after the book was shown. */
  readonly trade?: readonly [taker: Side, cents: number];
  /** Changes the world before the cycle. */
  readonly before?: (world: AssetWorld) => void | Promise<void>;
  readonly cycle?: 'runs' | 'is not called';
  readonly watchdog?: 'runs' | 'is not called';
};

const QUIET = [48, 52] as const;

/** A portfolio and how it is set. */
export type AssetSetup = {
  readonly mode: 'live' | 'paper';
  readonly env?: Variables;
  /** The time that a call of the cycle is granted. Unit: ms. */
  readonly timeoutMs?: number;
};

/** The running assets. */
export type Asset = {
  /** Lets so many minutes pass that are alike, and gives what the calls of the cycle came to. */
  readonly pass: (count: number, minute?: AssetMinute) => Promise<readonly Invoked[]>;
  readonly series: () => Series;
  readonly minutes: () => number;
  readonly lines: () => readonly string[];
};

const AWAY = {
  status: 500,
  body: JSON.stringify({ __type: 'InternalServerError', message: 'taken away by the test' }),
};

const VENUE_FAULTS: Readonly<Record<NonNullable<AssetMinute['venue']>, FaultEffect | null>> = {
  there: null,
  away: { kind: 'drop', when: 'before' },
  forbidden: {
    kind: 'instead',
    when: 'before',
    answer: { status: 403, body: 'Trading restricted in your region', headers: {} },
  },
};

const surround = async (world: AssetWorld, minute: AssetMinute): Promise<void> => {
  const { table = 'there', venue = 'there', killSwitch = 'off', before } = minute;
  world.table.rule = () => (table === 'there' ? null : AWAY);
  world.server.faults.decideBy(() => VENUE_FAULTS[venue]);
  const isUnreadable = killSwitch === 'unreadable';
  world.ssm.fault = isUnreadable ? () => awsError('InternalServerError', 500) : null;
  if (!isUnreadable) world.turn(killSwitch);
  await before?.(world);
};

// What a process has printed since it was listened to last.
const listener = (lambda: Lambda): (() => readonly string[]) => {
  let heard = 0;
  return () => {
    const lines = lambda.lines.slice(heard);
    heard = lambda.lines.length;
    return lines;
  };
};

const metricsIn = (
  lines: readonly string[],
  at: number,
): readonly (readonly [SeriesKey, Sample])[] =>
  lines.filter((line) => line.startsWith('{')).flatMap((line) => samplesOf(line, at));

/** Starts everything; the first minute is now. */
export const startAsset = async (setup: AssetSetup): Promise<Asset> => {
  const { mode, env: changes = {}, timeoutMs = 45_000 } = setup;
  const start = Date.now();
  const venue = await shownVenue(epochMs(BigInt(start)), onTestFinished);
  const opening = { mode, changes: { CYCLE_SECONDS: '60', ...changes }, venue };
  const opened = await openSurroundings({ ...opening, later: onTestFinished });
  const world = { ...opened, market: venue.market };
  const [cycle, watchdog] = await Promise.all([world.lambda(), world.lambda({}, 'watchdog')]);
  const heard = [listener(cycle), listener(watchdog)];
  const samples: (readonly [SeriesKey, Sample])[] = [];
  let passed = 0;
  const call = (lambda: Lambda, at: number): Promise<Invoked> => {
    lambda.putClock(at);
    return lambda.invoke({ portfolio: 'main', scheduledAt: new Date(at).toISOString() }, timeoutMs);
  };
  const pass = async (minute: AssetMinute): Promise<readonly Invoked[]> => {
    const at = start + passed * 60_000;
    venue.show(epochMs(BigInt(at)), minute.best ?? QUIET);
    if (minute.trade !== undefined) venue.trade(epochMs(BigInt(at + 500)), ...minute.trade);
    await surround(world, minute);
    const ends = minute.cycle === 'is not called' ? [] : [await call(cycle, at + 1_000)];
    const isCrashed = ends.some(({ kind }) => kind !== 'result');
    const second = passed * 60;
    samples.push(
      ...platformSamples(second + 10, { cycle: isCrashed ? 'crashes' : (minute.cycle ?? 'runs') }),
    );
    if (minute.watchdog !== 'is not called') await call(watchdog, at + 20_000);
    for (const lines of heard) samples.push(...metricsIn(lines(), second + 5));
    passed += 1;
    return ends;
  };
  return {
    pass: async (count, minute = {}) => {
      const ends: Invoked[] = [];
      for (let index = 0; index < count; index += 1) ends.push(...(await pass(minute)));
      return ends;
    },
    series: () => seriesFrom(samples),
    minutes: () => passed,
    lines: () => [...cycle.lines, ...watchdog.lines],
  };
};
