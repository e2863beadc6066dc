// The functions beside the cycle's, from the files that are deployed: each in a process of its own.

import { readdirSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSsm } from '../adapters/ssm/loopback-ssm.ts';
import { AWS_ENV, venueAt } from '../cli/doctor-scene.ts';
import { KEY } from '../e2e/live-scene.ts';
import { openQuiet } from '../e2e/quiet-market.ts';
import { assetOf } from './asset-folder.ts';
import { startLambda } from './lambda.ts';
import { metricLines, result, seriesIn } from './said.ts';
import type { Variables } from '../cli/doctor-scene.ts';

const SWITCH = '/keel/test/kill-switch';
const KEY_NAME = '/keel/test/private-key';
const BYTES_MAX = { watchdog: 1_000_000, widget: 800_000 } as const;

// Two orders rest, and the last cycle is days ago by this machine's clock.
const deployed = async () => {
  const live = await openQuiet();
  for (const second of [0, 60]) await live.cycleAt(second);
  const ssm = await startSsm({
    [SWITCH]: { Type: 'String', Value: 'off' },
    [KEY_NAME]: { Type: 'SecureString', Value: KEY },
  });
  const env: Variables = {
    ...AWS_ENV,
    ...venueAt(live.url),
    LIVE_TRADING: 'I_UNDERSTAND_THE_RISKS',
    STRATEGY_PRESET: 'balanced',
    SIGNATURE_TYPE: '0',
    PRIVATE_KEY_PARAM: KEY_NAME,
    RPC_URL_PARAM: '/keel/test/rpc',
    TARGET_ADDRESSES: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
    PORTFOLIO_ID: 'test',
    TABLE_NAME: 'keel',
    KILL_SWITCH_PARAM: SWITCH,
    AWS_ENDPOINT_URL_DYNAMODB: live.storeUrl,
    AWS_ENDPOINT_URL_SSM: ssm.url,
  };
  return { env, ssm: ssm.world, resting: () => live.server.venue.openOrders().length };
};

describe('the asset of the watchdog', () => {
  it('cancels once, and has nothing to do after that', async () => {
    const { env, resting } = await deployed();
    const lambda = await startLambda('watchdog', env, onTestFinished);
    expect(await lambda.invoke({})).toEqual(result({ end: 'cancelled' }));
    expect(resting()).toBe(0);
    lambda.freeze();
    expect(await lambda.invoke({})).toEqual(result({ end: 'nothing-to-do' }));
    const lines = metricLines(lambda);
    expect(lines.map((line) => line['Watchdog'])).toEqual([1, 0]);
    expect(lines.flatMap(seriesIn)).toEqual(['Watchdog', 'Watchdog']);
  });
});

describe('the asset of the widget', () => {
  it('shows the portfolio, and stops it', async () => {
    const { env, ssm } = await deployed();
    const lambda = await startLambda('widget', env, onTestFinished);
    const shown = await lambda.invoke({ portfolio: 'test', widgetContext: {} });
    expect(shown).toMatchObject({
      kind: 'result',
      value: expect.stringContaining('Kill switch of test: off') as unknown,
    });
    await lambda.invoke({ portfolio: 'test', set: 'halt', widgetContext: {} });
    expect(ssm.parameters[SWITCH]?.Value).toBe('halt');
  });
});

describe.each(['watchdog', 'widget'] as const)('the file of the %s', (name) => {
  it('is one, small, and holds nothing of the command', () => {
    const { folder, bytes, parts } = assetOf(name);
    expect(readdirSync(folder)).toEqual(['index.mjs']);
    expect(bytes).toBeLessThanOrEqual(BYTES_MAX[name]);
    const paths = Object.entries(parts).flatMap(([path, size]) => (size > 0 ? [path] : []));
    expect(paths.some((path) => path.endsWith(`functions/${name}/handler.ts`))).toBe(true);
    expect(paths.filter((path) => /lib\/cli\/|adapters\/local\/embedded/.test(path))).toEqual([]);
  });
});
