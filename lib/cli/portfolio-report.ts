// The data of a portfolio's report from what its cycles have told: the same for one that is read
// from the store and for one that trades right now.

import { warningsOf } from '../report/warnings.ts';
import { formatTime } from '../units/time.ts';
import { VERSION } from '../wiring/version.ts';
import type { PortfolioIdentity } from '../domain/portfolio-state.ts';
import type { Grown } from '../report/growing.ts';
import type { ReportData, ReportSetting } from '../report/report-data.ts';
import type { EpochMs } from '../units/time.ts';

/** What the report says beside what its cycles told. */
export type PortfolioFacts = {
  readonly identity: PortfolioIdentity;
  readonly settings: readonly ReportSetting[];
  readonly command: string;
  /** The place of the state, in words. */
  readonly place: string;
};

/** From when to when it is told. */
export type Told = { readonly from: EpochMs; readonly to: EpochMs };

const NO_MARKETS_KEPT =
  'The records are of a version that kept no prices of markets: charts and markouts lack them.';

/** Puts the data of a report together. */
export const portfolioData = (
  { identity, settings, command, place }: PortfolioFacts,
  { band, problems, provenance, latest }: Grown,
  { from, to }: Told,
): ReportData => {
  const { portfolio, mode, chainId, funder } = identity;
  const source = {
    name: `${mode === 'live' ? 'Live' : 'Paper'} portfolio ${portfolio}, ${place}`,
    identity: `portfolio ${portfolio}, ${mode}, chain ${String(chainId)}, wallet ${funder}`,
    from: formatTime(from),
    to: formatTime(to),
    events: null,
    problems,
    quality: null,
    provenance,
  };
  const bands = [band];
  const isBlind = latest !== null && band.markets.length === 0;
  return {
    schema: 1,
    kind: mode,
    title: `Portfolio ${portfolio}`,
    madeBy: `Keel ${VERSION}`,
    command,
    source,
    settings,
    warnings: [...warningsOf({ kind: mode, bands, source }), ...(isBlind ? [NO_MARKETS_KEPT] : [])],
    bands,
  };
};
