// What a live start looks at and does about approvals: the chain through its node, the markets
// through the venue, and the clearance of the opened portfolio.

import { systemClock } from '../adapters/local/system-clock.ts';
import { lookUpClearance } from '../cycle/clear.ts';
import { openRpc } from '../wiring/open-chain.ts';
import { openKillSwitch } from '../wiring/open-kill-switch.ts';
import { chainProbes } from './chain-probes.ts';
import { looked } from './gather-facts.ts';
import { giveApprovals } from './give-approvals.ts';
import { moneyFixes } from './money-moves.ts';
import { openVenueProbes } from './open-doctor.ts';
import type { LiveConfig } from '../config/config.ts';
import type { ApprovalFacts } from '../doctor/approvals.ts';
import type { ClearanceSubject } from '../domain/clearance.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { WalletAddress } from '../units/ids.ts';
import type { LiveHome } from './live-home.ts';
import type { ApprovalMeans } from './give-approvals.ts';

/** A live portfolio about to start. */
export type ApprovalStart = {
  readonly config: LiveConfig;
  readonly subject: ClearanceSubject;
  readonly home: LiveHome;
  readonly telemetry: Telemetry;
};

const factsOf = async (
  config: LiveConfig,
  holder: WalletAddress,
  complain: (line: string) => void,
): Promise<ApprovalFacts> => {
  const chain = chainProbes({ rpc: openRpc(config), clock: systemClock });
  const [sample, approvals] = await Promise.all([
    looked(openVenueProbes(config, complain).sample),
    looked(() => chain.approvals(holder)),
  ]);
  return { sample, approvals, exposureMax: config.limits.exposureMax };
};

/** Gives missing approvals where the owner has allowed it and nothing speaks against it. */
export const approveAtStart = async (start: ApprovalStart): Promise<void> => {
  const { config, subject, home, telemetry } = start;
  if (config.approvals === 'manual') return;
  const say: ApprovalMeans['say'] = (level, text) =>
    telemetry.log({ level, message: `[Keel] ${text}`, fields: {} });
  await giveApprovals({
    holder: subject.wallet,
    killSwitch: openKillSwitch(config.killSwitches),
    readStanding: async () => {
      const remembered = home.state?.clearance ?? ({ kind: 'never' } as const);
      const question = { remembered, subject, now: systemClock.now() };
      return (await lookUpClearance(home.store, question)).standing;
    },
    readFacts: () => factsOf(config, subject.wallet, (line) => say('warn', line)),
    fixes: moneyFixes(config),
    say,
  });
};
