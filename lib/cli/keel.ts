#!/usr/bin/env node
// The one command: a verb, then its options.

import { VERSION } from '../wiring/version.ts';
import { cancelAll } from './cancel-all.ts';
import { doctor } from './doctor.ts';
import { key } from './key.ts';
import { kill, resume } from './kill.ts';
import { ledger } from './ledger.ts';
import { complain, EXIT, print } from './output.ts';
import { session } from './session.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { venue } from './venue.ts';
import type { ExitCode } from './output.ts';

type Verb = (args: readonly string[]) => Promise<ExitCode>;

const VERBS: ReadonlyMap<string, Verb> = new Map([
  ['start', start],
  ['doctor', doctor],
  ['status', status],
  ['kill', kill],
  ['resume', resume],
  ['cancel-all', cancelAll],
  ['key', key],
  ['ledger', ledger],
  ['session', session],
  ['venue', venue],
]);

const HELP = `keel: a risk-managed trading system for Polymarket

Usage: keel <verb> [options]

  start            trade: on paper unless LIVE_TRADING says otherwise
  doctor           say whether a run would work, and what to do if not
  status           how a portfolio stands, and what rests at the venue
  kill             stop trading and cancel all orders, here and on AWS
  resume           let it trade again
  cancel-all       cancel every order at the venue now, without any cycle
  key              store, make, import or show the key that signs
  ledger verify    rebuild the books from their entries, and compare them
  session reset    take the equity for the new peak, end a drawdown stop
  venue            serve a simulated venue, to rehearse live trading against

keel <verb> --help explains the options of a verb.`;

const main = async ([name, ...args]: readonly string[]): Promise<ExitCode> => {
  if (name === '--version') {
    print(VERSION);
    return EXIT.done;
  }
  if (name === undefined || ['--help', '-h', 'help'].includes(name)) {
    print(HELP);
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  const verb = VERBS.get(name);
  if (verb !== undefined) return verb(args);
  complain(`${name} is not a verb of keel.`, '', HELP);
  return EXIT.usage;
};

process.exitCode = await main(process.argv.slice(2));
