// The awaits in which no process of the simulated world can die, each with its reason. Most belong
// to no cycle at all: the cycle function imports files that the command, the doctor, a laptop or a
// backtest use as well, and an await counts by where it stands, not by who calls it.

import { textOf } from './site.ts';
import type { Site } from './site.ts';

/** Awaits of a file that are left out: all of them, or those whose text begins so. */
export type Exception = {
  readonly file: RegExp;
  readonly text: RegExp;
  readonly why: string;
};

const ALL = /^/;

// Nothing under lib/cycle or functions/cycle calls these.
const ELSEWHERE: readonly Exception[] = [
  {
    file: /^lib\/adapters\/dynamo\/table\.ts$/,
    text: ALL,
    why: 'ensureTable: called by the paper command of a laptop; on AWS the stack has the table',
  },
  {
    file: /^lib\/adapters\/dynamo\/(dynamo-store|history-reads)\.ts$/,
    text: /^(readRange|readLast|allPages|page\(|place\.client\.send\( new QueryCommand)/,
    why: 'ranges of the history: read by `explain`, `status`, `report` and the dashboard only',
  },
  {
    file: /^lib\/adapters\/dynamo\/(dynamo-store|clearance)\.ts$/,
    text: /^(putClearance|place\.client\.send\( new PutItemCommand)/,
    why: 'what the doctor has found: written by its command, and by a cycle only read',
  },
  {
    file: /^lib\/adapters\/chain\/reads\.ts$/,
    text: /subject: ('(POL|code|newest block|allowance|operator)'|`)/,
    why: 'probes of wallet and node: made by the doctor; of this file a cycle reads shares only',
  },
  {
    file: /^lib\/adapters\/local\/waiting\.ts$/,
    text: /^immediate\(\)/,
    why: 'turnOfLoop: called between the events of a backtest, and between the jobs of a sweep',
  },
];

// The configuration of the function turns these off.
const LAPTOP: readonly Exception[] = [
  {
    file: /^lib\/adapters\/local\/file-kill-switch\.ts$/,
    text: ALL,
    why: 'a switch in a file: `killSwitchesOf` gives the function a parameter and nothing else',
  },
  {
    file: /^lib\/wiring\/open-kill-switch\.ts$/,
    text: /^port\.read\(\)/,
    why: 'the second switch of a laptop: `killSwitchesOf` gives the function exactly one',
  },
  {
    file: /^lib\/adapters\/polymarket\/universe-cache\.ts$/,
    text: /^reading\(\) \(3\)$/,
    why: 'read behind the back of a laptop: where a process may be frozen, the caller waits for it',
  },
];

// In a cycle, and never called by it.
const REPLACED: readonly Exception[] = [
  {
    file: /^lib\/simulation\/paper-venue\.ts$/,
    text: /^read\('fetch(Prints|Targets)'/,
    why: 'the function reads the trades of others from the real venue for a paper portfolio too',
  },
  {
    file: /^lib\/adapters\/polymarket\/public-venue\.ts$/,
    text: /^fetchTime\(/,
    why: 'a live venue has its own fetchTime, and a paper portfolio goes by its simulated venue',
  },
  {
    file: /^lib\/adapters\/chain\/rpc-fetch\.ts$/,
    text: /^Promise\.resolve\(false\)/,
    why: 'the library asks it about an answer 429; `send` throws at one, and so hands none on',
  },
  {
    file: /^lib\/adapters\/kms\/kms-signer\.ts$/,
    text: /^Promise\.resolve\(err/,
    why: 'a value too large for its field in an order: our types hold none; no time passes in it',
  },
];

/** The exceptions. */
export const EXCEPTIONS: readonly Exception[] = [...ELSEWHERE, ...LAPTOP, ...REPLACED];

/** Why an await is left out; null where it is not. */
export const exceptionFor = (site: Site): Exception | null =>
  EXCEPTIONS.find((one) => one.file.test(site.file) && one.text.test(textOf(site))) ?? null;
