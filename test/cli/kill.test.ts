// The operator's switch from the command line: every place is turned, and every place is told.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSsm } from '../adapters/ssm/loopback-ssm.ts';
import { awsError } from '../adapters/ssm/ssm-world.ts';
import { PATIENCE_MS, opened } from './command.ts';
import { AWS_ENV } from './doctor-scene.ts';
import type { SsmWorld } from '../adapters/ssm/ssm-world.ts';
import type { Exchange, Reply } from '../loopback/server.ts';
import type { Home } from './command.ts';
import type { Variables } from './doctor-scene.ts';

const NAME = '/keel/main/kill-switch';

type Aws = { readonly world: SsmWorld; readonly env: Variables };

const awsHolding = async (Value: string, Type = 'String'): Promise<Aws> => {
  const { url, world } = await startSsm({ [NAME]: { Type, Value } });
  return { world, env: { ...AWS_ENV, AWS_ENDPOINT_URL_SSM: url, KILL_SWITCH_PARAM: NAME } };
};

const valueIn = ({ world }: Aws): string | undefined => world.parameters[NAME]?.Value;

const onPut =
  (reply: Reply) =>
  ({ headers }: Exchange): Reply | null =>
    headers['x-amz-target'] === 'AmazonSSM.PutParameter' ? reply : null;

const fileIn = ({ folder }: Home, name = 'data/KILL'): string => join(folder, name);

const holding = (text: string): Home => {
  const place = opened();
  mkdirSync(fileIn(place, 'data'));
  writeFileSync(fileIn(place), text);
  return place;
};

// No test may take away the switch that somebody set on this machine.
const OWN_FILE = { KILL_SWITCH_FILE: 'data/KILL' };

describe('keel kill', { timeout: PATIENCE_MS }, () => {
  it('puts the file there, says what it says and when it counts', async () => {
    const place = opened();
    const { code, stdout, stderr } = await place.run(['kill']);
    expect(readFileSync(fileIn(place), 'utf8')).toBe('halt\n');
    expect(stdout).toMatch(/^data\/KILL says halt\n/);
    expect(stdout).toContain('the next cycle posts nothing and cancels all orders');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('turns the file that is named, and no other', async () => {
    const place = opened();
    const env = { KILL_SWITCH_FILE: 'stop/HERE' };
    expect((await place.run(['kill', '--reduce-only'], env)).code).toBe(0);
    expect(readFileSync(fileIn(place, 'stop/HERE'), 'utf8')).toBe('reduce-only\n');
    expect(existsSync(fileIn(place))).toBe(false);
  });

  it('turns file and parameter, for programs as well', async () => {
    const [place, aws] = [opened(), await awsHolding('off')];
    const { code, stdout } = await place.run(['kill', '--json'], aws.env);
    const told = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
    expect(told).toMatchObject({
      wanted: 'halt',
      places: [
        { place: 'data/KILL', deed: 'written', says: 'halt' },
        { place: '/data/KILL', deed: 'left', says: 'off' },
        { place: NAME, deed: 'written', says: 'halt' },
      ],
    });
    expect(valueIn(aws)).toBe('halt');
    expect(code).toBe(0);
  });

  it('stops although every other variable is wrong', async () => {
    const aws = await awsHolding('off');
    const env = { ...aws.env, LIVE_TRADING: 'yes', STRATEGY_PRESET: 'reckless', CLOB_URL: '?' };
    expect((await opened().run(['kill'], env)).code).toBe(0);
    expect(valueIn(aws)).toBe('halt');
  });

  it.each(['halt', 'nonsense'])('with reduce-only leaves a place that says %s', async (text) => {
    const [place, aws] = [holding(text), await awsHolding(text)];
    const { code, stdout } = await place.run(['kill', '--reduce-only'], aws.env);
    expect(stdout).toContain('data/KILL says halt (left: stricter already)');
    expect(stdout).toContain(`${NAME} says halt (left: stricter already)`);
    expect([readFileSync(fileIn(place), 'utf8'), valueIn(aws)]).toEqual([text, text]);
    expect(code).toBe(0);
  });

  it('makes no parameter that is not there, and says that nothing was turned', async () => {
    const aws = await awsHolding('off');
    const env = { ...aws.env, KILL_SWITCH_PARAM: '/keel/mian/kill-switch' };
    const { code, stdout, stderr } = await opened().run(['kill'], env);
    expect(stderr).toContain('/keel/mian/kill-switch says halt (failed: there is no such');
    expect(stderr).toContain('Not every place says halt: /keel/mian/kill-switch');
    expect(stdout).toContain('data/KILL says halt');
    expect([code, Object.keys(aws.world.parameters)]).toEqual([1, [NAME]]);
  });

  it.each<[string, Reply, RegExp]>([
    ['no permission', awsError('AccessDeniedException'), /ssm:PutParameter/],
    ['its pattern', awsError('ParameterPatternMismatchException'), /pattern/],
    ['a broken server', awsError('InternalServerError', 500), /InternalServerError/],
  ])('that meets %s at one place turns the other and fails', async (...row) => {
    const [, reply, words] = row;
    const [place, aws] = [opened(), await awsHolding('off')];
    aws.world.fault = onPut(reply);
    const { code, stdout, stderr } = await place.run(['kill'], aws.env);
    expect(stdout).toContain('data/KILL says halt');
    expect(stderr).toMatch(words);
    expect(stderr).toContain(`${NAME} says off`);
    expect(code).toBe(1);
  });

  it('does not believe a write that cannot be read back', async () => {
    const aws = await awsHolding('off');
    aws.world.fault = onPut({ kind: 'json', value: { Version: 2 } });
    const { code, stderr } = await opened().run(['kill'], aws.env);
    expect(stderr).toContain(`${NAME} says off (failed: written, but it says off, not halt)`);
    expect(code).toBe(1);
  });

  it('writes what it may not read, and says that it could not read it', async () => {
    const aws = await awsHolding('off');
    aws.world.fault = ({ headers }) =>
      headers['x-amz-target'] === 'AmazonSSM.GetParameter'
        ? awsError('AccessDeniedException')
        : null;
    const { code, stderr } = await opened().run(['kill'], aws.env);
    expect(stderr).toContain('written, but it cannot be read');
    expect([code, valueIn(aws)]).toEqual([1, 'halt']);
  });

  it('says so where its file cannot be put', async () => {
    const place = opened();
    mkdirSync(fileIn(place), { recursive: true });
    const { code, stderr } = await place.run(['kill']);
    expect(stderr).toContain('data/KILL says unreadable (failed:');
    expect(code).toBe(1);
  });

  it.each([
    [['kill', '--yes'], {}],
    [['kill', 'now'], {}],
    [['kill'], { KILL_SWITCH_FILE: 'data/' }],
    [['kill'], { KILL_SWITCH_PARAM: 'a b' }],
  ])('is used wrongly by %j with %j', async (args, env) => {
    const place = opened();
    const { code, stdout } = await place.run(args, env);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(existsSync(fileIn(place))).toBe(false);
  });
});

describe('keel resume', { timeout: PATIENCE_MS }, () => {
  it('takes the file away and writes off', async () => {
    const [place, aws] = [holding('halt'), await awsHolding('halt')];
    const { code, stdout } = await place.run(['resume', '--yes'], { ...aws.env, ...OWN_FILE });
    expect([existsSync(fileIn(place)), valueIn(aws)]).toEqual([false, 'off']);
    expect(stdout).toContain(`${NAME} says off\n`);
    expect(stdout).toContain('The next cycle trades again');
    expect(code).toBe(0);
  });

  it('says that there was nothing to take away', async () => {
    const { code, stdout } = await opened().run(['resume', '--yes'], OWN_FILE);
    expect(stdout).toMatch(/^data\/KILL says off \(left: it did before\)\n/);
    expect(code).toBe(0);
  });

  it('asks, and turns nothing where nobody can answer', async () => {
    const place = holding('halt');
    const { code, stderr } = await place.run(['resume']);
    expect(stderr).toContain('--yes resumes without');
    expect([code, existsSync(fileIn(place))]).toEqual([2, true]);
  });

  it('loosens a halt to reduce-only when that is asked for', async () => {
    const [place, aws] = [holding(''), await awsHolding('halt')];
    const env = { ...aws.env, ...OWN_FILE };
    expect((await place.run(['resume', '--reduce-only', '--yes'], env)).code).toBe(0);
    expect([readFileSync(fileIn(place), 'utf8'), valueIn(aws)]).toEqual([
      'reduce-only\n',
      'reduce-only',
    ]);
  });

  it('fails while one place still halts', async () => {
    const [place, aws] = [holding('halt'), await awsHolding('halt')];
    aws.world.fault = onPut(awsError('AccessDeniedException'));
    const { code, stderr } = await place.run(['resume', '--yes'], { ...aws.env, ...OWN_FILE });
    expect(stderr).toContain(`${NAME} says halt (failed: AccessDeniedException`);
    expect([code, existsSync(fileIn(place))]).toEqual([1, false]);
  });

  it('lets a session trade that the switch held', async () => {
    const place = opened();
    expect((await place.run(['kill'])).code).toBe(0);
    const held = await place.run(['start', '--until', '2 cycles']);
    expect(held.stdout).not.toContain('submitted');
    expect((await place.run(['resume', '--yes'], OWN_FILE)).code).toBe(0);
    const free = await place.run(['start', '--until', '2 cycles']);
    expect(free.stdout).toContain('submitted');
  });
});
