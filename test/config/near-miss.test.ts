// A mistyped limit is an error; the rest of an environment is none of our business.

import { describe, expect, it } from 'vitest';
import { nearMiss } from '../../lib/config/near-miss.ts';
import { ALL_VARIABLES } from '../../lib/config/variables.ts';
import { key, messagesOf } from './environments.ts';

const names = ALL_VARIABLES.map(({ name }) => name);

const meant = [
  ['MAX_EXPOSURE_USDC', 'MAX_EXPOSURE_USD'],
  ['MAX_EXPOSURE', 'MAX_EXPOSURE_USD'],
  ['MAX_EXPOSURE_PER_MARKET', 'MAX_EXPOSURE_PER_MARKET_USD'],
  ['MAX_EXPOSURE_PER_MARKET_USDC', 'MAX_EXPOSURE_PER_MARKET_USD'],
  ['MAXEXPOSURE_USD', 'MAX_EXPOSURE_USD'],
  ['max_exposure_usd', 'MAX_EXPOSURE_USD'],
  ['KEEL_MAX_EXPOSURE_USD', 'MAX_EXPOSURE_USD'],
  ['MAX_DRAWDOWN', 'MAX_DRAWDOWN_PCT'],
  ['MAX_DRAWDOWN_PERCENT', 'MAX_DRAWDOWN_PCT'],
  ['MAX_DRAW_DOWN_PCT', 'MAX_DRAWDOWN_PCT'],
  ['MAX_SLIPAGE_CENTS', 'MAX_SLIPPAGE_CENTS'],
  ['MAX_SLIPPAGE_BPS', 'MAX_SLIPPAGE_CENTS'],
  ['MIN_MOVE_CENT', 'MIN_MOVE_CENTS'],
  ['STOP_LOSS', 'STOP_LOSS_CENTS'],
  ['STOP_LOSS_PCT', 'STOP_LOSS_CENTS'],
  ['TAKEPROFIT_CENTS', 'TAKE_PROFIT_CENTS'],
  ['WHALE_USDC', 'WHALE_USD'],
  ['TARGET_ADDRESS', 'TARGET_ADDRESSES'],
  ['TARGET_ADRESSES', 'TARGET_ADDRESSES'],
  ['FOUNDER_ADDRESS', 'FUNDER_ADDRESS'],
  ['PRIVATE_KEYS', 'PRIVATE_KEY'],
  ['PRIVATEKEY', 'PRIVATE_KEY'],
  ['PRIVATE_KEY_PARAMS', 'PRIVATE_KEY_PARAM'],
  ['RCP_URL', 'RPC_URL'],
  ['LIVE_TRADNIG', 'LIVE_TRADING'],
  ['LIVE_TRADING_ENABLED', 'LIVE_TRADING'],
  ['STRATEGY_PRESETS', 'STRATEGY_PRESET'],
  ['MARKET', 'MARKETS'],
  ['EXCLUDE_MARKET', 'EXCLUDE_MARKETS'],
  ['EXCLUDED_CATEGORIES', 'EXCLUDE_CATEGORIES'],
  ['KILL_SWITCH', 'KILL_SWITCH_FILE'],
  ['KILLSWITCH_PARAM', 'KILL_SWITCH_PARAM'],
  ['CYCLE_SECOND', 'CYCLE_SECONDS'],
  ['PORTFOLIOID', 'PORTFOLIO_ID'],
  ['PAPER_BALANCE', 'PAPER_BALANCE_USD'],
  ['CLOB_URI', 'CLOB_URL'],
] as const;

const unrelated = [
  'PATH HOME USER LOGNAME SHELL PWD OLDPWD SHLVL LANG LC_ALL TERM TZ TMPDIR EDITOR MAIL DISPLAY _',
  'HOSTNAME CI NODE_ENV NODE_OPTIONS NODE_PATH NO_COLOR FORCE_COLOR DEBUG VITEST TEST_REPORT',
  'npm_config_cache npm_lifecycle_event npm_package_name npm_execpath INIT_CWD COLORTERM',
  'SSH_AUTH_SOCK SSH_PRIVATE_KEY PRIVATE_KEY_PATH DEPLOY_PRIVATE_KEY API_KEY KMS_KEY_ARN',
  'AWS_REGION AWS_PROFILE AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_ENDPOINT_URL_DYNAMODB',
  'AWS_LAMBDA_FUNCTION_NAME AWS_EXECUTION_ENV LAMBDA_TASK_ROOT _HANDLER _X_AMZN_TRACE_ID',
  'CDK_DEFAULT_ACCOUNT GITHUB_TOKEN GITHUB_ACTIONS DOCKER_HOST XDG_DATA_DIRS JAVA_HOME GOPATH',
  'DATABASE_URL DATA_DIR BASE_URL BOOK_URL BLOB_URL CLOUD_URL API_URL HTTP_PROXY NO_PROXY RPC_HOST',
  'MARKETING_TEAM MAX_MEMORY MAX_WORKERS MIN_LOG_LEVEL LIVE_RELOAD CACHE_SECONDS STOP_TIMEOUT',
  'PORTFOLIO SIGNATURE FUNDER WHALE TARGET CYCLE PRESET STRATEGY KEEL_HOME constructor __proto__',
].flatMap((line) => line.split(' '));

describe('a name that is nearly ours', () => {
  it.each(meant)('%s was meant to be %s', (name, known) => {
    expect(nearMiss(name, names)).toBe(known);
  });

  it.each(meant)('%s is an error that suggests %s and shows no value', (name, known) => {
    const messages = messagesOf({ [name]: key });
    expect(messages).toEqual([
      `${name}: there is no such variable (did you mean ${known}?). Allowed: ${known}.`,
    ]);
  });

  it('that is set to nothing at all is not there', () => {
    expect(messagesOf({ MAX_EXPOSURE_USDC: undefined })).toEqual([]);
  });
});

describe('a name that is not ours', () => {
  it.each(unrelated)('%s is left alone', (name) => {
    expect(messagesOf(Object.fromEntries([[name, 'anything']]))).toEqual([]);
  });
});
