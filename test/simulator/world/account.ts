// The one account of a simulated world, and the variables under which its function runs.

import { walletAddress } from '../../../lib/units/ids.ts';
import type { Environment } from '../../../lib/config/variable.ts';
import type { SsmApi } from '../aws/ssm-api.ts';

/** The key of account 0 of the local development chains, and its account. */
export const KEY = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';
export const WALLET = walletAddress('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266');

export const TABLE = 'keel';
export const PORTFOLIO = 'main';
export const KILL_SWITCH = '/keel/main/kill-switch';
const KEY_PARAMETER = '/keel/main/private-key';
const RPC_PARAMETER = '/keel/main/rpc-url';
const VENUE = 'https://venue.simulated';

/** The wallet that the portfolio follows. */
export const FOLLOWED = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';

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
  GEOBLOCK_URL: `${VENUE}/api/geoblock`,
  ...own,
});

/** Stores what the variables name. */
export const putParameters = ({ set }: SsmApi): void => {
  set(KEY_PARAMETER, { type: 'SecureString', value: KEY });
  set(RPC_PARAMETER, { type: 'SecureString', value: `${VENUE}/rpc` });
  set(KILL_SWITCH, { type: 'String', value: 'off' });
};
