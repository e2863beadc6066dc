// A live portfolio from nothing to its first orders, by the commands alone: a venue to rehearse
// against, the doctor, and real cycles in real time on the embedded store. Nothing is replaced.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { present } from '../../lib/units/invariant.ts';
import { home, PATIENCE_MS } from '../cli/command.ts';
import type { Ended, Home, Running } from '../cli/command.ts';

const KEY = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';
const WALLET = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266';

type Books = {
  readonly cash: string;
  readonly open_orders: readonly unknown[];
  readonly taken: readonly unknown[];
  readonly trades: readonly unknown[];
};

type Scene = {
  readonly place: Home;
  readonly venue: Running;
  readonly env: Readonly<Record<string, string>>;
  readonly url: string;
};

let scene: Scene | undefined;
const here = (): Scene => present(scene, 'the venue serves');

const run = (...args: readonly string[]): Promise<Ended> => here().place.run(args, here().env);

const books = async (): Promise<Books> => {
  const answer = await fetch(`${here().url}/control/books`);
  return (await answer.json()) as Books;
};

const shown = ({ stdout, stderr }: Ended): string => `${stdout}\n${stderr}`;

beforeAll(async () => {
  const place = home();
  const venue = place.start(['venue', '--wallet', WALLET, '--speed', '4']);
  let stdout = '';
  venue.child.stdout?.on('data', (text: string) => (stdout += text));
  await venue.printed('SIGNATURE_TYPE=');
  const printed = Object.fromEntries(
    [...stdout.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  const env = {
    ...printed,
    LIVE_TRADING: 'I_UNDERSTAND_THE_RISKS',
    STRATEGY_PRESET: 'balanced',
    PRIVATE_KEY: KEY,
    TARGET_ADDRESSES: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
    CYCLE_SECONDS: '5',
    // No test may take away the switch that somebody set on this machine.
    KILL_SWITCH_FILE: 'data/KILL',
  };
  scene = { place, venue, env, url: printed['CLOB_URL'] ?? '' };
});

afterAll(async () => {
  here().venue.child.kill('SIGKILL');
  await here().venue.ended;
  here().place.remove();
});

describe('a live portfolio', { timeout: PATIENCE_MS }, () => {
  it('sends nothing before a doctor has found everything in order', async () => {
    const ended = await run('start', '--until', '2 cycles');
    expect(ended.stdout).toContain('LIVE trading with real money');
    expect(ended.stdout).toContain('LIVE_NOT_CLEARED: cause=missing');
    expect(ended.code).toBe(0);
    expect((await books()).taken).toEqual([]);
  });

  it('is found in order by the doctor, who keeps that', async () => {
    const ended = await run('doctor');
    expect(ended.stdout).toContain('Green');
    expect(ended.stdout).toContain(`clearance: kept for ${WALLET}`);
    expect(ended.code).toBe(0);
    expect(shown(ended)).not.toContain(KEY.slice(2));
  });

  it('then trades, first at the minimum size, and leaves no order behind', async () => {
    const ended = await run('start', '--until', '4 cycles');
    expect(ended.stdout).toContain('Live trading is cleared');
    expect(ended.stdout).toMatch(/MM BUY submitted: 5 (YES|NO)/);
    expect(ended.stdout).toContain('all orders cancelled, none rests');
    expect(ended.code).toBe(0);
    expect(shown(ended)).not.toContain(KEY.slice(2));
    const { open_orders: atRest, taken } = await books();
    expect(atRest).toEqual([]);
    expect(taken.length).toBeGreaterThan(0);
  });

  it('has books that its history rebuilds to the byte', async () => {
    const ended = await run('ledger', 'verify', '--live', '--portfolio', 'default');
    expect(ended.stdout).toContain('rebuild the books to the byte');
    expect(ended.code).toBe(0);
  });

  it('is the only one that may trade its wallet', async () => {
    const ended = await run('start', '--portfolio', 'another', '--until', '1 cycles');
    expect(ended.stderr).toContain('FUNDER_CLAIMED');
    expect(ended.stderr).toContain('PORTFOLIO#live#default');
    expect(ended.code).toBe(1);
  });

  it('is left by flatten, which buys nothing and turns the switch to reduce-only', async () => {
    const ended = await run('flatten', '--phrase', 'flatten default', '--cycles', '1');
    expect(shown(ended)).not.toContain('Not flattened');
    expect(ended.stdout).not.toContain('BUY submitted');
    expect(ended.stdout).toContain('The kill switch says reduce-only');
    expect((await books()).open_orders).toEqual([]);
    const resumed = await run('resume', '--yes');
    expect(resumed.code).toBe(0);
  });

  it('is halted by the kill file, with everything cancelled', async () => {
    const halted = await here().place.shell('mkdir -p data && echo halt > data/KILL');
    expect(halted.code).toBe(0);
    const ended = await run('start', '--until', '1 cycles');
    expect(ended.stdout).toContain('Kill switch is halt: all orders cancelled, none rests');
    expect(ended.stdout).not.toContain('submitted');
    expect((await books()).open_orders).toEqual([]);
  });
});
