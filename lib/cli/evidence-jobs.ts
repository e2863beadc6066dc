// What is run for the evidence: every preset, and every baseline under the limits of each, in all
// bands, with the markets as they were recorded and once more as if they ended far away.

import { hash } from 'node:crypto';
import { turnOfLoop } from '../adapters/local/waiting.ts';
import { tradesAs } from '../backtest/baseline-trader.ts';
import { BAND_NAMES, TYPICAL_TIMING } from '../backtest/bands.ts';
import { KEEL, SILENT } from '../backtest/run-band.ts';
import { runBacktest } from '../backtest/run-backtest.ts';
import { baselineNamed } from '../baselines/standard.ts';
import { parseConfig } from '../config/parse-config.ts';
import { SHARE_OF_VOLUME } from '../simulation/fill-model.ts';
import { parseAssume } from '../tape/assume.ts';
import { describeTapeError } from '../tape/errors.ts';
import { openTape } from '../tape/tape-file.ts';
import { err, ok } from '../units/result.ts';
import { portfolioId } from '../units/ids.ts';
import { invariant } from '../units/invariant.ts';
import { formatTime } from '../units/time.ts';
import { paperSettings } from '../wiring/cycle-settings.ts';
import { digestOfCode } from './code-digest.ts';
import { rowOf, SCENARIOS, TRADERS } from './evidence-row.ts';
import type { Backtest } from '../backtest/run-backtest.ts';
import type { Trader } from '../backtest/run-band.ts';
import type { CycleSettings } from '../cycle/settings.ts';
import type { Tape } from '../domain/tape-event.ts';
import type { Overrides } from '../tape/assume.ts';
import type { SetName } from '../tape/sets.ts';
import type { Result } from '../units/result.ts';
import type { EpochMs } from '../units/time.ts';
import type { EvidenceCase, EvidenceRow } from './evidence-row.ts';

/** The presets of which evidence is given; the fourth one is the third under another name. */
export const EVIDENCE_PRESETS = ['conservative', 'balanced', 'aggressive'] as const;

/** What is said of the markets of a scenario, as for `--assume`. */
export const ASSUMED: Readonly<Record<EvidenceCase['scenario'], string>> = {
  'as-recorded': '',
  'far-end': 'end=+100d,gameStart=none,volume24h=100000',
};

/** The same, parsed. */
export const overridesOf = (scenario: EvidenceCase['scenario']): Overrides => {
  const read = parseAssume(ASSUMED[scenario]);
  invariant(read.ok, 'what is assumed of the markets is understood');
  return read.value;
};

/** Opens a tape under what a scenario says of its markets. */
export const scenarioTape = async (
  path: string,
  scenario: EvidenceCase['scenario'],
): Promise<Result<Tape, string>> => {
  const assume = overridesOf(scenario);
  const tape = await openTape(path, { onProblem: 'go-on', report: () => undefined, assume });
  return tape.ok ? ok(tape.value) : err(describeTapeError(tape.error));
};

const SEED = 1n;

// Baselines quote the markets that the system would: as recorded, that is what the system shows.
const tradersIn = (scenario: EvidenceCase['scenario']): readonly EvidenceCase['trader'][] =>
  scenario === 'as-recorded' ? ['keel'] : TRADERS;

/** All cases of a set, in the order in which they are run. */
export const casesOf = (set: SetName): readonly EvidenceCase[] =>
  SCENARIOS.flatMap((scenario) =>
    BAND_NAMES.flatMap((band) =>
      EVIDENCE_PRESETS.flatMap((preset) =>
        tradersIn(scenario).map((trader) => ({ set, scenario, preset, trader, band })),
      ),
    ),
  );

/** A digest of all code that a result can come from: this file and whatever it leads to. */
export const codeDigest = (): string => digestOfCode([import.meta.filename]);

const plain = (_key: string, value: unknown): unknown => {
  if (value instanceof Map) return [...value];
  return typeof value === 'bigint' ? value.toString() : value;
};

// The presets as they are in the repository, whatever the environment says.
const configOf = (preset: EvidenceCase['preset']) => {
  const config = parseConfig({ STRATEGY_PRESET: preset }, 'local');
  invariant(config.ok && config.value.mode === 'paper', 'a preset alone is a configuration');
  return config.value;
};

/** A case with everything that it is run with. */
export type EvidenceJob = {
  readonly case: EvidenceCase;
  readonly key: string;
  readonly backtest: Omit<Backtest, 'progress'>;
  readonly code: string;
};

/** Prepares a case on its tape. */
export const jobOf = (one: EvidenceCase, tape: Tape, code: string): EvidenceJob => {
  const config = configOf(one.preset);
  const settings: CycleSettings = {
    ...paperSettings({ ...config, portfolio: portfolioId('evidence') }),
    metadata: tape.provenance,
  };
  const backtest = {
    tape,
    settings,
    cash: config.openingCash,
    seed: SEED,
    from: tape.start,
    until: tape.end,
    turn: turnOfLoop,
    bands: [one.band],
    timing: TYPICAL_TIMING,
    shareMax: SHARE_OF_VOLUME,
    telemetry: SILENT,
  };
  const { cash, timing, shareMax } = backtest;
  const { limits, parameters, cycle, targets } = settings;
  const said = [one, tape.identity, code, cash, timing, shareMax];
  const ran = JSON.stringify([...said, limits, parameters, cycle, targets], plain);
  return { case: one, key: hash('sha256', ran, 'hex'), backtest, code };
};

const traderOf = ({ case: one, backtest }: EvidenceJob): Trader =>
  one.trader === 'keel'
    ? KEEL
    : tradesAs(baselineNamed(one.trader, backtest.settings.limits.exposurePerMarketMax));

// Counts, beside trading, what kept market making out of markets.
const counting =
  (trader: Trader, counts: Map<string, number>): Trader =>
  (place) => {
    const runOnce = trader(place);
    return async () => {
      const end = await runOnce();
      if (end.kind === 'saved')
        for (const [why, times] of Object.entries(end.record.notQuoted))
          counts.set(why, (counts.get(why) ?? 0) + times);
      return end;
    };
  };

/** Runs a case. */
export const runJob = async (
  job: EvidenceJob,
  progress: (at: EpochMs) => void,
): Promise<EvidenceRow> => {
  const counts = new Map<string, number>();
  const backtest = { ...job.backtest, progress: (_band: unknown, at: EpochMs) => progress(at) };
  const result = await runBacktest(backtest, counting(traderOf(job), counts));
  const [band] = result.bands;
  invariant(band !== undefined, 'the band that was asked for was run');
  const { tape, until } = backtest;
  const { key, code } = job;
  const facts = {
    key,
    code,
    case: job.case,
    from: formatTime(tape.start),
    to: formatTime(until),
    notQuoted: Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    tape,
  };
  return rowOf(facts, band, result);
};
