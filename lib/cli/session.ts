// `keel session reset`: the operator's word that a drawdown is understood and trading may go on.

import { uniqueName } from '../adapters/local/process-name.ts';
import { systemClock } from '../adapters/local/system-clock.ts';
import { resetPortfolioSession } from '../cycle/reset-session.ts';
import { openKillSwitch } from '../wiring/open-kill-switch.ts';
import { readConfigWithoutSecrets } from './environment.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, EXIT, failed, print } from './output.ts';
import { portfolioNamed } from './portfolio-name.ts';
import { parseSessionOptions } from './portfolio-options.ts';
import { statePlaceOf } from './state-place.ts';
import { withStoredPortfolio } from './stored-portfolio.ts';
import type { Config } from '../config/config.ts';
import type { ExitCode } from './output.ts';
import type { SessionOptions } from './portfolio-options.ts';
import type { StoredPortfolio } from './stored-portfolio.ts';

/** The help of the verb. */
export const SESSION_HELP = `keel session reset: take the equity for the new peak and
close the drawdown breaker

  --portfolio ID     the portfolio (as printed at the end of a session); a live
                     one while LIVE_TRADING is set
  --state FOLDER     where the state is kept (default data/state); the table on
                     AWS while TABLE_NAME is set
  --json             one object for programs

It also ends the hold after a broken invariant: look at the log first. It is
refused while the kill switch says halt. The other breakers and all limits stay
as they are.

Exit code 0: done. 1: refused, or it failed. 2: used wrongly.`;

const usage = (...errors: readonly string[]): ExitCode => {
  complain(...errors);
  return EXIT.usage;
};

const reset =
  ({ killSwitches }: Config, json: boolean) =>
  async ({ store, identity }: StoredPortfolio): Promise<ExitCode> => {
    const killSwitch = openKillSwitch(killSwitches);
    const clock = systemClock;
    const done = await resetPortfolioSession(
      { store, killSwitch, clock, name: uniqueName() },
      identity,
    );
    if (!done.ok) return failed(done.error);
    const { portfolio } = identity;
    print(...(json ? [JSON.stringify({ portfolio, did: done.value })] : done.value));
    return EXIT.done;
  };

const resetAsked = async ({ portfolio, state, json }: SessionOptions): Promise<ExitCode> => {
  const options = portfolio === undefined ? {} : { PORTFOLIO_ID: portfolio };
  const read = await readConfigWithoutSecrets(options);
  if (!read.ok) return usage(...read.error);
  const { config, env } = read.value;
  const kept = statePlaceOf(env, state);
  if (!kept.ok) return usage(kept.error);
  const stored = { place: kept.value, mode: config.mode };
  const place = { ...stored, portfolio: portfolioNamed(env, stored) };
  return withStoredPortfolio(place, reset(config, json));
};

/** Runs the verb `session`. */
export const session = async (args: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp(args)) {
    print(SESSION_HELP);
    return EXIT.done;
  }
  const asked = parseSessionOptions(args);
  if (!asked.ok) return usage(...asked.error);
  try {
    return await resetAsked(asked.value);
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
};
