#!/usr/bin/env node
// The one command: a verb, then its options.

import { nearMiss } from '../config/near-miss.ts';
import { VERSION } from '../wiring/version.ts';
import { completing } from './completion.ts';
import { asksForJson, brokenDocument, errorDocument } from './error-document.ts';
import { complain, EXIT, print, saidSoFar } from './output.ts';
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

const misspelt = (name: string): string => {
  const names = ALL.map((one) => one.name);
  const meant = nearMiss(name, names);
  return `${name} is not a verb of keel.${meant === undefined ? '' : ` Did you mean ${meant}?`}`;
};

const run = async ([name, ...args]: readonly string[]): Promise<ExitCode> => {
  if (name === '--version') {
    print(VERSION);
    return EXIT.done;
  }
  if (name === undefined || ['--help', '-h', 'help'].includes(name)) {
    print(HELP);
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  const verb = ALL.find((one) => one.name === name);
  if (verb !== undefined) return (await verb.load()).run(args);
  complain(misspelt(name), '', HELP);
  return EXIT.usage;
};

// Who asked for JSON is told in JSON why there is none.
const main = async (args: readonly string[]): Promise<ExitCode> => {
  if (!asksForJson(args)) return run(args);
  const [verb = ''] = args;
  try {
    const code = await run(args);
    const prints = ALL.find(({ name }) => name === verb)?.prints ?? 'a document';
    const document = errorDocument({ verb, code, said: saidSoFar() }, prints);
    if (document !== null) print(JSON.stringify(document));
    return code;
  } catch (error) {
    print(JSON.stringify(brokenDocument(verb, error)));
    throw error;
  }
};

process.exitCode = await main(process.argv.slice(2));
