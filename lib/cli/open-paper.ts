// A paper portfolio from options and configuration to an opened market and venue: what `start`
// plays and `flatten` leaves.

import { err, ok } from '../units/result.ts';
import { portfolioId } from '../units/ids.ts';
import { GENERATED_TARGETS } from '../tape/generator/wallets.ts';
import { paperSettings } from '../wiring/cycle-settings.ts';
import { changedLines } from './changed-settings.ts';
import { planMarket } from './open-market.ts';
import { openPaperHome } from './paper-session.ts';
import type { PaperConfig } from '../config/config.ts';
import type { Environment } from '../config/variable.ts';
import type { CycleSettings } from '../cycle/settings.ts';
import type { Result } from '../units/result.ts';
import type { Complaints, MarketPlan } from './open-market.ts';
import type { PaperHome } from './paper-session.ts';
import type { StartOptions } from './start-options.ts';

/** An opened paper portfolio. */
export type OpenedPaper = {
  readonly options: StartOptions;
  readonly config: PaperConfig;
  readonly settings: CycleSettings;
  readonly home: PaperHome;
  readonly plan: MarketPlan;
  /** What the variables change in the preset, one line or none. */
  readonly changed: readonly string[];
};

// The generated markets have wallets worth following, which nobody can know beforehand.
const targetsOf = ({ targets }: PaperConfig, { source }: StartOptions): PaperConfig['targets'] =>
  targets.length === 0 && source.kind === 'generated' ? GENERATED_TARGETS : targets;

const settingsOf = (
  config: PaperConfig,
  options: StartOptions,
  portfolio: string,
): CycleSettings => ({
  ...paperSettings({ ...config, portfolio: portfolioId(portfolio) }),
  targets: targetsOf(config, options),
});

/** A configuration with the environment that it was read from. */
export type PaperSetup = { readonly config: PaperConfig; readonly env: Environment };

/** Opens a paper portfolio. Refuses: what its market or its store refuses. */
export const openPaper = async (
  options: StartOptions,
  { config, env }: PaperSetup,
  complaints: Complaints,
): Promise<Result<OpenedPaper, readonly string[]>> => {
  const planned = await planMarket(options, config, complaints);
  if (!planned.ok) return planned;
  const plan = planned.value;
  const settings = settingsOf(config, options, env['PORTFOLIO_ID'] ?? plan.portfolio);
  const home = await openPaperHome({
    folder: options.stateFolder,
    identity: settings.identity,
    fresh: options.fresh,
    openMarket: plan.tapeOf,
    cash: {
      amount: config.openingCash,
      origin: env['PAPER_BALANCE_USD'] === undefined ? 'standard' : 'asked-for',
    },
  });
  if (!home.ok) return err([home.error]);
  return ok({
    options,
    config,
    plan,
    settings: { ...settings, metadata: home.value.tape.provenance },
    home: home.value,
    changed: changedLines(env, config.preset),
  });
};
