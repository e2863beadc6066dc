// `keel record` as a process, over real HTTP, from the venue's own shapes: what it recorded is a
// tape that can be checked and played, however the recording ended.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createPublicVenue } from '../../lib/adapters/polymarket/public-venue.ts';
import { systemClock } from '../../lib/adapters/local/system-clock.ts';
import { seconds } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { cyclesIn, opened, PATIENCE_MS } from '../cli/command.ts';
import { SIGNER } from '../simulation/wire/markets.ts';
import { ofKind, readTape } from '../tape/temporary-set.ts';
import type { Home } from '../cli/command.ts';

type Served = { readonly env: Readonly<Record<string, string>>; readonly slugs: readonly string[] };

const slugsAt = async (env: Served['env']): Promise<readonly string[]> => {
  const { CLOB_URL: clob = '', GAMMA_URL: gamma = '', DATA_URL: data = '' } = env;
  const universe = await createPublicVenue({
    endpoints: { clob, gamma, data },
    clock: systemClock,
    version: '0.1.0',
    pinned: () => [],
    printMin: usdc('0'),
    lagMax: seconds(90),
    report: () => undefined,
  }).fetchUniverse();
  if (universe.kind === 'unknown') throw new Error(universe.error.detail);
  return [...universe.value.markets.values()]
    .filter(({ status }) => status.kind === 'accepting')
    .map(({ slug }) => slug);
};

const serve = async (place: Home): Promise<Served> => {
  const running = place.start(['venue', '--wallet', SIGNER, '--speed', '60', '--seed', '7']);
  onTestFinished(async () => {
    running.child.kill('SIGKILL');
    await running.ended;
  });
  let stdout = '';
  running.child.stdout?.on('data', (text: string) => (stdout += text));
  await running.printed('SIGNATURE_TYPE=');
  const env = Object.fromEntries(
    [...stdout.matchAll(/^(\w+_URL)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  return { env, slugs: await slugsAt(env) };
};

const recordArgs = (slugs: readonly string[], ...more: readonly string[]): readonly string[] => [
  'record',
  '--markets',
  slugs.slice(0, 3).join(','),
  '--out',
  'live.keeltape',
  '--every',
  '1s',
  ...more,
];

const untilWritten = async (path: string): Promise<void> => {
  const grown = (): boolean => existsSync(path) && readFileSync(path).includes('BLK1');
  for (let tries = 0; tries < 600 && !grown(); tries += 1) await sleep(100);
  expect(grown()).toBe(true);
};

describe('keel record', { timeout: PATIENCE_MS }, () => {
  it('records a tape that is whole and plays in a paper session', async () => {
    const place = opened();
    const { env, slugs } = await serve(place);
    const made = await place.run(recordArgs(slugs, '--for', '8s', '--json'), env);
    expect([made.code, made.stderr]).toEqual([0, expect.stringContaining('3 markets')]);
    const said = JSON.parse(made.stdout) as { rows: { books: number; trades: number } };
    expect(said.rows.books).toBeGreaterThan(3);
    expect(said.rows.trades).toBeGreaterThan(0);
    const { tape, events, problems } = await readTape(join(place.folder, 'live.keeltape'));
    expect(problems).toEqual([]);
    expect([...tape.universe.markets.values()].map(({ slug }) => slug).toSorted()).toEqual(
      slugs.slice(0, 3).toSorted(),
    );
    expect(ofKind(events, 'trade').length).toBe(said.rows.trades);
    expect(ofKind(events, 'gap').map(({ cause }) => cause)).toEqual(
      Array<string>(3).fill('the recording ends'),
    );
    const checked = await place.run(['tape', 'check', 'live.keeltape']);
    expect([checked.code, checked.stdout]).toEqual([0, expect.stringContaining('about 3 markets')]);
    const played = await place.run(['start', '--data', 'live.keeltape']);
    expect(played.code).toBe(0);
    expect(cyclesIn(played.stdout).length).toBeGreaterThan(0);
  });

  it('loses no more than its last seconds when it is killed, and goes on with a gap', async () => {
    const place = opened();
    const { env, slugs } = await serve(place);
    const path = join(place.folder, 'live.keeltape');
    const running = place.start(recordArgs(slugs), env);
    await untilWritten(path);
    running.child.kill('SIGKILL');
    await running.ended;
    const killed = await readTape(path);
    expect(killed.events.length).toBeGreaterThan(0);
    expect(killed.problems.map(({ kind }) => kind)).toEqual(['truncated']);
    const again = await place.run(recordArgs(slugs, '--for', '2s'), env);
    expect([again.code, again.stderr]).toEqual([0, expect.stringContaining('Going on with')]);
    const whole = await readTape(path);
    expect(whole.problems).toEqual([]);
    expect(whole.events.slice(0, killed.events.length)).toEqual(killed.events);
    const [first] = whole.events.slice(killed.events.length);
    expect(first).toMatchObject({ kind: 'gap', cause: 'the recording was interrupted' });
    expect(whole.tape.identity).toBe(killed.tape.identity);
  });

  it('ends a whole tape at Ctrl-C', async () => {
    const place = opened();
    const { env, slugs } = await serve(place);
    const path = join(place.folder, 'live.keeltape');
    const running = place.start(recordArgs(slugs), env);
    await untilWritten(path);
    running.child.kill('SIGINT');
    const { code, stdout } = await running.ended;
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^live\.keeltape: \d+ books/)]);
    expect((await readTape(path)).problems).toEqual([]);
  });

  it('refuses unknown markets, tapes of others and foreign files, and keeps them', async () => {
    const place = opened();
    const { env, slugs } = await serve(place);
    const path = join(place.folder, 'live.keeltape');
    const unknown = await place.run(recordArgs(['no-such-market']), env);
    expect([unknown.code, unknown.stderr]).toEqual([
      1,
      expect.stringContaining('no-such-market cannot be read'),
    ]);
    const partly = await place.run(recordArgs(['no-such-market', ...slugs]), env);
    expect([partly.code, partly.stderr]).toEqual([
      1,
      expect.stringContaining('The venue has no market no-such-market'),
    ]);
    writeFileSync(path, 'something else');
    const foreign = await place.run(recordArgs(slugs), env);
    expect([foreign.code, readFileSync(path, 'utf8')]).toEqual([1, 'something else']);
    const made = ['--out', 'other.keeltape'];
    expect((await place.run(recordArgs(slugs.slice(0, 1), '--for', '1s', ...made), env)).code).toBe(
      0,
    );
    const other = await place.run(recordArgs(slugs.slice(1, 2), ...made), env);
    expect([other.code, other.stderr]).toEqual([1, expect.stringContaining('of other markets')]);
  });
});
