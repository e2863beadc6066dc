// The watchdog as it is deployed: variables, key and switch from SSM, state from the table, the
// venue over HTTP, and one series in the log.

import { describe, expect, it, onTestFinished } from 'vitest';
import { handler } from '../../../functions/watchdog/handler.ts';
import { watchdogSettings } from '../../../functions/watchdog/settings.ts';
import { minutes } from '../../../lib/units/time.ts';
import { startSsm } from '../../adapters/ssm/loopback-ssm.ts';
import { awsError } from '../../adapters/ssm/ssm-world.ts';
import { AWS_ENV, venueAt } from '../../cli/doctor-scene.ts';
import { KEY } from '../../e2e/live-scene.ts';
import { openQuiet } from '../../e2e/quiet-market.ts';
import { startLoopback } from '../../loopback/server.ts';
import { contextOf, printedLines, withVariables } from '../invocation.ts';
import type { SsmWorld } from '../../adapters/ssm/ssm-world.ts';
import type { QuietLive } from '../../e2e/quiet-market.ts';
import type { Loopback } from '../../loopback/server.ts';

const EVENT = { portfolio: 'test', scheduledAt: '2026-11-28T12:00:00Z' };
const SWITCH = '/keel/test/kill-switch';
const KEY_NAME = '/keel/test/private-key';

const VARIABLES = {
  LIVE_TRADING: 'I_UNDERSTAND_THE_RISKS',
  STRATEGY_PRESET: 'balanced',
  SIGNATURE_TYPE: '0',
  PRIVATE_KEY_PARAM: KEY_NAME,
  RPC_URL_PARAM: '/keel/test/not-there',
  TARGET_ADDRESSES: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  PORTFOLIO_ID: 'test',
  TABLE_NAME: 'keel',
  KILL_SWITCH_PARAM: SWITCH,
};

type Deployed = {
  readonly live: QuietLive;
  readonly ssm: SsmWorld;
  readonly lines: readonly string[];
  readonly resting: () => number;
};

// What the cycles of a deployment left, days ago by this machine's clock.
const deployed = async (cycles: 0 | 2, position = 'off'): Promise<Deployed> => {
  const live = await openQuiet();
  for (const second of [0, 60].slice(0, cycles)) await live.cycleAt(second);
  const ssm = await startSsm({
    [SWITCH]: { Type: 'String', Value: position },
    [KEY_NAME]: { Type: 'SecureString', Value: KEY },
  });
  withVariables({
    ...AWS_ENV,
    ...venueAt(live.url),
    ...VARIABLES,
    AWS_ENDPOINT_URL_DYNAMODB: live.storeUrl,
    AWS_ENDPOINT_URL_SSM: ssm.url,
  });
  const lines = printedLines();
  return { live, ssm: ssm.world, lines, resting: () => live.server.venue.openOrders().length };
};

const silentTable = async (): Promise<Loopback> => {
  const table = await startLoopback(() => ({ kind: 'silence' }));
  onTestFinished(table.stop);
  return table;
};

const seriesIn = (lines: readonly string[]): readonly unknown[] =>
  lines.flatMap((line) => {
    const told = JSON.parse(line) as Readonly<Record<string, unknown>>;
    return '_aws' in told ? [told['Watchdog']] : [];
  });

describe('the watchdog', () => {
  it('cancels what rests when nothing was saved, and says so in its series', async () => {
    const { lines, resting } = await deployed(2);
    expect(resting()).toBe(2);
    expect(await handler(EVENT, contextOf())).toEqual({ end: 'cancelled' });
    expect(resting()).toBe(0);
    expect(seriesIn(lines)).toEqual([1]);
    expect(lines.join()).toContain('all orders cancelled, none rests');
    expect(lines.join()).not.toContain(KEY.slice(4, 20));
  });

  it('looks whatever it is called with', async () => {
    const { resting } = await deployed(2);
    expect(await handler('nonsense', contextOf())).toEqual({ end: 'cancelled' });
    expect(resting()).toBe(0);
  });

  it('has nothing to do before the first cycle', async () => {
    const { lines } = await deployed(0, 'halt');
    expect(await handler(EVENT, contextOf())).toEqual({ end: 'nothing-to-do' });
    expect(seriesIn(lines)).toEqual([0]);
  });

  it('cancels although the table cannot be reached', async () => {
    const { lines, resting } = await deployed(2);
    withVariables({ AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1' });
    expect(await handler(EVENT, contextOf())).toEqual({ end: 'cancelled' });
    expect(resting()).toBe(0);
    expect(lines.join()).toContain('the state cannot be read: UNAVAILABLE');
  }, 20_000);

  it('cancels within seconds under a halt while its table is silent', async () => {
    const { resting } = await deployed(2, 'halt');
    const table = await silentTable();
    withVariables({ AWS_ENDPOINT_URL_DYNAMODB: table.url });
    const begun = performance.now();
    expect(await handler(EVENT, contextOf())).toEqual({ end: 'cancelled' });
    expect(performance.now() - begun).toBeLessThan(8_000);
    expect(resting()).toBe(0);
  }, 20_000);

  it('cancels before it asks for anything that a cancel does not need', async () => {
    const { live, resting } = await deployed(2, 'halt');
    const asked: string[] = [];
    live.server.faults.decideBy(({ endpoint }) => {
      asked.push(endpoint);
      return endpoint.includes('keyset') ? { kind: 'silence', when: 'before' } : null;
    });
    expect(await handler(EVENT, contextOf())).toEqual({ end: 'cancelled' });
    expect(resting()).toBe(0);
    expect(asked).toEqual([
      'GET /time',
      'GET /auth/derive-api-key',
      'DELETE /cancel-all',
      'GET /data/orders',
    ]);
  }, 20_000);

  it('takes a silent table for one that cannot be read, and cancels in time', async () => {
    const { lines, resting } = await deployed(2);
    const table = await silentTable();
    withVariables({ AWS_ENDPOINT_URL_DYNAMODB: table.url });
    const begun = performance.now();
    expect(await handler(EVENT, contextOf())).toEqual({ end: 'cancelled' });
    expect(performance.now() - begun).toBeLessThan(20_000);
    expect(resting()).toBe(0);
    expect(table.requests.length).toBeGreaterThan(1);
    expect(lines.join()).toContain('the state cannot be read: UNAVAILABLE');
  }, 40_000);

  it('could not, where SSM gives no key', async () => {
    const { ssm, lines, resting } = await deployed(2);
    ssm.fault = () => awsError('AccessDeniedException');
    expect(await handler(EVENT, contextOf())).toEqual({ end: 'could-not' });
    expect([seriesIn(lines), resting()]).toEqual([[2], 2]);
    expect(lines.join()).toContain('nothing could be cancelled: the key cannot be used');
  });

  it('could not, in time, where the venue never answers', async () => {
    const { live, lines } = await deployed(2);
    live.server.faults.decideBy(() => ({ kind: 'silence', when: 'before' }));
    const begun = performance.now();
    expect(await handler(EVENT, contextOf(6_000))).toEqual({ end: 'could-not' });
    expect(performance.now() - begun).toBeLessThan(6_000);
    expect(seriesIn(lines)).toEqual([2]);
  }, 20_000);

  it('could not, with every mistake named, where its variables are wrong', async () => {
    const { lines } = await deployed(0);
    withVariables({ STRATEGY_PRESET: 'reckless', WATCHDOG_MINUTES: '2' });
    expect(await handler(EVENT, contextOf())).toEqual({ end: 'could-not' });
    expect(lines.join()).toContain('STRATEGY_PRESET');
    expect(lines.join()).toContain('WATCHDOG_MINUTES: not whole minutes from 3 to 60');
    expect(seriesIn(lines)).toEqual([2]);
  });
});

describe('the settings of a watchdog', () => {
  it.each([
    ['2', null],
    ['3', 3],
    ['60', 60],
    ['61', null],
    ['5.5', null],
    ['', null],
    ['soon', null],
  ])('take WATCHDOG_MINUTES %j for %s', (text, count) => {
    const settings = watchdogSettings({ ...VARIABLES, WATCHDOG_MINUTES: text });
    expect(settings.ok ? settings.value.silenceMax : null).toEqual(
      count === null ? null : minutes(count),
    );
  });

  it('wait for five minutes unless told otherwise', () => {
    expect(watchdogSettings(VARIABLES)).toMatchObject({
      ok: true,
      value: { silenceMax: minutes(5), table: 'keel' },
    });
  });

  it('want a table', () => {
    const { TABLE_NAME: _table, ...others } = VARIABLES;
    expect(watchdogSettings(others)).toEqual({ ok: false, error: ['TABLE_NAME: missing'] });
  });
});
