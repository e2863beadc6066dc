#!/usr/bin/env node
// The one command: a verb, then its options.

import { VERSION } from '../wiring/version.ts';
import { complain, EXIT, print } from './output.ts';
import type { ExitCode } from './output.ts';

type Verb = (args: readonly string[]) => Promise<ExitCode>;

// A verb loads what it needs and no more: who kills trading does not wait for what trading needs.
const VERBS: ReadonlyMap<string, () => Promise<Verb>> = new Map([
  ['start', async () => (await import('./start.ts')).start],
  ['doctor', async () => (await import('./doctor.ts')).doctor],
  ['status', async () => (await import('./status.ts')).status],
  ['kill', async () => (await import('./kill.ts')).kill],
  ['resume', async () => (await import('./kill.ts')).resume],
  ['cancel-all', async () => (await import('./cancel-all.ts')).cancelAll],
  ['key', async () => (await import('./key.ts')).key],
  ['ledger', async () => (await import('./ledger.ts')).ledger],
  ['session', async () => (await import('./session.ts')).session],
  ['venue', async () => (await import('./venue.ts')).venue],
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
  const load = VERBS.get(name);
  if (load !== undefined) return (await load())(args);
  complain(`${name} is not a verb of keel.`, '', HELP);
  return EXIT.usage;
};

process.exitCode = await main(process.argv.slice(2));
