// What a shell is told is what the functions are told, so that the doctor examines what will trade.

import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../lib/config/parse-config.ts';
import { ALL_VARIABLES } from '../../lib/config/variables.ts';
import { standInsFor } from '../../lib/config/secret-parameters.ts';
import { shellVariables } from '../../cdk/shell-variables.ts';
import { projectRoot } from '../tooling/temporary-tree.ts';
import { deploymentOf, LIVE, templateOf } from './scene.ts';

const BEFORE = { PATH: process.env['PATH'] ?? '', PRIVATE_KEY: 'left over', RPC_URL: 'as well' };

const OURS = ['AWS_REGION', ...ALL_VARIABLES.map(({ name }) => name)];

const evaluated = (lines: readonly string[]): Readonly<Record<string, string>> => {
  const { stdout } = spawnSync('bash', ['-c', `${lines.join('\n')}\nenv -0`], {
    env: BEFORE,
    encoding: 'utf8',
  });
  return Object.fromEntries(
    stdout
      .split('\0')
      .map((line) => [line.split('=')[0] ?? '', line.slice(line.indexOf('=') + 1)] as const)
      .filter(([name]) => OURS.includes(name)),
  );
};

const shellOf = (variables: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
  const { system, portfolios } = deploymentOf({ portfolios: { live: variables } });
  return evaluated(shellVariables(portfolios[0], system));
};

describe('the variables of a portfolio in a shell', () => {
  it('are those of its function, its region, and nothing that was left over', async () => {
    const { Resources } = await templateOf({ portfolios: { live: LIVE } });
    const cycle = Object.values(Resources).find(
      ({ Properties }) => Properties['FunctionName'] === 'keel-live-cycle',
    );
    const told = cycle?.Properties['Environment'] as {
      readonly Variables: Readonly<Record<string, string>>;
    };
    expect(shellOf(LIVE)).toEqual({
      ...told.Variables,
      TABLE_NAME: 'Keel',
      AWS_REGION: 'eu-west-1',
    });
  });

  it('say the same to the command on a laptop', () => {
    const shell = shellOf(LIVE);
    const config = parseConfig(shell, 'local', standInsFor(shell));
    expect(config).toMatchObject({
      ok: true,
      value: { killSwitches: [{ kind: 'parameter', name: '/keel/live/kill-switch' }] },
    });
  });

  it('survive every character that an address may have', () => {
    const CLOB_URL = "https://clob.example/a'b$HOME`id`\\c";
    const { system, portfolios } = deploymentOf({ portfolios: { live: LIVE } });
    const odd = { ...portfolios[0], variables: { CLOB_URL } };
    expect(evaluated(shellVariables(odd, system))).toMatchObject({ CLOB_URL });
  });
});

describe('npm run variables', () => {
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, ['cdk/print-variables.ts', ...args], {
      cwd: projectRoot,
      encoding: 'utf8',
    });

  it('prints those of a portfolio that a checkout comes with', () => {
    const { status, stdout, stderr } = run('main');
    expect(stdout).toMatch(/^unset .*LIVE_TRADING/);
    expect(stdout).toContain("\nexport KILL_SWITCH_PARAM='/keel/main/kill-switch'\n");
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it.each([[[]], [['mian']], [['main', 'main']]])('names the portfolios for %j', (args) => {
    const { status, stdout, stderr } = run(...args);
    expect(stderr).toBe('Name one portfolio of cdk.json: npm run -s variables -- main\n');
    // What a shell makes of it: a failure, and nothing else.
    expect({ status, stdout }).toEqual({ status: 1, stdout: 'false\n' });
  });

  it('lets nothing follow in a shell that learns of no portfolio', () => {
    const line = 'eval "$(node cdk/print-variables.ts mian 2> /dev/null)" && echo turned another';
    const { status, stdout } = spawnSync('bash', ['-c', line], {
      cwd: projectRoot,
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });
});
