// Where the command writes: results to standard output, complaints to standard error.

import type { Redaction } from '../wiring/redaction.ts';

/** Prints lines of a result. */
export const print = (...lines: readonly string[]): void => {
  for (const line of lines) process.stdout.write(`${line}\n`);
};

/** Prints lines of a complaint. */
export const complain = (...lines: readonly string[]): void => {
  for (const line of lines) process.stderr.write(`${line}\n`);
};

/** Both ways out. */
export type Output = { readonly print: typeof print; readonly complain: typeof complain };

/** The ways out with somebody at the door who takes out what must not be shown. */
export const guarded = (redact: Redaction): Output => ({
  print: (...lines) => print(...lines.map(redact)),
  complain: (...lines) => complain(...lines.map(redact)),
});

/** The exit codes: done, failed while running, used wrongly. */
export const EXIT = { done: 0, failed: 1, usage: 2 } as const;

/** How a verb ends. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a verb that only prints, quietly, when nobody reads what it prints any more. */
export const endWhenUnread = (): void => {
  process.stdout.on('error', () => process.exit(EXIT.failed));
};
