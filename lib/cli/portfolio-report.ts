// The data of a portfolio's report from what its cycles have told: the same for one that is read
// from the store and for one that trades right now.

import { warningsOf } from '../report/warnings.ts';
import { formatTime } from '../units/time.ts';
import { madeBy } from './made-by.ts';
import type { BoundTape } from '../wiring/paper-venue-state.ts';
import type { PortfolioIdentity } from '../domain/portfolio-state.ts';
import type { Grown } from '../report/growing.ts';
import type { ReportData, ReportSetting } from '../report/report-data.ts';
import type { EpochMs } from '../units/time.ts';

/** The market that a portfolio is in: a paper one is bound to a tape, where that is stored. */
export type PortfolioMarket =
  | { readonly kind: 'tape'; readonly tape: BoundTape }
  | { readonly kind: 'unknown'; readonly why: string }
  | { readonly kind: 'venue' };

/** What the report says beside what its cycles told. */
export type PortfolioFacts = {
  readonly identity: PortfolioIdentity;
  readonly market: PortfolioMarket;
  readonly settings: readonly ReportSetting[];
  readonly command: string;
  /** The place of the state, in words. */
  readonly place: string;
  /** What whoever asks for the report did not say, and was assumed. */
  readonly doubts: readonly string[];
};

/** From when to when it is told. */
export type Told = { readonly from: EpochMs; readonly to: EpochMs };

const NO_MARKETS_KEPT =
  'The records are of a version that kept no prices of markets: charts and markouts lack them.';

const marketWords = (market: PortfolioMarket): string => {
  switch (market.kind) {
    case 'tape':
      return `tape "${market.tape.name}", digest ${market.tape.identity}`;
    case 'unknown':
      return `tape unknown: ${market.why}`;
    case 'venue':
      return 'no tape: the venue itself';
  }
};

const identityOf = ({ identity, market }: PortfolioFacts): string => {
  const { portfolio, mode, chainId, funder } = identity;
  const own = `portfolio ${portfolio}, ${mode}, chain ${String(chainId)}, wallet ${funder}`;
  return `${own}; ${marketWords(market)}`;
};

/** Puts the data of a report together. */
export const portfolioData = (
  facts: PortfolioFacts,
  { band, problems, provenance, latest, changes }: Grown,
  { from, to }: Told,
): ReportData => {
  const { identity, settings, command, place, doubts } = facts;
  const { portfolio, mode } = identity;
  const source = {
    name: `${mode === 'live' ? 'Live' : 'Paper'} portfolio ${portfolio}, ${place}`,
    identity: identityOf(facts),
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
    madeBy: madeBy(),
    command,
    source,
    settings,
    warnings: [
      ...doubts,
      ...changes,
      ...warningsOf({ kind: mode, bands, source }),
      ...(isBlind ? [NO_MARKETS_KEPT] : []),
    ],
    bands,
  };
};
