// `keel status`: how a portfolio stands, from what its cycles have left, here or on AWS.

import { systemClock } from '../adapters/local/system-clock.ts';
import { openKillSwitch } from '../wiring/open-kill-switch.ts';
import { redactionFor } from '../wiring/redaction.ts';
import { standingOf } from '../wiring/standing.ts';
import { readConfig, readConfigWithoutSecrets } from './environment.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, EXIT, guarded, print } from './output.ts';
import { portfolioNamed } from './portfolio-name.ts';
import { parseStatusOptions } from './portfolio-options.ts';
import { statePlaceOf } from './state-place.ts';
import { statusText, switchLine, venueText } from './status-text.ts';
import { withStoredPortfolio } from './stored-portfolio.ts';
import { readVenueOrders } from './venue-orders.ts';
import type { Config } from '../config/config.ts';
import type { Environment } from '../config/variable.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { Standing } from '../wiring/standing.ts';
import type { ExitCode, Output } from './output.ts';
import type { StatusOptions } from './portfolio-options.ts';
import type { PortfolioPlace, StoredPortfolio } from './stored-portfolio.ts';
import type { VenueOrders } from './venue-orders.ts';

/** The help of the verb. */
export const STATUS_HELP = `keel status: how a portfolio stands

  --portfolio ID     the portfolio (default PORTFOLIO_ID); a live one while
                     LIVE_TRADING is set
  --state FOLDER     where the state is kept (default data/state); the table on
                     AWS while TABLE_NAME is set
  --venue            list the orders that rest at the venue as well (live, needs
                     the key)
  --json             one object for programs

It only reads. Exit code 0: everything that was asked for is known. 1: something
is not. 2: used wrongly.`;

// A cycle that could not read the markets names none.
const NAMED_BY = 5;

type Found = {
  readonly standing: Standing | null;
  readonly killSwitch: KillSwitchReading;
  readonly venue: VenueOrders | null;
};

const usage = (...errors: readonly string[]): ExitCode => {
  complain(...errors, '', STATUS_HELP);
  return EXIT.usage;
};

// What cannot be read of the state is complained of on the way.
const readStanding = async (place: PortfolioPlace): Promise<Standing | null> => {
  let standing: Standing | null = null;
  const look = async ({ store, state }: StoredPortfolio): Promise<ExitCode> => {
    const records = await store.readLatestRecords(NAMED_BY);
    standing = standingOf(state, records.ok ? records.value : [], systemClock.now());
    return EXIT.done;
  };
  await withStoredPortfolio(place, look);
  return standing;
};

const show = ({ standing, killSwitch, venue }: Found, { print: say }: Output): void => {
  if (standing !== null) say(...statusText(standing));
  say(switchLine(killSwitch));
  if (venue !== null) say(...venueText(venue));
};

const isWhole = ({ standing, killSwitch, venue }: Found): boolean =>
  standing !== null && killSwitch.kind === 'read' && venue?.kind !== 'unknown';

const statusOf = async (
  { config, env }: { readonly config: Config; readonly env: Environment },
  { venue, json, state }: StatusOptions,
): Promise<ExitCode> => {
  const place = statePlaceOf(env, state);
  if (!place.ok) return usage(place.error);
  if (venue && config.mode === 'paper')
    return usage('--venue is for live trading; a paper portfolio has no order at the venue');
  const at = { place: place.value, mode: config.mode };
  const found: Found = {
    standing: await readStanding({ ...at, portfolio: portfolioNamed(env, at) }),
    killSwitch: await openKillSwitch(config.killSwitches).read(),
    venue: venue && config.mode === 'live' ? await readVenueOrders(config) : null,
  };
  const output = guarded(redactionFor(env));
  if (json) output.print(JSON.stringify(found));
  else show(found, output);
  return isWhole(found) ? EXIT.done : EXIT.failed;
};

/** Runs the verb `status`. */
export const status = async (args: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp(args)) {
    print(STATUS_HELP);
    return EXIT.done;
  }
  const wanted = parseStatusOptions(args);
  if (!wanted.ok) return usage(...wanted.error);
  const { portfolio, venue } = wanted.value;
  try {
    const options = portfolio === undefined ? {} : { PORTFOLIO_ID: portfolio };
    const readAll = venue ? readConfig : readConfigWithoutSecrets;
    const read = await readAll(options);
    return read.ok ? await statusOf(read.value, wanted.value) : usage(...read.error);
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
};
