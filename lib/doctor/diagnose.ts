// From facts to a report. Green is only what was looked at and found in order: a line that is not
// known is as red as one that failed.

import { checkApprovals } from './approvals.ts';
import { softened } from './check-line.ts';
import { checkConfiguration, checkKillSwitch, checkStore } from './local-checks.ts';
import { checkCollateral, checkGas } from './money-checks.ts';
import { checkApiVersion, checkClock, checkLag, checkRegion, checkSample } from './venue-checks.ts';
import { checkKey, checkLogin, checkMaker, checkWallet } from './wallet-checks.ts';
import type { DoctorFacts, LiveFacts, PaperFacts } from '../domain/doctor-facts.ts';
import type { CheckLine } from './check-line.ts';

/** What a doctor says. */
export type DoctorReport = {
  readonly verdict: 'green' | 'not-green';
  readonly lines: readonly CheckLine[];
};

/** Sums up lines. No line at all is no good news. */
export const reportOf = (lines: readonly CheckLine[]): DoctorReport => {
  const isGreen = lines.every(({ status }) => status === 'ok' || status === 'warning');
  return { verdict: isGreen && lines.length > 0 ? 'green' : 'not-green', lines };
};

const OWN_MARKETS = 'Only keel start --source live needs it';

const paperLines = (facts: PaperFacts): readonly CheckLine[] => [
  checkConfiguration(facts),
  checkStore(facts),
  checkKillSwitch(facts),
  ...[
    checkClock(facts),
    checkApiVersion(facts),
    checkSample(facts),
    checkLag({ ...facts, followsFlow: 'yes' }),
  ].map((line) => softened(line, OWN_MARKETS)),
];

const liveLines = (facts: LiveFacts): readonly CheckLine[] => [
  checkConfiguration(facts),
  checkKey(facts),
  checkWallet(facts),
  checkLogin(facts),
  checkMaker(facts),
  checkCollateral(facts),
  checkGas(facts),
  ...checkApprovals(facts),
  checkRegion(facts),
  checkClock(facts),
  checkApiVersion(facts),
  checkSample(facts),
  checkLag(facts),
  checkStore(facts),
  checkKillSwitch(facts),
];

/** Says what the facts mean. */
export const diagnose = (facts: DoctorFacts): DoctorReport =>
  reportOf(facts.mode === 'paper' ? paperLines(facts) : liveLines(facts));
