import { describe, expect, it } from 'vitest';
import { formatConfigError } from '../../lib/config/config-error.ts';
import { parseConfig } from '../../lib/config/parse-config.ts';
import { deploymentOf, KMS_KEY, LIVE, LIVE_KMS, refusalOf } from './scene.ts';

const refusedAsPortfolio = (variables: unknown): readonly string[] =>
  refusalOf({ portfolios: { main: variables } });

// What the command says of the same variables on a laptop.
const saidByTheCommand = (variables: Readonly<Record<string, string>>): readonly string[] => {
  const config = parseConfig(variables, 'local');
  return config.ok ? [] : config.error.map(formatConfigError);
};

describe('what a checkout comes with', () => {
  it('deploys one paper portfolio, by what a new account can do', () => {
    const { system, portfolios } = deploymentOf();
    expect(portfolios.map(({ id, config }) => [id, config.mode, config.preset])).toEqual([
      ['main', 'paper', 'balanced'],
    ]);
    expect(system).toEqual({
      region: 'eu-west-1',
      alarmEmail: undefined,
      runbookUrl: undefined,
      reservedConcurrency: 'false',
      logRetention: 30,
      watchdogMinutes: 5,
      sweeps: 'false',
    });
  });
});

describe('a portfolio', () => {
  it.each([
    { STRATEGY_PRESET: 'bold' },
    { MAX_EXPOSURE_USD: '1,000' },
    { MAX_EXPOSURE_USDC: '100' },
    { MAX_DRAWDOWN_PCT: '100', CYCLE_SECONDS: '4' },
    { MAX_EXPOSURE_USD: '100', MAX_EXPOSURE_PER_MARKET_USD: '101' },
    { LIVE_TRADING: 'yes' },
    { MOVE_WINDOW_SECONDS: '30' },
  ])('%o is refused in the words of the command', (variables) => {
    const said = saidByTheCommand(variables);
    expect(said.length).toBeGreaterThan(0);
    expect(refusedAsPortfolio(variables)).toEqual(said.map((line) => `portfolio main: ${line}`));
  });

  it('may have numbers and truth values for texts', () => {
    const variables = { MAX_EXPOSURE_USD: 400, MAX_EXPOSURE_PER_MARKET_USD: 50.5 };
    const [portfolio] = deploymentOf({ portfolios: { main: variables } }).portfolios;
    expect(portfolio.variables).toEqual({
      MAX_EXPOSURE_USD: '400',
      MAX_EXPOSURE_PER_MARKET_USD: '50.5',
    });
  });

  it.each([{ MARKETS: ['a'] }, { MARKETS: { a: 1 } }, { MARKETS: null }])(
    'refuses %o, which is no text',
    (variables) => {
      expect(refusedAsPortfolio(variables)).toContain(
        'portfolio main: MARKETS: not a text. Allowed: a text, a number, true or false.',
      );
    },
  );

  it('refuses a variable that there is not, however far from ours', () => {
    expect(refusedAsPortfolio({ COLOUR: 'red' })).toEqual([
      'portfolio main: COLOUR: there is no such variable. ' +
        'Allowed: the variables of docs/configuration.md.',
    ]);
  });

  it.each([
    'PORTFOLIO_ID',
    'TABLE_NAME',
    'KILL_SWITCH_PARAM',
    'KILL_SWITCH_FILE',
    'RECORDINGS_DIR',
  ])('refuses %s, which has no place there', (name) => {
    expect(refusedAsPortfolio({ [name]: 'x' })[0]).toMatch(
      `portfolio main: ${name}: set in a portfolio of the stack, where it has no place.`,
    );
  });

  it('refuses a private key without showing it', () => {
    const key = '1'.repeat(64);
    const { PRIVATE_KEY_PARAM: _, ...rest } = LIVE;
    const errors = refusedAsPortfolio({ ...rest, PRIVATE_KEY: key });
    expect(errors.join('\n')).toContain('PRIVATE_KEY: set outside a local run');
    expect(errors.join('\n')).not.toContain(key);
  });

  it('refuses more text than a function can hold, and names the longest', () => {
    const address = (index: number): string => `0x${String(index).padStart(40, '0')}`;
    const targets = (count: number): string =>
      Array.from({ length: count }, (_, index) => address(index + 1)).join(',');
    expect(refusedAsPortfolio({ TARGET_ADDRESSES: targets(82) })).toEqual([]);
    expect(refusedAsPortfolio({ TARGET_ADDRESSES: targets(84) })).toEqual([
      'portfolio main: TARGET_ADDRESSES: with it the variables take 3627 bytes. ' +
        'Allowed: at most 3584 bytes in all, which is what a function can hold.',
    ]);
  });

  it.each(['alias/keel', `arn:aws:kms:eu-west-1:111122223333:alias/keel`])(
    'refuses %s, on which no permission can be given',
    (KMS_KEY_ID) => {
      const [error] = refusedAsPortfolio({ ...LIVE_KMS, KMS_KEY_ID });
      expect(error).toContain(`KMS_KEY_ID: "${KMS_KEY_ID}" is an alias`);
    },
  );

  it.each([
    ['key', null],
    ['/key', null],
    ['/keel/live/key', null],
    ['keel/live/key', 'has a slash and does not begin with one'],
    ['key/', 'has a slash and does not begin with one'],
  ])('has the name %s for a parameter: %s', (PRIVATE_KEY_PARAM, problem) => {
    const errors = refusedAsPortfolio({ ...LIVE, PRIVATE_KEY_PARAM });
    expect(errors).toHaveLength(problem === null ? 0 : 1);
    expect(errors.join()).toContain(problem ?? '');
  });

  it('refuses a key in another region', () => {
    const arn = (region: string): string => `arn:aws:kms:${region}:111122223333:key/${KMS_KEY}`;
    expect(refusedAsPortfolio({ ...LIVE_KMS, KMS_KEY_ID: arn('eu-west-1') })).toEqual([]);
    expect(refusedAsPortfolio({ ...LIVE_KMS, KMS_KEY_ID: arn('eu-north-1') })).toEqual([
      'portfolio main: KMS_KEY_ID: the key is in eu-north-1. ' +
        'Allowed: a key in eu-west-1, where the stack stands.',
    ]);
  });
});

describe('the settings of the system', () => {
  it.each([
    ['watchdogMinutes', 2, 'too low'],
    ['watchdogMinutes', 61, 'too high'],
    ['logRetentionDays', 31, 'none of them'],
    ['reservedConcurrency', 'no', 'none of them'],
    ['alarmEmail', 'somebody', 'not an e-mail address'],
    ['runbookUrl', 'http://example.com', 'plain http'],
    ['region', ['eu-west-1'], 'not a text'],
  ])('refuse %s as %o', (name, value, why) => {
    const errors = refusalOf({ [name]: value });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(new RegExp(`^${name}: .*${why}.*\\. Allowed: `));
  });

  it.each([
    ['watchdogMinutes', 3],
    ['watchdogMinutes', 60],
    ['logRetentionDays', '731'],
    ['reservedConcurrency', false],
    ['alarmEmail', 'ops@example.com'],
    ['runbookUrl', 'https://example.com/runbook/'],
  ])('take %s as %o', (name, value) => {
    expect(refusalOf({ [name]: value })).toEqual([]);
  });

  it('refuse a name that is nearly one', () => {
    expect(refusalOf({ alarmMail: 'ops@example.com' })[0]).toMatch(
      /^alarmMail: there is no such setting \(did you mean alarmEmail\?\)\. Allowed: portfolios, /,
    );
  });

  it('leave alone what the CDK keeps in the context', () => {
    expect(
      refusalOf({ 'aws:cdk:toolkit': 1, '@aws-cdk/core:x': 1, 'hosted-zone:account=1': 1 }),
    ).toEqual([]);
    expect(refusalOf({ 'cli-telemetry': true, 'acknowledged-issue-numbers': [1] })).toEqual([]);
  });
});

describe('a key beside the deployment', () => {
  it('is refused, and not shown', () => {
    const key = '1'.repeat(64);
    const [error, ...others] = refusalOf({}, { PRIVATE_KEY: key });
    expect(others).toEqual([]);
    expect(error).toMatch(/^PRIVATE_KEY: set in the environment or in \.env of a deployment/);
    expect(error).not.toContain(key);
  });

  it('that is empty is refused as well', () => {
    expect(refusalOf({}, { PRIVATE_KEY: '' })).toHaveLength(1);
  });
});
