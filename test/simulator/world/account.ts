// The one account of a simulated world, of one of the four kinds of wallet, and the variables under
// which its function runs.

import { proxyOf, safeOf } from '../../../lib/adapters/polymarket/relayer/derived-wallets.ts';
import { walletAddress } from '../../../lib/units/ids.ts';
import { BUILDER, RELAYER_KEY } from '../relayer/login.ts';
import { RELAYER_PATH } from '../relayer/relayer.ts';
import type { WireAccount } from '../../../lib/simulation/wire/account.ts';
import type { Environment } from '../../../lib/config/variable.ts';
import type { SsmApi } from '../aws/ssm-api.ts';

/** The key of account 0 of the local development chains, and its account. */
export const KEY = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';
const SIGNER = walletAddress('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266');

export const TABLE = 'keel';
export const PORTFOLIO = 'main';
export const KILL_SWITCH = '/keel/main/kill-switch';
const KEY_PARAMETER = '/keel/main/private-key';
const RPC_PARAMETER = '/keel/main/rpc-url';
const RELAYER_PARAMETER = '/keel/main/relayer-key';
const BUILDER_PARAMETERS = {
  key: '/keel/main/builder-key',
  secret: '/keel/main/builder-secret',
  passphrase: '/keel/main/builder-passphrase',
} as const;
const VENUE = 'https://venue.simulated';

/** The wallet that the portfolio follows. */
export const FOLLOWED = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';

/** A kind of wallet, by the number that the venue has for it. */
export type WalletType = '0' | '1' | '2' | '3';

// Nothing follows from the address of the last one here.
const WALLETS = {
  '0': SIGNER,
  '1': proxyOf(SIGNER),
  '2': safeOf(SIGNER),
  '3': walletAddress('0x3333333333333333333333333333333333333333'),
} as const;

const typeIn = (env: Environment): WalletType => {
  const type = env['SIGNATURE_TYPE'];
  return type === '1' || type === '2' || type === '3' ? type : '0';
};

/** The account that variables describe: the key's own where they do not say. */
export const accountIn = (env: Environment): WireAccount => {
  const type = typeIn(env);
  const signatureType = ({ '0': 0, '1': 1, '2': 2, '3': 3 } as const)[type];
  return { signer: SIGNER, wallet: WALLETS[type], signatureType };
};

// A Safe is relayed for a builder, the others with a key of the relayer's own.
const relayedBy = (env: Environment): Environment => {
  const type = typeIn(env);
  if (type === '0') return {};
  const login = {
    RELAYER_API_KEY_PARAM: RELAYER_PARAMETER,
    RELAYER_API_KEY_ADDRESS: SIGNER,
  };
  const builder = {
    BUILDER_API_KEY_PARAM: BUILDER_PARAMETERS.key,
    BUILDER_SECRET_PARAM: BUILDER_PARAMETERS.secret,
    BUILDER_PASSPHRASE_PARAM: BUILDER_PARAMETERS.passphrase,
  };
  return { FUNDER_ADDRESS: WALLETS[type], ...(type === '2' ? builder : login) };
};

/** The variables of a live portfolio; the given ones stand above them. */
export const functionEnvironment = (own: Environment): Environment => ({
  LIVE_TRADING: 'I_UNDERSTAND_THE_RISKS',
  STRATEGY_PRESET: 'aggressive',
  TARGET_ADDRESSES: FOLLOWED,
  SIGNATURE_TYPE: '0',
  PORTFOLIO_ID: PORTFOLIO,
  PRIVATE_KEY_PARAM: KEY_PARAMETER,
  RPC_URL_PARAM: RPC_PARAMETER,
  KILL_SWITCH_PARAM: KILL_SWITCH,
  TABLE_NAME: TABLE,
  CLOB_URL: VENUE,
  GAMMA_URL: VENUE,
  DATA_URL: VENUE,
  RELAYER_URL: `${VENUE}${RELAYER_PATH}`,
  GEOBLOCK_URL: `${VENUE}/api/geoblock`,
  ...relayedBy(own),
  ...own,
});

/** Stores what the variables name. */
export const putParameters = ({ set }: SsmApi): void => {
  set(KEY_PARAMETER, { type: 'SecureString', value: KEY });
  set(RPC_PARAMETER, { type: 'SecureString', value: `${VENUE}/rpc` });
  set(RELAYER_PARAMETER, { type: 'SecureString', value: RELAYER_KEY });
  for (const part of ['key', 'secret', 'passphrase'] as const)
    set(BUILDER_PARAMETERS[part], { type: 'SecureString', value: BUILDER[part] });
  set(KILL_SWITCH, { type: 'String', value: 'off' });
};

/** Variables of a key that never leaves its service. */
export const SIGNED_ELSEWHERE = { PRIVATE_KEY_PARAM: undefined, KMS_KEY_ID: 'alias/keel' } as const;
