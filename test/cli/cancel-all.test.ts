// Everything at the venue is cancelled from the command line, and its exit code can be relied on.

import { describe, expect, it } from 'vitest';
import { startKms } from '../adapters/kms/loopback-kms.ts';
import { KEY } from '../e2e/live-scene.ts';
import { instead, openQuiet } from '../e2e/quiet-market.ts';
import { opened, PATIENCE_MS } from './command.ts';
import { venueAt } from './doctor-scene.ts';
import { liveAround } from './live-around.ts';
import type { QuietLive } from '../e2e/quiet-market.ts';

const afterCycles = async (): Promise<QuietLive> => {
  const live = await openQuiet();
  for (const second of [0, 60]) await live.cycleAt(second);
  expect(live.server.venue.openOrders()).toHaveLength(2);
  return live;
};

const resting = (live: QuietLive): number => live.server.venue.openOrders().length;

describe('keel cancel-all', { timeout: PATIENCE_MS }, () => {
  it('cancels what rests, verifies it, and shows no key', async () => {
    const live = await afterCycles();
    const { code, stdout, stderr } = await opened().run(
      ['cancel-all', '--yes'],
      await liveAround(live),
    );
    expect(stdout).toMatch(
      /^Wallet 0x[0-9a-f]+: all orders cancelled, none rests\nKill switch: off/i,
    );
    expect({ code, stderr, resting: resting(live) }).toEqual({ code: 0, stderr: '', resting: 0 });
    expect(stdout).not.toContain(KEY.slice(4, 20));
  });

  it('tells programs what rested before, without table and without other secrets', async () => {
    const live = await afterCycles();
    const { RPC_URL: _rpc, ...env } = await liveAround(live);
    const { code, stdout } = await opened().run(['cancel-all', '--yes', '--json'], {
      ...env,
      RPC_URL_PARAM: '/keel/test/not-there',
      AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1',
    });
    const told = JSON.parse(stdout) as { before: { orders: readonly unknown[] } };
    expect(told).toMatchObject({ outcome: { kind: 'verified' }, killSwitch: { position: 'off' } });
    expect([told.before.orders.length, code, resting(live)]).toEqual([2, 0, 0]);
  });

  it('cancels with a key that stays in KMS', async () => {
    const live = await afterCycles();
    const { PRIVATE_KEY: _key, ...env } = await liveAround(live);
    const kms = await startKms(KEY);
    const { code } = await opened().run(['cancel-all', '--yes'], {
      ...env,
      KMS_KEY_ID: 'alias/keel',
      AWS_ENDPOINT_URL_KMS: kms.url,
    });
    expect([code, resting(live)]).toEqual([0, 0]);
  });

  it('fails where a cancel does nothing', async () => {
    const live = await afterCycles();
    live.server.faults.decideBy(({ endpoint }) =>
      endpoint.startsWith('DELETE ') ? instead(500, 'broken') : null,
    );
    const { code, stderr } = await opened().run(['cancel-all', '--yes'], await liveAround(live));
    expect(stderr).toContain('2 orders still rest after cancel-all');
    expect([code, resting(live)]).toEqual([1, 2]);
  });

  it('fails where the venue cannot be reached', async () => {
    const live = await openQuiet();
    const env = { ...(await liveAround(live)), ...venueAt('http://127.0.0.1:1') };
    const { code, stderr } = await opened().run(['cancel-all', '--yes'], env);
    expect(stderr).toContain('cancel-all sent, not verified');
    expect(code).toBe(1);
  });

  it('fails where the key cannot be had', async () => {
    const live = await afterCycles();
    const { PRIVATE_KEY: _key, ...env } = await liveAround(live);
    const { code, stderr } = await opened().run(['cancel-all', '--yes'], {
      ...env,
      PRIVATE_KEY_PARAM: '/keel/test/private-key',
      AWS_ENDPOINT_URL_SSM: 'http://127.0.0.1:1',
    });
    expect(stderr).toContain('Nothing was cancelled: the key cannot be used');
    expect([code, resting(live)]).toEqual([1, 2]);
  });

  it.each([[[]], [['--json']]])(
    'asks before it cancels, and here there is nobody: %j',
    async (args) => {
      const live = await afterCycles();
      const { code, stderr } = await opened().run(['cancel-all', ...args], await liveAround(live));
      expect(stderr).toContain('There is nobody to ask here');
      expect([code, resting(live)]).toEqual([2, 2]);
    },
  );

  it.each([[['--all']], [['now']]])('refuses %j', async (args) => {
    expect((await opened().run(['cancel-all', ...args])).code).toBe(2);
  });

  it('refuses a paper portfolio, which has no order outside', async () => {
    const { code, stderr } = await opened().run(['cancel-all', '--yes']);
    expect(stderr).toContain('a paper portfolio has no order at the venue');
    expect(code).toBe(2);
  });
});
