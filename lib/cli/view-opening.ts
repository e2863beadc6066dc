// What the page of a session says of it beside its cycles.

import { describeStoreError } from '../cycle/describe-store-error.ts';
import { TABLE } from './paper-session.ts';
import { reportSettings } from './report-settings.ts';
import type { EmbeddedStore } from '../adapters/local/embedded-store.ts';
import type { Config } from '../config/config.ts';
import type { Environment } from '../config/variable.ts';
import type { PortfolioIdentity, PortfolioState } from '../domain/portfolio-state.ts';
import type { SessionEnd } from './session-end.ts';
import type { PortfolioMarket } from './portfolio-report.ts';
import type { ViewOpening } from './view-messages.ts';

/** A session that is about to begin. */
export type Beginning = {
  readonly config: Config;
  readonly env: Environment;
  readonly identity: PortfolioIdentity;
  readonly stateFolder: string;
  readonly embedded: Pick<EmbeddedStore, 'endpoint'>;
  /** As an earlier session left it. */
  readonly state: PortfolioState | null;
  readonly market: PortfolioMarket;
};

const commandOf = ({ config, identity, stateFolder }: Beginning): string =>
  `STRATEGY_PRESET=${config.preset} npm run -s keel -- report ` +
  `--portfolio ${identity.portfolio} --state ${stateFolder}`;

const MODES = { paper: 'Paper trading', live: 'LIVE trading with real money' } as const;

const marketWords = ({ market, identity }: Beginning): string =>
  market.kind === 'tape' ? market.tape.name : `wallet ${identity.funder}`;

const pastOf = ({ state, embedded }: Beginning): ViewOpening['past'] => {
  if (state === null) return null;
  const { outbox, savedAt, ledger } = state;
  const known = { outbox, savedAt, ledger: { openedAt: ledger.openedAt } };
  return { endpoint: embedded.endpoint, table: TABLE, state: known };
};

/** Describes a session. */
export const viewOpening = (begun: Beginning): Omit<ViewOpening, 'secrets'> => {
  const { config, env, identity, market } = begun;
  return {
    facts: {
      identity,
      market,
      settings: reportSettings(env, config),
      command: commandOf(begun),
      place: 'on this machine',
      doubts: [],
    },
    limits: config.limits,
    title: `${MODES[config.mode]}, preset ${config.preset}, ${marketWords(begun)}`,
    killSwitches: config.killSwitches,
    past: pastOf(begun),
  };
};

const ENDS = {
  'tape-ended': 'its market has ended',
  'until-reached': 'it has come to the end that was asked for',
  stopped: 'it has come to the end that was asked for',
} as const;

/** How a session ended, in words for its page. */
export const endWords = ({ failure, market, last }: SessionEnd, wasAsked: boolean): string => {
  if (failure !== null) return `it failed: ${describeStoreError(failure.error)}`;
  if (last === null) return 'no cycle could be run';
  return wasAsked ? 'somebody asked it to end' : ENDS[market];
};
