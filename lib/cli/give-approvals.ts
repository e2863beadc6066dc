// Approvals at the start of a live session, where APPROVALS_AUTO is true. They are transactions of
// the funds' wallet, so they wait for what orders wait for: a kill switch that is off, and a wallet
// that is cleared. What is missing is judged as the doctor judges it.

import { checkApprovals, missingApprovals } from '../doctor/approvals.ts';
import { describeFix } from '../doctor/plan-fixes.ts';
import { applyFix, describeOutcome } from './apply-fix.ts';
import type { ApprovalFacts } from '../doctor/approvals.ts';
import type { Standing } from '../domain/clearance.ts';
import type { Approval } from '../domain/doctor-facts.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { DoctorFixes } from '../ports/doctor.ts';
import type { KillSwitchPort } from '../ports/kill-switch.ts';
import type { LogLine } from '../ports/telemetry.ts';
import type { WalletAddress } from '../units/ids.ts';

/** By what means approvals are looked at and given. */
export type ApprovalMeans = {
  /** The wallet that holds the funds. */
  readonly holder: WalletAddress;
  readonly killSwitch: KillSwitchPort;
  readonly readStanding: () => Promise<Standing>;
  readonly readFacts: () => Promise<ApprovalFacts>;
  readonly fixes: DoctorFixes;
  readonly say: (level: LogLine['level'], text: string) => void;
};

const objectionOfSwitch = (reading: KillSwitchReading): string | null => {
  if (reading.kind === 'failed')
    return `the kill switch cannot be read (${reading.source}: ${reading.detail})`;
  return reading.position === 'off'
    ? null
    : `the kill switch is ${reading.position} (${reading.source})`;
};

const objectionOfStanding = (standing: Standing): string | null =>
  standing.kind === 'cleared' || standing.kind === 'first-cycles'
    ? null
    : `the wallet is not cleared, cause=${standing.cause}; run \`keel doctor\``;

const notSent = (why: string): string => `Approvals not sent: ${why}`;

// Nobody is told that everything is given where something could not be read.
const unreadLines = (facts: ApprovalFacts): readonly string[] => {
  const { sample } = facts;
  const ofMarkets = sample.kind === 'unknown' ? [`markets: not known, ${sample.cause}`] : [];
  const ofChain = checkApprovals(facts)
    .filter(({ status }) => status === 'unknown')
    .map(({ name, cause }) => `${name}: not known, ${cause}`);
  return [...ofMarkets, ...ofChain];
};

const objectionTo = async ({ killSwitch, readStanding }: ApprovalMeans): Promise<string | null> =>
  objectionOfSwitch(await killSwitch.read()) ?? objectionOfStanding(await readStanding());

const send = async (
  { holder, killSwitch, fixes, say }: ApprovalMeans,
  approvals: readonly Approval[],
): Promise<void> => {
  const fix = { kind: 'approve', approvals } as const;
  for (const line of describeFix(fix)) say('info', `Approvals, for ${holder}: ${line}`);
  // The look at the chain took its time, in which somebody may have pulled the switch.
  const late = objectionOfSwitch(await killSwitch.read());
  if (late !== null) {
    say('warn', notSent(late));
    return;
  }
  const outcome = await applyFix(fixes, fix, holder);
  say(outcome.kind === 'done' ? 'info' : 'error', `Approvals: ${describeOutcome(outcome)}`);
};

/** Gives the approvals that are needed and known to be missing, or says why none is sent. */
export const giveApprovals = async (means: ApprovalMeans): Promise<void> => {
  const { say } = means;
  const objection = await objectionTo(means);
  if (objection !== null) {
    say('warn', notSent(objection));
    return;
  }
  const facts = await means.readFacts();
  for (const line of unreadLines(facts)) say('warn', `Approvals: ${line}`);
  const missing = missingApprovals(facts);
  if (missing.length > 0) await send(means, missing);
};
