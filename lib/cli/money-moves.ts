// What is done on chain before trading: approvals that are missing, and USDC.e made into pUSD.
// Each is sent once; what became of it is told, and looked at before anybody asks again.

import { approvalCalls } from '../adapters/chain/approvals.ts';
import { wrapCalls } from '../adapters/chain/calls.ts';
import { seconds } from '../units/time.ts';
import { openSender } from '../wiring/open-chain.ts';
import { openSigner } from '../wiring/open-signer.ts';
import type { LiveConfig } from '../config/config.ts';
import type { Fix, FixOutcome } from '../domain/doctor-fix.ts';
import type { CallSender, WalletCall } from '../ports/chain.ts';
import type { DoctorFixes } from '../ports/doctor.ts';
import type { WalletAddress } from '../units/ids.ts';
import type { DurationMs } from '../units/quantity.ts';

/** Nobody's cycle waits for these: a dozen transactions of some blocks each. */
const PATIENCE: DurationMs = seconds(180);

const sent = async (sender: CallSender, calls: readonly WalletCall[]): Promise<FixOutcome> => {
  const outcome = await sender.send(calls, PATIENCE);
  return outcome.kind === 'sent' ? { kind: 'done' } : outcome;
};

const callsFor = (
  fix: Fix,
  { allowance }: LiveConfig,
  holder: WalletAddress,
): readonly WalletCall[] =>
  fix.kind === 'wrap' ? wrapCalls(holder, fix.amount) : approvalCalls(fix.approvals, allowance);

/** What may be done by a doctor, and at a start. */
export const moneyFixes = (config: LiveConfig): DoctorFixes => ({
  apply: async (fix, holder) => {
    const signer = await openSigner(config.wallet.key);
    if (!signer.ok) return { kind: 'failed', detail: signer.error.detail };
    const sender = openSender(config, signer.value);
    if (!sender.ok) return { kind: 'unsupported', detail: sender.error };
    return sent(sender.value, callsFor(fix, config, holder));
  },
});
