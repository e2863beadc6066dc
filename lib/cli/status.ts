// `keel status`: how a portfolio stands, from what its cycles have left, here or on AWS.

import { systemClock } from '../adapters/local/system-clock.ts';
import { openKillSwitch } from '../wiring/open-kill-switch.ts';
import { redactionFor } from '../wiring/redaction.ts';
import { standingOf } from '../wiring/standing.ts';
import { readConfig, readConfigToLook } from './environment.ts';
import { errorDocument } from './error-document.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, EXIT, guarded, print, saidSoFar } from './output.ts';
import { portfolioNamed } from './portfolio-name.ts';
import { parseStatusOptions, PORTFOLIO_HELP } from './portfolio-options.ts';
import { statePlaceOf } from './state-place.ts';
import { statusText, switchLine, venueText } from './status-text.ts';
import { withStoredPortfolio } from './stored-portfolio.ts';
import { readVenueOrders } from './venue-orders.ts';
import type { Configured } from '../wiring/configure.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { Standing } from '../wiring/standing.ts';
import type { Looking } from './environment.ts';
import type { ErrorDocument } from './error-document.ts';
import type { ExitCode, Output } from './output.ts';
import type { StatusOptions } from './portfolio-options.ts';
import type { PortfolioPlace, StoredPortfolio } from './stored-portfolio.ts';
import type { VenueOrders } from './venue-orders.ts';

/** The help of the verb. */
export const STATUS_HELP = `keel status: how a portfolio stands

${PORTFOLIO_HELP}
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
  complain(...errors);
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

// What was complained of stands beside what is known all the same, such as the switch.
const complaintsIn = ({ standing }: Found): ErrorDocument | null => {
  const said = { ...saidSoFar(), printed: false };
  const ended = { verb: 'status', code: EXIT.failed, said };
  return standing === null ? errorDocument(ended, 'a document') : null;
};

// Only the venue's answer takes all that trading takes.
const venueOf = async (read: Configured | null): Promise<VenueOrders | null> =>
  read?.config.mode === 'live' ? readVenueOrders(read.config) : null;

const statusOf = async (
  { config, env }: Looking,
  { json, state }: StatusOptions,
  trading: Configured | null,
): Promise<ExitCode> => {
  const place = statePlaceOf(env, state);
  if (!place.ok) return usage(place.error);
  const at = { place: place.value, mode: config.mode };
  const found: Found = {
    standing: await readStanding({ ...at, portfolio: portfolioNamed(env, at) }),
    killSwitch: await openKillSwitch(config.killSwitches).read(),
    venue: await venueOf(trading),
  };
  const output = guarded(redactionFor(trading?.env ?? env));
  if (json) output.print(JSON.stringify({ ...found, ...complaintsIn(found) }));
  else show(found, output);
  return isWhole(found) ? EXIT.done : EXIT.failed;
};

const ONLY_LIVE =
  '--venue is for live trading: it needs LIVE_TRADING and all that is needed with it';

const looked = async (wanted: StatusOptions): Promise<ExitCode> => {
  const { portfolio, venue } = wanted;
  const options = portfolio === undefined ? {} : { PORTFOLIO_ID: portfolio };
  const trading = venue ? await readConfig(options) : null;
  if (trading?.ok === false) return usage(...trading.error);
  if (trading?.value.config.mode === 'paper') return usage(ONLY_LIVE);
  const read = await readConfigToLook(options, wanted);
  if (!read.ok) return usage(...read.error);
  return statusOf(read.value, wanted, trading?.value ?? null);
};

/** Runs the verb `status`. */
export const status = async (args: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp(args)) {
    print(STATUS_HELP);
    return EXIT.done;
  }
  const wanted = parseStatusOptions(args);
  if (!wanted.ok) return usage(...wanted.error);
  try {
    return await looked(wanted.value);
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
};
