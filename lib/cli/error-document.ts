// What a program gets that asked for JSON and whose wish was not fulfilled: one document more on
// standard output, so that it need not read the texts for people.

import { EXIT } from './output.ts';
import type { ExitCode, Said } from './output.ts';

/** Used wrongly; not done; ended by a mistake of the program's own. */
export type ErrorCode = 'USAGE' | 'FAILED' | 'BROKEN';

/** The document. */
export type ErrorDocument = {
  readonly error: {
    readonly code: ErrorCode;
    readonly exitCode: ExitCode;
    readonly verb: string;
    /** What was complained of, line by line; nothing secret is among it. */
    readonly messages: readonly string[];
  };
};

/** Whether arguments ask for JSON on standard output. */
export const asksForJson = (args: readonly string[]): boolean =>
  args.some(
    (arg, index) =>
      arg === '--json' ||
      arg === '--format=json' ||
      (arg === 'json' && args[index - 1] === '--format'),
  );

type Ended = { readonly verb: string; readonly code: ExitCode; readonly said: Said };

/**
 * The document that has to follow what was printed, or null. A result that was printed says itself
 * what is wrong with it; of lines, the last one does.
 */
export const errorDocument = (
  { verb, code, said }: Ended,
  prints: 'a document' | 'lines',
): ErrorDocument | null => {
  if (code === EXIT.done || (said.printed && prints === 'a document')) return null;
  const messages = said.complaints.flatMap((text) => text.split('\n'));
  return {
    error: { code: code === EXIT.usage ? 'USAGE' : 'FAILED', exitCode: code, verb, messages },
  };
};

/** The document of a verb that threw; its text may quote anything, so only its name is told. */
export const brokenDocument = (verb: string, thrown: unknown): ErrorDocument => {
  const name = thrown instanceof Error ? thrown.name : 'unknown';
  return {
    error: { code: 'BROKEN', exitCode: EXIT.failed, verb, messages: [`It broke: ${name}`] },
  };
};
