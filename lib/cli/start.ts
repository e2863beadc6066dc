// `keel start`: what was asked for and with which settings, and the doors to a paper session and to
// a live one. Each is loaded when it is gone through: whoever asks for help or has mistyped an
// option waits for neither, and on paper nothing is loaded that signs or speaks to the chain.

import { VARIABLES } from '../config/variables.ts';
import { readConfig, readEnvironment } from './environment.ts';
import { liveOptions } from './live-options.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, EXIT, print } from './output.ts';
import { START_HELP } from './start-help.ts';
import { overridesOf, parseStartOptions } from './start-options.ts';
import type { ExitCode } from './output.ts';

const usage = (errors: readonly string[]): ExitCode => {
  complain(...errors);
  return EXIT.usage;
};

const ON_AWS =
  'TABLE_NAME is set: the state is in the table on AWS, where the function runs the cycles. ' +
  'Take it out of the environment to trade from this machine.';

/** Runs the verb `start`. */
export const start = async (args: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp(args)) {
    print(START_HELP);
    return EXIT.done;
  }
  const options = parseStartOptions(args);
  if (!options.ok) return usage(options.error);
  const around = await readEnvironment();
  if (around.ok && around.value[VARIABLES.tableName.name] !== undefined) return usage([ON_AWS]);
  const read = await readConfig(overridesOf(options.value));
  if (!read.ok) return usage(read.error);
  const { config, env } = read.value;
  if (config.mode === 'live') {
    const live = liveOptions(options.value);
    if (!live.ok) return usage(live.error);
    const { startLive } = await import('./start-live.ts');
    return startLive(live.value, config, env);
  }
  const { startPaper } = await import('./start-paper.ts');
  return startPaper(options.value, config, env);
};
