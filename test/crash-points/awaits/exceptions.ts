// The awaits that no scenario reaches, each with its reason. Whoever adds one here says why no
// process of the simulated world can die in it.

import { textOf } from './site.ts';
import type { Site } from './site.ts';

/** Awaits of a file that are left out: all of them, or those whose text begins so. */
export type Exception = {
  readonly file: RegExp;
  readonly text: RegExp;
  readonly why: string;
};

const ALL = /^/;

/** The exceptions. */
export const EXCEPTIONS: readonly Exception[] = [
  {
    file: /^lib\/adapters\/chain\/direct-sender\.ts$/,
    text: /^sleepFor\(pollEvery\)/,
    why: 'lies between two calls of one move; the node of the simulation makes moves of one call',
  },
  {
    file: /^lib\/adapters\/kms\/kms-signer\.ts$/,
    text: /^Promise\.resolve\(err/,
    why: 'said of data that no type of ours can hold; it asks nobody',
  },
  {
    file: /^lib\/adapters\/polymarket\/account\/own-fills\.ts$/,
    text: /^directory\.termsOf/,
    why: 'asks nobody: the terms are there, or it waits for who asks for them at that moment',
  },
  {
    file: /^lib\/adapters\/dynamo\/table\.ts$/,
    text: ALL,
    why: 'makes the table of a laptop; on AWS the stack makes it',
  },
  {
    file: /^lib\/adapters\/dynamo\/(dynamo-store|history-reads)\.ts$/,
    text: /^(readRange|readLast|allPages|page\(|place\.client\.send\( new QueryCommand)/,
    why: 'read by the command and the dashboard, by no cycle',
  },
  {
    file: /^lib\/adapters\/dynamo\/(dynamo-store|clearance)\.ts$/,
    text: /^(putClearance|place\.client\.send\( new PutItemCommand)/,
    why: 'written by the doctor, by no cycle',
  },
  {
    file: /^lib\/adapters\/local\/waiting\.ts$/,
    text: /^immediate\(\)/,
    why: 'between the events of a tape that a backtest plays, in no cycle',
  },
  {
    file: /^lib\/adapters\/local\/file-kill-switch\.ts$/,
    text: ALL,
    why: 'the switch of a laptop',
  },
  {
    file: /^lib\/wiring\/(open-kill-switch|configure)\.ts$/,
    text: /^(port\.read\(\)|Promise\.resolve\(ok\(\{\}\)\))/,
    why: 'a laptop watches two switches, and has its secrets at hand',
  },
  {
    file: /^lib\/adapters\/chain\/reads\.ts$/,
    text: /subject: ('(POL|code|newest block|allowance|operator)'|`)/,
    why: 'asked by the doctor, by no cycle',
  },
  {
    file: /^lib\/adapters\/chain\/rpc-fetch\.ts$/,
    text: /^Promise\.resolve\(false\)/,
    why: 'asked by the library about a status 429, which our sender never hands on',
  },
  {
    file: /^lib\/adapters\/chain\/time-left\.ts$/,
    text: /^Promise\.resolve\(/,
    why: 'says that the time is over, and asks nobody',
  },
  {
    file: /^lib\/adapters\/polymarket\/universe-cache\.ts$/,
    text: /^reading\(\) \(3\)$/,
    why: 'read behind the back of a laptop, which is never frozen; a function waits for it',
  },
  {
    file: /^lib\/simulation\/paper-venue\.ts$/,
    text: /^read\('fetch(Prints|Targets)'/,
    why: 'a paper portfolio reads the trades of others from the real venue',
  },
  {
    file: /^lib\/adapters\/polymarket\/public-venue\.ts$/,
    text: /^fetchTime\(/,
    why: 'a paper portfolio goes by the time of its own venue',
  },
  {
    file: /^lib\/adapters\/polymarket\/(live-writes|orders\/cancel)\.ts$/,
    text: /^(sleep\(|pause\(|pace\()/,
    why: 'a pause between two requests of 60 cancels each: no preset has so many orders of its own',
  },
  {
    file: /^lib\/cycle\/(begin|room)\.ts$/,
    text: /^(giveBack\(|cancelAndReread\()/,
    why: 'follows on a state that the system never writes: unbalanced, or over 200 KB',
  },
];

/** Why an await is left out; null where it is not. */
export const exceptionFor = (site: Site): Exception | null =>
  EXCEPTIONS.find((one) => one.file.test(site.file) && one.text.test(textOf(site))) ?? null;
