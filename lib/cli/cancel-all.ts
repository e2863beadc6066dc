// `keel cancel-all`: everything that rests at the venue is cancelled with the configured key, for
// whoever cannot or will not wait for a cycle. A key that never leaves KMS has no other way: nobody
// can log in at the venue's page with it. It needs neither state nor table nor a running system,
// and no secret but the key.

import { cancelEverything } from '../cycle/cancel.ts';
import { describeHalt } from '../cycle/halt.ts';
import { err, ok } from '../units/result.ts';
import { openKillSwitch } from '../wiring/open-kill-switch.ts';
import { redactionFor } from '../wiring/redaction.ts';
import { isSomebodyThere, isTyped } from './ask-for-word.ts';
import { readConfigWithoutSecrets } from './environment.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, EXIT, guarded, print } from './output.ts';
import { switchLine, venueText } from './status-text.ts';
import { parseCancelAllOptions } from './stop-options.ts';
import { openVenueOf, venueOrdersOf } from './venue-orders.ts';
import type { LiveConfig } from '../config/config.ts';
import type { Environment } from '../config/variable.ts';
import type { HaltOutcome } from '../cycle/cancel.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { Result } from '../units/result.ts';
import type { ExitCode, Output } from './output.ts';
import type { CancelAllOptions } from './stop-options.ts';
import type { KeyedVenue } from '../wiring/keyed-venue.ts';
import type { VenueOrders } from './venue-orders.ts';

const WORD = 'cancel';

/** The help of the verb. */
export const CANCEL_ALL_HELP = `keel cancel-all: cancel every order of the wallet at the venue, now

  --yes              do not ask
  --json             one object for programs; needs --yes

It logs in with the configured key, in KMS as well, cancels all orders whoever
placed them, and lists again what rests. Neither state nor table is needed. A
cycle that runs places orders again: turn the switch before, by keel kill.

Exit code 0: nothing rests, verified. 1: something may rest. 2: used wrongly, or
nothing was asked of the venue.`;

type Deed = {
  readonly wallet: string;
  readonly before: VenueOrders;
  readonly outcome: HaltOutcome;
  readonly killSwitch: KillSwitchReading;
};

const usage = (...errors: readonly string[]): ExitCode => {
  complain(...errors);
  return EXIT.usage;
};

type Live = { readonly config: LiveConfig; readonly env: Environment };

const readLive = async (): Promise<Result<Live, readonly string[]>> => {
  // Secrets beside the key are left where they are: nothing here needs them.
  const read = await readConfigWithoutSecrets({});
  if (!read.ok) return read;
  const { config, env } = read.value;
  return config.mode === 'live'
    ? ok({ config, env })
    : err(['LIVE_TRADING is not set; a paper portfolio has no order at the venue']);
};

const isConfirmed = async (
  { wallet }: KeyedVenue,
  before: VenueOrders,
  { print: say }: Output,
): Promise<boolean> => {
  say(`Wallet ${wallet}`, ...venueText(before));
  return isTyped(WORD, 'cancel all orders of this wallet');
};

const report = (
  deed: Deed,
  { json }: CancelAllOptions,
  { print: say, complain: lament }: Output,
): ExitCode => {
  const { wallet, outcome, killSwitch } = deed;
  const isVerified = outcome.kind === 'verified';
  if (json) say(JSON.stringify(deed));
  else {
    (isVerified ? say : lament)(`Wallet ${wallet}: ${describeHalt(outcome)}`);
    say(switchLine(killSwitch));
  }
  return isVerified ? EXIT.done : EXIT.failed;
};

const cancelAllOf = async ({ config, env }: Live, wanted: CancelAllOptions): Promise<ExitCode> => {
  const output = guarded(redactionFor(env));
  const opened = await openVenueOf(config);
  if (!opened.ok) {
    output.complain(`Nothing was cancelled: ${opened.error}`);
    return EXIT.failed;
  }
  const { venue, wallet } = opened.value;
  const before = await venueOrdersOf(venue);
  if (!wanted.confirmed && !(await isConfirmed(opened.value, before, output))) {
    output.complain('Nothing was cancelled.');
    return EXIT.usage;
  }
  const outcome = await cancelEverything(venue);
  const killSwitch = await openKillSwitch(config.killSwitches).read();
  return report({ wallet, before, outcome, killSwitch }, wanted, output);
};

/** Runs the verb `cancel-all`. */
export const cancelAll = async (args: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp(args)) {
    print(CANCEL_ALL_HELP);
    return EXIT.done;
  }
  const wanted = parseCancelAllOptions(args);
  if (!wanted.ok) return usage(...wanted.error);
  const { confirmed, json } = wanted.value;
  if (!confirmed && (json || !isSomebodyThere()))
    return usage('There is nobody to ask here: --yes cancels without.');
  const live = await readLive();
  if (!live.ok) return usage(...live.error);
  try {
    return await cancelAllOf(live.value, wanted.value);
  } catch (error) {
    // Nobody knows how far it came, and its text may quote anything.
    complain(`It broke, and orders may rest: ${error instanceof Error ? error.name : 'unknown'}`);
    return EXIT.failed;
  }
};
