// Where the command writes: results to standard output, complaints and notes to standard error. A
// complaint says why something was not done, and programs read it in the error document; a note
// tells how it goes.

import type { Redaction } from '../wiring/redaction.ts';

/** What was said so far, for who has to say the end of it. */
export type Said = { readonly printed: boolean; readonly complaints: readonly string[] };

// A process has one standard output, and one record of what went there.
let said: Said = { printed: false, complaints: [] };

/** What was said so far. */
export const saidSoFar = (): Said => said;

/** Prints lines of a result. */
export const print = (...lines: readonly string[]): void => {
  if (lines.length > 0) said = { ...said, printed: true };
  for (const line of lines) process.stdout.write(`${line}\n`);
};

/** Prints lines about how it goes: progress, and what was noticed on the way. */
export const note = (...lines: readonly string[]): void => {
  for (const line of lines) process.stderr.write(`${line}\n`);
};

// What follows an empty line is help.
const withoutHelp = (lines: readonly string[]): readonly string[] => {
  const end = lines.indexOf('');
  return end < 0 ? lines : lines.slice(0, end);
};

/** Prints lines of a complaint. */
export const complain = (...lines: readonly string[]): void => {
  said = { ...said, complaints: [...said.complaints, ...withoutHelp(lines)] };
  note(...lines);
};

/** All ways out. */
export type Output = {
  readonly print: typeof print;
  readonly complain: typeof complain;
  readonly note: typeof note;
};

/** The ways out with somebody at the door who takes out what must not be shown. */
export const guarded = (redact: Redaction): Output => ({
  print: (...lines) => print(...lines.map(redact)),
  complain: (...lines) => complain(...lines.map(redact)),
  note: (...lines) => note(...lines.map(redact)),
});

/** The exit codes: done, failed while running, used wrongly. */
export const EXIT = { done: 0, failed: 1, usage: 2 } as const;

/** How a verb ends. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Complains of what could not be done, and says so in the exit code. */
export const failed = (...lines: readonly string[]): ExitCode => {
  complain(...lines);
  return EXIT.failed;
};

/**
 * Ends this process, quietly, when nobody reads what it prints any more. A verb that listens itself
 * ends as it thinks right: orders may rest.
 */
export const endWhenUnread = (): void => {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', () => {
      if (stream.listenerCount('error') === 1) process.exit(EXIT.failed);
    });
};
