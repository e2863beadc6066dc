// `keel tape`: makes compact tapes of recordings, and says how good a tape is.

import { checkTape } from './check-tape.ts';
import { convert } from './convert-tape.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, EXIT, print } from './output.ts';
import { parseTapeOptions, TAPE_HELP } from './tape-options.ts';
import type { ExitCode } from './output.ts';

/** Runs the verb `tape`. */
export const tape = async (args: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp(args)) {
    print(TAPE_HELP);
    return EXIT.done;
  }
  const options = parseTapeOptions(args);
  if (!options.ok) {
    complain(...options.error);
    return EXIT.usage;
  }
  return options.value.kind === 'convert' ? convert(options.value) : checkTape(options.value);
};
