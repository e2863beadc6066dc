// The page of a session as a process serves it.

import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { dynamoStore } from '../../lib/adapters/dynamo/dynamo-store.ts';
import { startEmbeddedStore } from '../../lib/adapters/local/embedded-store.ts';
import { portfolioId } from '../../lib/units/ids.ts';
import { epochMs } from '../../lib/units/time.ts';
import { lookedUpIdentity } from '../../lib/wiring/identities.ts';
import { opened, PATIENCE_MS } from './command.ts';
import type { CycleRecord } from '../../lib/domain/cycle-record.ts';
import type { Home, Running } from './command.ts';
import type { AddressInfo } from 'node:net';

const LINE = /^view: (http:\/\/127\.0\.0\.1:\d+\/)$/m;

const urlOf = async (running: Running): Promise<string> => {
  let text = '';
  running.child.stdout?.on('data', (chunk: string) => (text += chunk));
  await running.printed(LINE);
  return LINE.exec(text)?.[1] ?? '';
};

type Live = {
  readonly cycle: number | null;
  readonly killSwitch: string;
  readonly state: { readonly kind: string; readonly words?: string };
  readonly body: string;
};

const liveAt = async (url: string): Promise<Live> =>
  (await (await fetch(`${url}live.json`)).json()) as Live;

// Asks until the page says so; the test's own patience ends what never comes.
const seen = async (url: string, isSeen: (live: Live) => boolean): Promise<Live> => {
  for (;;) {
    const live = await liveAt(url);
    if (isSeen(live)) return live;
    await new Promise((done) => setTimeout(done, 50));
  }
};

const tokenIn = (page: string): string => /data-token="([^"]+)"/.exec(page)?.[1] ?? '';

const kill = async (url: string, token: string): Promise<Response> =>
  fetch(`${url}kill`, {
    method: 'POST',
    headers: {
      origin: url.slice(0, -1),
      'content-type': 'application/json',
      'x-keel-token': token,
    },
    body: JSON.stringify({ to: 'halt', word: 'halt', why: 'the test\nsays so' }),
  });

const recordsOf = async ({ folder }: Home): Promise<readonly CycleRecord[]> => {
  const started = await startEmbeddedStore(join(folder, 'data/state/store'));
  if (!started.ok) throw new Error(started.error.detail);
  const { client, stop } = started.value;
  const identity = lookedUpIdentity(portfolioId('generated-1'), 'paper');
  const store = dynamoStore({ client, table: 'keel', identity });
  const all = { from: epochMs(0n), to: epochMs(4_000_000_000_000n) };
  const records = await store.readRecords(all);
  await stop();
  if (!records.ok) throw new Error(records.error.kind);
  return records.value;
};

describe('the page of a session', { timeout: PATIENCE_MS }, () => {
  it('shows the cycles, stops them by its button, and ends with the session', async () => {
    const place = opened();
    const running = place.start(['start', '--speed', '600', '--view-controls', '--keep-open']);
    const url = await urlOf(running);
    await seen(url, ({ cycle }) => cycle !== null && cycle >= 3);
    const page = await (await fetch(url)).text();
    expect(page).toContain('Portfolio generated-1');
    expect((await kill(url, 'another')).status).toBe(403);
    expect(await (await kill(url, tokenIn(page))).json()).toMatchObject({
      isDone: true,
      lines: expect.arrayContaining(['data/KILL says halt']) as unknown,
    });
    expect(readFileSync(join(place.folder, 'data/KILL'), 'utf8')).toBe('halt\n');
    const halted = await seen(url, ({ body }) => body.includes('HALTED'));
    expect(halted.killSwitch).toBe('halt');
    running.child.kill('SIGINT');
    const { code, stdout } = await running.ended;
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /\[View\] Kill switch set to halt on the page: data\/KILL says halt; .*: the test says/,
    );
    await expect(fetch(url)).rejects.toThrow();
  });

  it('stays until Ctrl-C where that was asked for, and keeps the exit code', async () => {
    const place = opened();
    const running = place.start(['start', '--until', '5 cycles', '--keep-open']);
    const url = await urlOf(running);
    const over = await seen(url, ({ state }) => state.kind === 'ended');
    expect(over.state.words).toBe('it has come to the end that was asked for');
    expect(over.body).toContain('<li>the end of the session</li>');
    await running.printed('The page stays at');
    const shown = await fetch(`${url}report.json`);
    expect(await shown.text()).toContain('Equity, drawdown');
    expect((await place.run(['status'])).code).toBe(0);
    running.child.kill('SIGINT');
    expect((await running.ended).code).toBe(0);
  });

  it('is of the whole portfolio when a session goes on', async () => {
    const place = opened();
    await place.run(['start', '--until', '20 cycles', '--no-view']);
    const running = place.start(['start', '--until', '2 cycles', '--keep-open']);
    const url = await urlOf(running);
    await running.printed('The page stays at');
    const { body } = (await (await fetch(`${url}report.json`)).json()) as { body: string };
    expect(body).toMatch(/<dt>Cycles<\/dt><dd>24<\/dd>/);
    running.child.kill('SIGTERM');
    expect((await running.ended).code).toBe(0);
  });

  it('changes no record of the session, while somebody reads it all the time', async () => {
    const [without, watched] = [opened(), opened()];
    await without.run(['start', '--until', '40 cycles', '--no-view']);
    const running = watched.start(['start', '--until', '40 cycles']);
    const url = await urlOf(running);
    let reads = 0;
    while (running.child.exitCode === null)
      await Promise.allSettled(
        ['', 'live.json', 'report.json'].map(async (path) => {
          await (await fetch(url + path)).text();
          reads += 1;
        }),
      );
    expect(reads).toBeGreaterThan(3);
    const records = await recordsOf(watched);
    expect(records.length).toBeGreaterThanOrEqual(40);
    expect(records).toEqual(await recordsOf(without));
  });

  it('that cannot have its port is one line of warning, and the session goes on', async () => {
    const blocker = createServer();
    blocker.listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    onTestFinished(() => void blocker.close());
    const { port } = blocker.address() as AddressInfo;
    const { code, stdout, stderr } = await opened().run([
      ...['start', '--until', '2 cycles', '--keep-open', '--port', String(port)],
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('=== PnL Summary ===');
    expect(stderr).toMatch(/^\[View\] There is no page: .*EADDRINUSE.*\n$/);
  });

  it('is not there where nobody wants one', async () => {
    const { code, stdout, stderr } = await opened().run([
      'start',
      '--until',
      '2 cycles',
      '--no-view',
    ]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).not.toContain('view:');
  });

  it('leaves the log of a session in JSON as it is', async () => {
    const { code, stdout, stderr } = await opened().run(['start', '--until', '2 cycles', '--json']);
    expect(code).toBe(0);
    expect(stderr).toMatch(LINE);
    for (const line of stdout.trimEnd().split('\n')) expect(JSON.parse(line)).toBeTypeOf('object');
  });

  it('holds no secret of the environment in any byte', async () => {
    const place = opened();
    const secrets = {
      PRIVATE_KEY: `0x${'ab'.repeat(32)}`,
      RPC_URL: 'https://rpc.example/v2/rpc-secret-part',
      RELAYER_API_KEY: 'relayer-secret-part',
      AWS_SECRET_ACCESS_KEY: 'aws-secret-part',
    };
    const running = place.start(['start', '--until', '3 cycles', '--keep-open'], secrets);
    const url = await urlOf(running);
    await running.printed('The page stays at');
    for (const path of ['', 'live.json', 'report.json', 'nothing']) {
      const answer = await fetch(url + path);
      const bytes = `${JSON.stringify([...answer.headers])}${await answer.text()}`;
      expect(bytes).not.toMatch(/secret-part|abababab/i);
    }
    running.child.kill('SIGINT');
    expect((await running.ended).code).toBe(0);
    expect(existsSync(join(place.folder, 'data/KILL'))).toBe(false);
  });
});
