// `keel venue` as a process of its own: what it serves, how it is used wrongly, and how it ends.

import { createServer } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createPublicVenue } from '../../lib/adapters/polymarket/public-venue.ts';
import { systemClock } from '../../lib/adapters/local/system-clock.ts';
import { after, elapsed, epochMs, msOfDuration, seconds } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { clientFor, limit, OWNER } from '../contract/official-scenes.ts';
import { depositAccount, KEY, SIGNER, WALLET } from '../simulation/wire/markets.ts';
import { opened, PATIENCE_MS } from './command.ts';
import type { TokenId } from '../../lib/units/ids.ts';
import type { Running } from './command.ts';

const WALLET_OPTION = ['--wallet', SIGNER];

type Served = { readonly running: Running; readonly lines: ReadonlyMap<string, string> };

const serve = async (...args: readonly string[]): Promise<Served> => {
  const running = opened().start(['venue', ...WALLET_OPTION, ...args]);
  onTestFinished(async () => {
    running.child.kill('SIGKILL');
    await running.ended;
  });
  let stdout = '';
  running.child.stdout?.on('data', (text: string) => (stdout += text));
  await running.printed('SIGNATURE_TYPE=');
  const lines = [...stdout.matchAll(/^(\w+)=(.*)$/gm)].map(
    ([, name = '', value = '']) => [name, value] as const,
  );
  return { running, lines: new Map(lines) };
};

const publicVenueAt = (lines: ReadonlyMap<string, string>) =>
  createPublicVenue({
    endpoints: {
      clob: lines.get('CLOB_URL') ?? '',
      gamma: lines.get('GAMMA_URL') ?? '',
      data: lines.get('DATA_URL') ?? '',
    },
    clock: systemClock,
    version: '0.1.0',
    pinned: () => [],
    printMin: usdc('0'),
    lagMax: seconds(90),
    report: () => undefined,
  });

describe('keel venue', { timeout: PATIENCE_MS }, () => {
  it('serves generated markets in real time at the addresses that it prints', async () => {
    const { lines } = await serve();
    const reads = publicVenueAt(lines);
    const time = await reads.fetchTime();
    const now = systemClock.now();
    const apart = time.kind === 'known' ? Number(msOfDuration(elapsed(time.value, now))) : NaN;
    expect(Math.abs(apart)).toBeLessThan(5_000);
    const universe = await reads.fetchUniverse();
    expect(universe.kind === 'known' && universe.value.markets.size).toBe(10);
    const tokens = universe.kind === 'known' ? [...universe.value.tokens.keys()] : [];
    const books = await reads.fetchBooks(tokens);
    expect([...books.values()].map(({ kind }) => kind)).toEqual(tokens.map(() => 'known'));
    expect(lines.get('GEOBLOCK_URL')).toBe(`${lines.get('CLOB_URL') ?? ''}/api/geoblock`);
  });

  it('lets the tape pass faster, so that trades come', async () => {
    const { lines } = await serve('--speed', '600', '--seed', '7');
    const reads = publicVenueAt(lines);
    const from = after(systemClock.now(), seconds(-60));
    const prints = async (): Promise<number> => {
      const read = await reads.fetchPrints(from);
      return read.kind === 'known' ? read.value.length : 0;
    };
    await expect.poll(prints, { timeout: 30_000 }).toBeGreaterThan(10);
  });

  it('lets the keys of its wallet trade with the cash that it was given', async () => {
    const { lines } = await serve('--cash', '123.5');
    const url = lines.get('CLOB_URL') ?? '';
    expect(lines.get('SIGNATURE_TYPE')).toBe('0');
    const creds = await clientFor(url, OWNER).createApiKey();
    const client = clientFor(url, { ...OWNER, creds });
    const universe = await publicVenueAt(lines).fetchUniverse();
    const token: TokenId | undefined =
      universe.kind === 'known' ? [...universe.value.tokens.keys()][0] : undefined;
    const order = await client.createOrder({ ...limit({ price: 0.01 }), tokenID: token ?? '' });
    const answer = (await client.postOrder(order)) as unknown as { orderID: string };
    expect(await client.cancelOrder({ orderID: answer.orderID })).toEqual({
      canceled: [answer.orderID],
      not_canceled: {},
    });
    const books = await fetch(`${url}/control/books`);
    expect(await books.json()).toMatchObject({ cash: '123.5', taken: [answer.orderID] });
  });

  it('takes a deposit wallet', async () => {
    const { lines } = await serve('--funder', WALLET);
    expect(lines.get('SIGNATURE_TYPE')).toBe('3');
    const url = lines.get('CLOB_URL') ?? '';
    const identity = { key: KEY, account: depositAccount } as const;
    const creds = await clientFor(url, identity).createApiKey();
    const client = clientFor(url, { ...identity, creds });
    expect((await client.getApiKeys()).apiKeys).toEqual([creds.key]);
  });

  it('goes on serving after its tape has ended', async () => {
    const { running, lines } = await serve('--speed', '900000');
    await running.printed('The tape has ended');
    const time = await publicVenueAt(lines).fetchTime();
    expect(time).toMatchObject({ kind: 'known' });
    expect(time.kind === 'known' && time.value > epochMs(0n)).toBe(true);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends at once by %s', async (signal) => {
    const { running } = await serve();
    running.child.kill(signal);
    const { code, stdout } = await running.ended;
    expect(stdout).toContain('[Venue] Ending.');
    expect(code).toBe(0);
  });

  it('says so when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const { code, stderr } = await opened().run(['venue', ...WALLET_OPTION, '--port', port]);
    expect(stderr).toMatch(/The port cannot be used: .*EADDRINUSE/);
    expect(code).toBe(1);
  });

  it('explains itself in 80 columns', async () => {
    const { code, stdout } = await opened().run(['venue', '--help']);
    for (const option of ['wallet', 'funder', 'cash', 'data', 'seed', 'speed', 'port'])
      expect(stdout).toContain(`--${option}`);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(code).toBe(0);
  });

  it('complains about a recording that is not there', async () => {
    const { code, stderr } = await opened().run(['venue', ...WALLET_OPTION, '--data', 'nowhere']);
    expect(stderr).toContain('nowhere');
    expect(code).toBe(1);
  });
});
