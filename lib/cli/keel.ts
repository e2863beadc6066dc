#!/usr/bin/env node
// The one command: a verb, then its options.

import { nearMiss } from '../config/near-miss.ts';
import { VERSION } from '../wiring/version.ts';
import { completing } from './completion.ts';
import { asksForJson, brokenDocument, errorDocument } from './error-document.ts';
import { seeHelp } from './option-parts.ts';
import { complain, endWhenUnread, EXIT, note, print, saidSoFar } from './output.ts';
import { VERBS } from './verbs.ts';
import type { ExitCode } from './output.ts';
import type { Verb } from './verbs.ts';

const ALL: readonly Verb[] = [...VERBS, completing(VERBS)];

// A verb that has one action only is named with it.
const shownName = ({ name, actions }: Verb): string =>
  actions.length === 1 ? `${name} ${actions.join('')}` : name;

const HELP = `keel: a risk-managed trading system for Polymarket

Usage: keel <verb> [options]

${ALL.map((verb) => `  ${shownName(verb).padEnd(17)}${verb.summary}`).join('\n')}

keel <verb> --help explains the options of a verb.`;

const named = (name: string | undefined): Verb | undefined => ALL.find((one) => one.name === name);

// Help of a verb that is none says so, and that of none is about all of them.
const help = async (about: string | undefined): Promise<ExitCode> => {
  const verb = named(about);
  if (about !== undefined && verb === undefined) return unknown(about);
  print(verb === undefined ? HELP : (await verb.load()).help);
  return EXIT.done;
};

const unknown = (name: string): ExitCode => {
  const meant = nearMiss(
    name,
    ALL.map((one) => one.name),
  );
  const wrong = `${name} is not a verb of keel.`;
  if (meant === undefined) complain(wrong, '', HELP);
  else complain(`${wrong} Did you mean ${meant}?`, '', 'keel --help lists all verbs.');
  return EXIT.usage;
};

const run = async ([name, ...args]: readonly string[]): Promise<ExitCode> => {
  if (name === '--version') {
    print(VERSION);
    return EXIT.done;
  }
  if (name === undefined) {
    print(HELP);
    return EXIT.usage;
  }
  if (['--help', '-h', 'help'].includes(name))
    return help(args.find((one) => !one.startsWith('-')));
  const verb = named(name);
  if (verb === undefined) return unknown(name);
  const code = await (await verb.load()).run(args);
  if (code === EXIT.usage) note(...seeHelp(name));
  return code;
};

// Who asked for JSON is told in JSON why there is none.
const main = async (args: readonly string[]): Promise<ExitCode> => {
  if (!asksForJson(args)) return run(args);
  const [verb = ''] = args;
  try {
    const code = await run(args);
    const prints = named(verb)?.prints ?? 'a document';
    const document = errorDocument({ verb, code, said: saidSoFar() }, prints);
    if (document !== null) print(JSON.stringify(document));
    return code;
  } catch (error) {
    print(JSON.stringify(brokenDocument(verb, error)));
    throw error;
  }
};

endWhenUnread();
process.exitCode = await main(process.argv.slice(2));
