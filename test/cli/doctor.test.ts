// `keel doctor` as its user runs it: what it says, and how it ends.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startKms } from '../adapters/kms/loopback-kms.ts';
import { failing } from '../loopback/wire-venue.ts';
import { text } from '../loopback/server.ts';
import { ADDRESS, KEY } from '../adapters/polymarket/signing/keys.ts';
import { startSsm } from '../adapters/ssm/loopback-ssm.ts';
import { awsError } from '../adapters/ssm/ssm-world.ts';
import { wallets } from '../config/environments.ts';
import { opened } from './command.ts';
import { AWS_ENV, LIVE_ENV, PATIENCE, doctorIn, doctorOf, healthyVenue } from './doctor-scene.ts';
import { damage, withSections } from './stored-items.ts';
import type { WireWorld } from '../loopback/wire-venue.ts';

const { PRIVATE_KEY: _ours, ...KEYLESS } = LIVE_ENV;

describe('keel doctor', { timeout: PATIENCE }, () => {
  it('of a paper run in good order is green and ends with 0', async () => {
    const { ended, verdict, checks } = await doctorOf(await healthyVenue());
    expect(checks.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect([verdict, ended.code, ended.stderr]).toEqual(['green', 0, '']);
  });

  it('says in words what a paper run lacks for live trading', async () => {
    const { code, stdout } = await opened().run(['doctor'], await healthyVenue());
    for (const words of [
      '  ok       store and lock: nothing stored yet; the lock is free',
      'Green: 0 failed, 0 not known, warnings: 0.',
      'Live trading would need, beside LIVE_TRADING:',
      '  STRATEGY_PRESET: missing',
      '  RPC_URL: missing',
    ])
      expect(stdout).toContain(words);
    expect(code).toBe(0);
  });

  it('says that live trading needs nothing more where everything is set', async () => {
    const { LIVE_TRADING: _phrase, ...env } = LIVE_ENV;
    const { stdout } = await opened().run(['doctor'], { ...env, ...(await healthyVenue()) });
    expect(stdout).toContain('nothing more of the configuration but LIVE_TRADING');
  });

  it('of a paper run without a venue is green, and says for what one would be needed', async () => {
    const { verdict, line, ended } = await doctorOf({ CLOB_URL: 'http://127.0.0.1:1' });
    expect([verdict, ended.code]).toEqual(['green', 0]);
    expect(line('clock')).toMatchObject({ status: 'warning' });
    expect(line('clock')?.cause).toMatch(/--source live/);
  });

  it('counts what is not known where nothing depends on it, too', async () => {
    const { stdout } = await opened().run(['doctor'], { CLOB_URL: 'http://127.0.0.1:1' });
    const unseen = stdout.match(/^ +warning +.*: not known$/gm)?.length ?? 0;
    expect(unseen).toBeGreaterThan(0);
    expect(stdout).toContain(`warnings: ${String(unseen)}, ${String(unseen)} of them not known.`);
  });

  it('names every mistake of the configuration and ends with 1', async () => {
    const { ended, checks } = await doctorOf({ CYCLE_SECONDS: '4', MAX_EXPOSURE_USDC: '5' });
    expect(checks.map(({ name, status }) => [name, status])).toEqual([
      ['configuration', 'failed'],
      ['configuration', 'failed'],
    ]);
    for (const name of ['CYCLE_SECONDS', 'MAX_EXPOSURE_USD?'])
      expect(ended.stdout).toContain(name.replace('?', ''));
    expect(ended.code).toBe(1);
  });

  it('finds the stored portfolio, changes nothing of it, and leaves its lock free', async () => {
    const place = opened();
    expect((await place.run(['start', '--until', '3 cycles'])).code).toBe(0);
    const env = await healthyVenue();
    for (const _time of [1, 2])
      expect((await doctorIn(place, env)).line('store and lock')).toMatchObject({
        status: 'ok',
        found: '4 cycles saved; the lock is free',
      });
    const other = await doctorIn(place, env, ['--portfolio', 'another']);
    expect(other.line('store and lock')?.found).toMatch(/nothing stored/);
    expect((await place.run(['ledger', 'verify'])).code).toBe(0);
    const next = await place.run(['start', '--until', '2 cycles']);
    expect([next.code, next.stdout.includes('Cycle #5:')]).toEqual([0, true]);
  });

  it('tells a held lock from a damaged state', async () => {
    const place = opened();
    expect((await place.run(['start', '--until', '2 cycles'])).code).toBe(0);
    await damage(place, 'STATE', () => ({
      holder: { S: 'another' },
      leaseEnd: { N: '4000000000000' },
    }));
    expect((await doctorIn(place, {})).line('store and lock')).toMatchObject({
      status: 'ok',
      found: 'a cycle holds the lock until 2096-10-02T07:06:45.000Z',
    });
    await damage(place, 'STATE', (state) => withSections(state, { risk: '{"half":' }));
    const { ended, line } = await doctorIn(place, {});
    expect(line('store and lock')).toMatchObject({ status: 'failed' });
    expect(line('store and lock')?.found).toMatch(/CORRUPT: item=STATE field=risk/);
    expect(ended.code).toBe(1);
  });

  it('does not know the state of a store that another keel uses', async () => {
    const place = opened();
    const { child, ended, printed } = place.start(['start', '--speed', '600']);
    await printed('Cycle #');
    const { line, ended: told } = await doctorIn(place, {});
    expect(line('store and lock')).toMatchObject({ status: 'unknown' });
    expect(line('store and lock')?.cause).toMatch(/in use by another keel/);
    expect(told.code).toBe(1);
    child.kill('SIGINT');
    await ended;
  });

  it.each([
    ['halt', 'warning', 0],
    ['reduce-only', 'warning', 0],
  ])('warns of a kill file that says %s', async (content, status, code) => {
    const place = opened();
    mkdirSync(join(place.folder, 'data'));
    writeFileSync(join(place.folder, 'data/KILL'), content);
    const { line, ended } = await doctorIn(place, await healthyVenue());
    expect(line('kill switch')).toMatchObject({ status, found: `${content} (data/KILL)` });
    expect(ended.code).toBe(code);
  });

  it('does not know a kill file that cannot be read', async () => {
    const place = opened();
    mkdirSync(join(place.folder, 'data/KILL'), { recursive: true });
    const { line, ended } = await doctorIn(place, await healthyVenue());
    expect([line('kill switch')?.status, ended.code]).toEqual(['unknown', 1]);
  });

  it.each([['--nonsense'], ['stray'], ['--portfolio']])('%s is used wrongly', async (word) => {
    const { code, stderr } = await opened().run(['doctor', word]);
    expect(stderr).toContain('keel doctor --help explains the options.');
    expect(code).toBe(2);
  });
});

describe('keel doctor of a live run', { timeout: PATIENCE }, () => {
  it('says what it found, and is not green while the chain cannot be read', async () => {
    const { ended, verdict, line } = await doctorOf({ ...LIVE_ENV, ...(await healthyVenue()) });
    for (const name of ['configuration', 'key', 'region', 'clock', 'API version', 'data lag'])
      expect([name, line(name)?.status]).toEqual([name, 'ok']);
    expect(line('key')?.found).toBe('signs as 0x2c7536E3605D9C16a7a3D7b1898e529396a65c23');
    expect(line('collateral')?.status).toBe('unknown');
    expect([verdict, ended.code]).toEqual(['not-green', 1]);
  });

  it.each<[string, Partial<WireWorld>, string]>([
    ['a blocked region', { fault: failing('/order', text(403, '')) }, 'region'],
    ['a clock that is off', { seconds: 1_700_000_000 }, 'clock'],
    ['an unknown version', { version: 7 }, 'API version'],
    ['a feed behind', { lagSeconds: 91 }, 'data lag'],
  ])('fails for %s', async (_what, world, name) => {
    const told = await doctorOf({ ...LIVE_ENV, ...(await healthyVenue(world)) });
    expect(told.line(name)).toMatchObject({ status: 'failed' });
    expect(told.line(name)?.remedy).not.toBe('');
  });

  it('opens a key in KMS', async () => {
    const { url } = await startKms(KEY);
    const env = { ...KEYLESS, ...AWS_ENV, KMS_KEY_ID: 'alias/keel', AWS_ENDPOINT_URL_KMS: url };
    expect((await doctorOf(env)).line('key')).toMatchObject({
      status: 'ok',
      found: `signs as ${ADDRESS}`,
    });
  });

  it('opens a key from SSM, and refuses one that lies open there', async () => {
    const { url, world } = await startSsm({ '/keel/key': { Type: 'SecureString', Value: KEY } });
    const env = {
      ...KEYLESS,
      ...AWS_ENV,
      PRIVATE_KEY_PARAM: '/keel/key',
      AWS_ENDPOINT_URL_SSM: url,
    };
    expect((await doctorOf(env)).line('key')).toMatchObject({ found: `signs as ${ADDRESS}` });
    world.parameters = { '/keel/key': { Type: 'String', Value: KEY } };
    const refused = (await doctorOf(env)).line('key');
    expect(refused).toMatchObject({ status: 'failed' });
    expect(refused?.found).toMatch(/not a SecureString/);
    world.fault = () => awsError('ThrottlingException');
    expect((await doctorOf(env)).line('key')?.status).toBe('unknown');
  });

  it('reads a kill switch in SSM beside the file, and takes the stricter', async () => {
    const { url, world } = await startSsm({ '/keel/kill': { Type: 'String', Value: 'halt' } });
    const env = {
      ...LIVE_ENV,
      ...AWS_ENV,
      KILL_SWITCH_PARAM: '/keel/kill',
      AWS_ENDPOINT_URL_SSM: url,
    };
    expect((await doctorOf(env)).line('kill switch')).toMatchObject({
      status: 'warning',
      found: 'halt (/keel/kill)',
    });
    world.parameters = { '/keel/kill': { Type: 'String', Value: 'off' } };
    expect((await doctorOf(env)).line('kill switch')?.status).toBe('ok');
    world.fault = () => awsError('AccessDeniedException');
    expect((await doctorOf(env)).line('kill switch')?.status).toBe('unknown');
  });

  it('refuses a funder that is the account of the key', async () => {
    const env = { ...LIVE_ENV, PRIVATE_KEY: KEY, FUNDER_ADDRESS: ADDRESS };
    expect((await doctorOf(env)).line('wallet')).toMatchObject({ status: 'failed' });
    const other = { ...env, FUNDER_ADDRESS: wallets[1] };
    expect((await doctorOf(other)).line('wallet')).toMatchObject({ status: 'unknown' });
  });
});
