// What is done on chain before trading: approvals that are missing, and USDC.e made into pUSD.
// Each is sent once; what became of it is told, and looked at before anybody asks again.

import { approvalCalls, missingApprovals, readApprovals } from '../adapters/chain/approvals.ts';
import { wrapCalls } from '../adapters/chain/calls.ts';
import { systemClock } from '../adapters/local/system-clock.ts';
import { seconds } from '../units/time.ts';
import { openRpc, openSender } from './open-chain.ts';
import { openSigner } from './open-signer.ts';
import { holderOf } from './wallet-holder.ts';
import type { Approval } from '../adapters/chain/approvals.ts';
import type { LiveConfig } from '../config/config.ts';
import type { Fix, FixOutcome } from '../domain/doctor-fix.ts';
import type { CallSender, WalletCall } from '../ports/chain.ts';
import type { DoctorFixes } from '../ports/doctor.ts';
import type { DigestSigner } from '../ports/signer.ts';
import type { WalletAddress } from '../units/ids.ts';
import type { DurationMs } from '../units/quantity.ts';

/** Nobody's cycle waits for these: a dozen transactions of some blocks each. */
const PATIENCE: DurationMs = seconds(180);

const sent = async (sender: CallSender, calls: readonly WalletCall[]): Promise<FixOutcome> => {
  const outcome = await sender.send(calls, PATIENCE);
  return outcome.kind === 'sent' ? { kind: 'done' } : outcome;
};

const kindOf = (token: Approval['token']): Approval['kind'] =>
  token === 'collateral' ? 'allowance' : 'operator';

const callsFor = (
  fix: Fix,
  { allowance }: LiveConfig,
  holder: WalletAddress,
): readonly WalletCall[] =>
  fix.kind === 'wrap'
    ? wrapCalls(holder, fix.amount)
    : approvalCalls(
        fix.approvals.map((one) => ({ ...one, kind: kindOf(one.token) })),
        allowance,
      );

/** What a doctor may do. */
export const moneyFixes = (config: LiveConfig): DoctorFixes => ({
  apply: async (fix, holder) => {
    const signer = await openSigner(config.wallet.key);
    if (!signer.ok) return { kind: 'failed', detail: signer.error.detail };
    const sender = openSender(config, signer.value);
    if (!sender.ok) return { kind: 'unsupported', detail: sender.error };
    return sent(sender.value, callsFor(fix, config, holder));
  },
});

/** Grants the permissions that are known to be missing, no others; null where none is. */
export const grantMissing = async (
  config: LiveConfig,
  signer: DigestSigner,
): Promise<FixOutcome | null> => {
  const states = await readApprovals(
    { rpc: openRpc(config), clock: systemClock },
    {
      wallet: holderOf(config.wallet, signer),
      versions: ['v1'],
      allowance: { kind: 'exact', amount: config.limits.exposureMax },
    },
  );
  const missing = missingApprovals(states);
  if (missing.length === 0) return null;
  const sender = openSender(config, signer);
  return sender.ok
    ? sent(sender.value, approvalCalls(missing, config.allowance))
    : { kind: 'unsupported', detail: sender.error };
};
