// One examination from its probes to its end: look, mend what may be mended and look again, and
// keep the record of a live run that is in order.

import { failed, inOrder } from '../doctor/check-line.ts';
import { diagnose, reportOf } from '../doctor/diagnose.ts';
import { describeFix, planFixes } from '../doctor/plan-fixes.ts';
import { applyFix, describeOutcome } from './apply-fix.ts';
import { gatherLive, gatherPaper } from './gather-facts.ts';
import type { LiveConfig, PaperConfig } from '../config/config.ts';
import type { CheckLine } from '../doctor/check-line.ts';
import type { DoctorReport } from '../doctor/diagnose.ts';
import type { ClearanceKeeper, CommonProbes, DoctorFixes, LiveProbes } from '../ports/doctor.ts';
import type { GatheredLive } from './gather-facts.ts';

/** Who is examined, and by what means. */
export type Patient =
  | { readonly mode: 'paper'; readonly config: PaperConfig; readonly probes: CommonProbes }
  | {
      readonly mode: 'live';
      readonly config: LiveConfig;
      readonly probes: LiveProbes;
      readonly fixes: DoctorFixes;
      readonly keepClearance: ClearanceKeeper;
    };

/** A live run that is examined. */
type LivePatient = Extract<Patient, { readonly mode: 'live' }>;

/** Looks only, or mends as well. */
export type Treatment = 'look' | 'fix';

/** Where an examination says what it is about to do and what it has found. */
export type Sayings = {
  readonly report: (report: DoctorReport) => void;
  readonly line: (line: string) => void;
};

// Everything is said before anything is done, and nothing is done twice: what did not work shows in
// the second look.
const mend = async (
  patient: LivePatient,
  { facts, holder }: GatheredLive,
  say: Sayings,
): Promise<'changed' | 'unchanged'> => {
  const { fixes, withheld } = planFixes(facts, patient.config.approvals);
  if (fixes.length === 0 || holder === null) {
    say.line('There is nothing that is mended from here.');
    withheld.forEach(say.line);
    return 'unchanged';
  }
  say.report(diagnose(facts));
  say.line(`To be mended, for ${holder}:`);
  fixes.flatMap(describeFix).forEach((line) => say.line(`  ${line}`));
  withheld.forEach(say.line);
  for (const fix of fixes)
    say.line(`${fix.kind}: ${describeOutcome(await applyFix(patient.fixes, fix, holder))}`);
  return 'changed';
};

const CLEARANCE = 'clearance';

const clearanceLine = async (
  { keepClearance }: LivePatient,
  { signer, holder }: GatheredLive,
): Promise<readonly CheckLine[]> => {
  if (signer === null || holder === null) return [];
  const kept = await keepClearance({ wallet: holder, signer: signer.address });
  if (kept.ok) return [inOrder(CLEARANCE, `kept for ${holder}; the first cycle may start`)];
  return [
    failed({
      name: CLEARANCE,
      found: kept.error,
      cause: 'without this record the first live cycle is refused with LIVE_NOT_CLEARED',
      remedy: 'see that the store can be written, then ask again',
    }),
  ];
};

const cleared = async (patient: LivePatient, gathered: GatheredLive): Promise<DoctorReport> => {
  const report = diagnose(gathered.facts);
  if (report.verdict !== 'green') return report;
  return reportOf([...report.lines, ...(await clearanceLine(patient, gathered))]);
};

const examineLive = async (
  patient: LivePatient,
  treatment: Treatment,
  say: Sayings,
): Promise<DoctorReport> => {
  const { config, probes } = patient;
  const first = await gatherLive(config, probes);
  if (treatment === 'look') return cleared(patient, first);
  const changed = await mend(patient, first, say);
  return cleared(patient, changed === 'changed' ? await gatherLive(config, probes) : first);
};

/** Examines, mends if asked to, and gives the last report. */
export const examine = async (
  patient: Patient,
  treatment: Treatment,
  say: Sayings,
): Promise<DoctorReport> => {
  if (patient.mode === 'live') return examineLive(patient, treatment, say);
  if (treatment === 'fix') say.line('A paper run has nothing that is mended from here.');
  return diagnose(await gatherPaper(patient.config, patient.probes));
};
