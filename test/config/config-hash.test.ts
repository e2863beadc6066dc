import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { digestOfConfig } from '../../lib/config/config-hash.ts';
import { secretOf } from '../../lib/units/secret.ts';
import { walletAddress } from '../../lib/units/ids.ts';
import { liveEnv, liveOf, wallets } from './environments.ts';
import type { TradedAccount } from '../../lib/config/config-hash.ts';
import type { Environment } from '../../lib/config/variable.ts';

const ACCOUNT: TradedAccount = {
  wallet: walletAddress(wallets[1]),
  signer: walletAddress(wallets[2]),
  chainId: 137,
};

const digest = (env: Environment = {}, account: Partial<TradedAccount> = {}): string =>
  digestOfConfig(liveOf({ ...liveEnv, ...env }), { ...ACCOUNT, ...account });

const TRADED: readonly (readonly [string, string])[] = [
  ['STRATEGY_PRESET', 'conservative'],
  ['MAX_EXPOSURE_USD', '499'],
  ['MAX_EXPOSURE_PER_MARKET_USD', '99'],
  ['MAX_DRAWDOWN_PCT', '14'],
  ['MAX_SLIPPAGE_CENTS', '1'],
  ['MIN_MOVE_CENTS', '3'],
  ['MOVE_WINDOW_SECONDS', '299'],
  ['WHALE_USD', '5001'],
  ['TAKE_PROFIT_CENTS', '4'],
  ['STOP_LOSS_CENTS', '3'],
  ['MAX_HOLD_MINUTES', '59'],
  ['TARGET_ADDRESSES', wallets[3]],
  ['SIGNATURE_TYPE', '2'],
  ['MARKETS', 'will-it-rain'],
  ['EXCLUDE_MARKETS', 'will-it-rain'],
  ['EXCLUDE_CATEGORIES', 'sports'],
  ['CYCLE_SECONDS', '30'],
  ['CLOB_URL', 'http://127.0.0.1:1'],
  ['GAMMA_URL', 'http://127.0.0.1:1'],
  ['DATA_URL', 'http://127.0.0.1:1'],
  ['GEOBLOCK_URL', 'http://127.0.0.1:1'],
];

const NOT_TRADED: readonly (readonly [string, string])[] = [
  ['PRIVATE_KEY', `0x${'1'.repeat(64)}`],
  ['RPC_URL', 'https://another.node.example/v2/otherKey'],
  ['KILL_SWITCH_FILE', 'data/OTHER'],
  ['KILL_SWITCH_PARAM', '/keel/kill'],
  ['TABLE_NAME', 'Keel'],
  ['APPROVALS_AUTO', 'true'],
  ['PORTFOLIO_ID', 'other'],
  ['PAPER_BALANCE_USD', '1'],
];

describe('the digest of a configuration', () => {
  it('is the same for the same configuration, 64 hex digits', () => {
    expect(digest()).toBe(digest());
    expect(digest()).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each(TRADED)('changes with %s', (name, value) => {
    expect(digest({ [name]: value })).not.toBe(digest());
  });

  it.each(NOT_TRADED)('stays with another %s', (name, value) => {
    expect(digest({ KILL_SWITCH_PARAM: '/keel/main/kill', [name]: value })).toBe(digest());
  });

  it.each([
    ['wallet', { wallet: walletAddress(wallets[3]) }],
    ['signer', { signer: walletAddress(wallets[3]) }],
    ['chain', { chainId: 80_002 }],
  ])('changes with the %s', (_what, account) => {
    expect(digest({}, account)).not.toBe(digest());
  });

  it('differs for every one of its causes', () => {
    const all = TRADED.map(([name, value]) => digest({ [name]: value }));
    expect(new Set([...all, digest()]).size).toBe(TRADED.length + 1);
  });

  it('does not ask in which order wallets to follow are named', () => {
    const [one, other] = [`${wallets[0]},${wallets[3]}`, `${wallets[3]},${wallets[0]}`];
    expect(digest({ TARGET_ADDRESSES: one })).toBe(digest({ TARGET_ADDRESSES: other }));
  });

  it('takes no secret in, and does not show the one it was given', () => {
    const config = { ...liveOf(liveEnv), token: secretOf('very secret') };
    const attempt = () => digestOfConfig(config, ACCOUNT);
    expect(attempt).toThrow('a setting is plain');
    expect(inspect(attempt)).not.toContain('very secret');
  });
});
