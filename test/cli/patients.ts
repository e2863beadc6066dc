// A live run and a paper run to be examined, in good order unless a test says otherwise.

import { examine } from '../../lib/cli/examine.ts';
import { probed } from '../../lib/domain/doctor-facts.ts';
import { ok } from '../../lib/units/result.ts';
import { liveEnv, liveOf, paperOf } from '../config/environments.ts';
import { FUNDER, LIVE, PAPER } from '../doctor/facts.ts';
import { KEY, signerOf } from '../adapters/polymarket/signing/keys.ts';
import type { Patient, Treatment } from '../../lib/cli/examine.ts';
import type { DoctorReport } from '../../lib/doctor/diagnose.ts';
import type { LiveFacts } from '../../lib/domain/doctor-facts.ts';
import type { Fix, FixOutcome } from '../../lib/domain/doctor-fix.ts';
import type { Environment } from '../../lib/config/variable.ts';
import type { ClearanceKeeper, CommonProbes, LiveProbes } from '../../lib/ports/doctor.ts';
import type { Result } from '../../lib/units/result.ts';

type LivePatient = Extract<Patient, { readonly mode: 'live' }>;

const common = (facts: LiveFacts | typeof PAPER): CommonProbes => ({
  clock: () => Promise.resolve(facts.clock),
  apiVersion: () => Promise.resolve(facts.apiVersion),
  sample: () => Promise.resolve(facts.sample),
  lag: () => Promise.resolve(facts.lag),
  store: () => Promise.resolve(facts.store),
  killSwitch: () => Promise.resolve(facts.killSwitch),
});

/** Probes that find what the facts say; the key is the well-known one. */
export const probesOf = (facts: LiveFacts): LiveProbes => {
  const signer = signerOf(KEY);
  const { address } = signer;
  return {
    ...common(facts),
    key: () => Promise.resolve(probed({ standing: { kind: 'opened', address }, signer } as const)),
    region: () => Promise.resolve(facts.region),
    chain: {
      code: () => Promise.resolve(facts.code),
      collateral: () => Promise.resolve(facts.collateral),
      bridged: () => Promise.resolve(facts.bridged),
      gasWei: () => Promise.resolve(facts.gasWei),
      approvals: () => Promise.resolve(facts.approvals),
    },
    account: {
      login: () => Promise.resolve(facts.login),
      maker: () => Promise.resolve(facts.maker),
    },
  };
};

/** What was done to a patient. */
export type Chart = {
  readonly patient: LivePatient;
  /** Fixes and records, in the order in which they were asked for. */
  readonly done: readonly string[];
};

/** How a live patient reacts. */
export type Reaction = {
  /** The facts as they stand; a fix may change them. */
  facts: LiveFacts;
  readonly env?: Environment;
  readonly fix?: (fix: Fix) => Promise<FixOutcome>;
  readonly kept?: Result<null, string>;
  readonly probes?: (probes: LiveProbes) => LiveProbes;
};

/** Makes a live patient. */
export const livePatient = (reaction: Reaction): Chart => {
  const done: string[] = [];
  const current = (): LiveProbes => probesOf(reaction.facts);
  const fresh: LiveProbes = {
    ...current(),
    chain: {
      code: (holder) => current().chain.code(holder),
      collateral: (holder) => current().chain.collateral(holder),
      bridged: (holder) => current().chain.bridged(holder),
      gasWei: (holder) => current().chain.gasWei(holder),
      approvals: (holder) => current().chain.approvals(holder),
    },
  };
  const keepClearance: ClearanceKeeper = ({ wallet, signer }) => {
    done.push(`clearance ${wallet} ${signer}`);
    return Promise.resolve(reaction.kept ?? ok(null));
  };
  const patient: LivePatient = {
    mode: 'live',
    config: liveOf({ ...liveEnv, PRIVATE_KEY: KEY, FUNDER_ADDRESS: FUNDER, ...reaction.env }),
    probes: reaction.probes?.(fresh) ?? fresh,
    fixes: {
      apply: (fix, holder) => {
        done.push(`${fix.kind} ${holder}`);
        return reaction.fix?.(fix) ?? Promise.resolve({ kind: 'done' });
      },
    },
    keepClearance,
  };
  return { patient, done };
};

/** A paper patient. */
export const paperPatient = (facts = PAPER): Patient => ({
  mode: 'paper',
  config: paperOf({}),
  probes: common(facts),
});

/** What came out of an examination. */
export type Examined = {
  readonly report: DoctorReport;
  readonly said: readonly string[];
  /** The reports before the last one. */
  readonly earlier: readonly DoctorReport[];
};

/** Examines a patient. */
export const examined = async (
  patient: Patient,
  treatment: Treatment = 'look',
): Promise<Examined> => {
  const said: string[] = [];
  const earlier: DoctorReport[] = [];
  const report = await examine(patient, treatment, {
    line: (line) => said.push(line),
    report: (before) => earlier.push(before),
  });
  return { report, said, earlier };
};

/** A live run in good order, for the wallet that the tests use. */
export const HEALTHY: LiveFacts = LIVE;
