// `keel venue`: the simulated venue as a server of its own, against which a live run may be
// rehearsed with everything real but the money.

import { systemClock } from '../adapters/local/system-clock.ts';
import { waitUnless } from '../adapters/local/waiting.ts';
import { DEFAULT_SETTINGS } from '../simulation/core.ts';
import { startWireServer } from '../simulation/wire/face.ts';
import { createWireServer } from '../simulation/wire/server.ts';
import { formatDollars, formatUsdc } from '../units/usdc.ts';
import { interruptions } from './interruptions.ts';
import { tapeFor } from './open-tape.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, EXIT, failed, note, print } from './output.ts';
import { DEFAULT_SEED } from './start-options.ts';
import { problemLog } from './tape-problems.ts';
import { idleInRealTime, playInRealTime } from './venue-drive.ts';
import { parseVenueOptions } from './venue-options.ts';
import { retimed } from './venue-tape.ts';
import type { Tape } from '../domain/tape-event.ts';
import type { RunningWire } from '../simulation/wire/face.ts';
import type { WireServer } from '../simulation/wire/server.ts';
import type { Interruptions } from './interruptions.ts';
import type { ExitCode } from './output.ts';
import type { VenueOptions } from './venue-options.ts';

/** The help of the verb. */
export const VENUE_HELP = `keel venue: serve a simulated Polymarket on this machine

Usage: npm run -s keel -- venue --wallet ADDRESS [options]

It speaks the venue's HTTP (CLOB, Gamma and Data API) and a chain node's on one
port, in real time, and prints the variables that let a live run find it. No
order leaves this machine, and no money is real.

  --wallet ADDRESS   the address whose key signs orders and whose API keys trade
  --funder ADDRESS   the deposit wallet that holds the funds (by default the
                     address itself)
  --cash AMOUNT      what the wallet holds in dollars (default 10000)
  --data PATH        a recording: the folder of a set, one of its files, or a
                     compact tape (keel tape --help)
  --seed N           another run of the generated markets (default ${String(DEFAULT_SEED)})
  --speed X          a multiple of real time (default 1)
  --port N           the port to listen on (default 0: a free one)
  --json             one object for programs when it listens, with the variables
  --help             this text

Calls under /control move its clock, let orders and trades go wrong and read its
own books. Ctrl-C ends it; nothing is kept.

Exit code 0: it was ended. 1: it could not listen or read. 2: used wrongly.`;

const SEED = 'keel-venue';

type Say = (line: string) => void;

const serverFor = ({ account, cash }: VenueOptions, tape: Tape): WireServer =>
  createWireServer({
    venue: {
      universe: tape.universe,
      start: tape.start,
      cash,
      settings: { ...DEFAULT_SETTINGS, seed: SEED },
    },
    chain: 137,
    account,
    tape: [],
  });

const variablesOf = ({ account }: VenueOptions, url: string): Readonly<Record<string, string>> => ({
  CLOB_URL: url,
  GAMMA_URL: url,
  DATA_URL: url,
  GEOBLOCK_URL: `${url}/api/geoblock`,
  RPC_URL: `${url}/rpc`,
  SIGNATURE_TYPE: String(account.signatureType),
  ...(account.signatureType === 0 ? {} : { FUNDER_ADDRESS: account.wallet }),
});

const introduce = (options: VenueOptions, tape: Tape, url: string): void => {
  const { account, cash, speed, json } = options;
  const variables = variablesOf(options, url);
  const { name: market } = tape;
  const markets = tape.universe.markets.size;
  const { signer, wallet } = account;
  if (json) {
    const told = { market, markets, speed, signer, wallet, cash: formatUsdc(cash), variables };
    return print(JSON.stringify(told));
  }
  print(
    `[Venue] ${market} at ${String(speed)} times real time, ${String(markets)} markets`,
    `[Venue] Keys of ${signer} trade for ${wallet}, ${formatDollars(cash)}`,
    ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
  );
};

type Served = { readonly server: WireServer; readonly tape: Tape };

const serve = async ({ server, tape }: Served, asked: Interruptions, say: Say): Promise<void> => {
  const drive = {
    now: systemClock.now,
    wait: (ms: number) => waitUnless(asked.requested, ms),
    shouldStop: asked.requested,
  };
  if ((await playInRealTime(server, tape, drive)) === 'tape-ended') {
    say('[Venue] The tape has ended; the books stand still, and orders are still taken.');
    await idleInRealTime(server, drive);
  }
};

const listen = async (server: WireServer, port: number): Promise<RunningWire | null> => {
  try {
    return await startWireServer(server, port);
  } catch (error) {
    complain(`The port cannot be used: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
};

const open = async (options: VenueOptions): Promise<ExitCode> => {
  const problems = problemLog(note);
  const opened = await tapeFor(options.source, problems.report);
  if (!opened.ok) return failed(...opened.error);
  const tape = retimed(opened.value.tape, { start: systemClock.now(), speed: options.speed });
  const server = serverFor(options, tape);
  const say = options.json ? note : print;
  const running = await listen(server, options.port);
  if (running === null) return EXIT.failed;
  // Whoever reads the addresses may end the venue at once, so it listens for that before.
  const asked = interruptions(() => say('[Venue] Ending.'));
  introduce(options, tape, running.url);
  await serve({ server, tape }, asked, say);
  asked.forget();
  await running.stop();
  note(...problems.summary());
  return EXIT.done;
};

/** Runs the verb `venue`. */
export const venue = (args: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp(args)) {
    print(VENUE_HELP);
    return Promise.resolve(EXIT.done);
  }
  const options = parseVenueOptions(args);
  if (options.ok) return open(options.value);
  complain(...options.error);
  return Promise.resolve(EXIT.usage);
};
