// The variables of a live portfolio whose venue and table are of this machine.

import { KEY } from '../e2e/live-scene.ts';
import { AWS_ENV, venueAt } from './doctor-scene.ts';
import { switchSaying } from './table-scene.ts';
import type { QuietLive } from '../e2e/quiet-market.ts';
import type { Variables } from './doctor-scene.ts';

/** All that a command needs to find a live portfolio, whose switch is off. */
export const liveAround = async ({ url, storeUrl, settings }: QuietLive): Promise<Variables> => ({
  ...AWS_ENV,
  ...(await switchSaying('off')).env,
  ...venueAt(url),
  LIVE_TRADING: 'I_UNDERSTAND_THE_RISKS',
  STRATEGY_PRESET: 'balanced',
  SIGNATURE_TYPE: '0',
  PRIVATE_KEY: KEY,
  RPC_URL: url,
  TARGET_ADDRESSES: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  PORTFOLIO_ID: settings.identity.portfolio,
  AWS_ENDPOINT_URL_DYNAMODB: storeUrl,
  TABLE_NAME: 'keel',
});
