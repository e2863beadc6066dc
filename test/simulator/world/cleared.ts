// The doctor's word that a simulated wallet may trade, as `keel doctor` leaves it in the table.

import { dynamoClient } from '../../../lib/adapters/dynamo/aws-client.ts';
import { dynamoStore } from '../../../lib/adapters/dynamo/dynamo-store.ts';
import { rawKeySigner } from '../../../lib/adapters/polymarket/signing/raw-key-signer.ts';
import { present } from '../../../lib/units/invariant.ts';
import { secretOf } from '../../../lib/units/secret.ts';
import { configure } from '../../../lib/wiring/configure.ts';
import { liveSettings, subjectOf } from '../../../lib/wiring/cycle-settings.ts';
import { accountIn, KEY, TABLE } from './account.ts';
import type { Environment } from '../../../lib/config/variable.ts';
import type { EpochMs } from '../../../lib/units/time.ts';

/** Clears the wallet for a configuration. Throws: when that cannot be stored. */
export const clearWallet = async (env: Environment, at: EpochMs): Promise<void> => {
  const configured = await configure(env, 'aws');
  const signer = rawKeySigner(secretOf(KEY));
  if (!configured.ok) throw new Error(configured.error.join('\n'));
  if (!signer.ok) throw new Error(signer.error.detail);
  const { config } = configured.value;
  const live = present(config.mode === 'live' ? config : undefined, 'the portfolio is live');
  const { identity } = liveSettings(live, signer.value);
  const store = dynamoStore({ client: dynamoClient(), table: TABLE, identity });
  const { configHash } = subjectOf(live, signer.value);
  const { wallet, signer: key } = accountIn(env);
  const account = { wallet, signer: key, chainId: 137, configHash };
  const kept = await store.putClearance({ ...account, at, verdict: 'green' });
  if (!kept.ok) throw new Error(`the record was not kept: ${kept.error.kind}`);
};
