// `keel kill` and `keel resume`: the operator's switch, turned from the command line.

import { formatConfigError } from '../config/config-error.ts';
import { parseKillSwitches } from '../config/kill-switch-places.ts';
import { err, ok } from '../units/result.ts';
import { isSomebodyThere, isTyped } from './ask-for-word.ts';
import { readEnvironment } from './environment.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, EXIT, print } from './output.ts';
import { parseKillOptions, parseResumeOptions } from './stop-options.ts';
import { lookAt, turnSwitch } from '../wiring/turn-switch.ts';
import type { Part } from './option-parts.ts';
import type { ExitCode } from './output.ts';
import type { SwitchOptions } from './stop-options.ts';
import type { Places, TurnedPlace } from '../wiring/turn-switch.ts';
import type { Result } from '../units/result.ts';

const PLACES_HELP = `The places are those of the configuration: the file KILL_SWITCH_FILE (default
data/KILL), and the SSM parameter KILL_SWITCH_PARAM where it is set; that alone
while TABLE_NAME is set. No other variable is looked at, so that a wrong one
keeps nobody from stopping.

Exit code 0: every place says so now. 1: at least one does not. 2: used wrongly.`;

/** The help of the verb. */
export const KILL_HELP = `keel kill: stop trading and cancel all orders

  --reduce-only      let orders through that lower exposure, cancel the others
  --json             one object for programs

It takes effect before the next request that places orders, at the latest in the
next cycle. A place that is stricter already stays as it is.

${PLACES_HELP}`;

/** The help of the verb. */
export const RESUME_HELP = `keel resume: let the system trade again

  --reduce-only      only orders that lower exposure
  --yes              do not ask
  --json             one object for programs; needs --yes

${PLACES_HELP}`;

const EFFECTS = {
  halt:
    'It is read before every request that places orders and in every cycle: what is being sent ' +
    'at this moment may still arrive; the next cycle posts nothing and cancels all orders.',
  'reduce-only':
    'It is read before every request that places orders and in every cycle: the next cycle ' +
    'cancels what adds exposure, and posts only what lowers it.',
  off: 'The next cycle trades again, unless a breaker or a missing clearance holds it back.',
} as const;

const lineOf = ({ place, deed, says, detail }: TurnedPlace): string =>
  `${place} says ${says}${detail === '' ? '' : ` (${deed}: ${detail})`}`;

const report = (turned: readonly TurnedPlace[], { turn, json }: SwitchOptions): ExitCode => {
  const failed = turned.filter(({ deed }) => deed === 'failed');
  const takesEffect = EFFECTS[turn.to];
  if (json) print(JSON.stringify({ wanted: turn.to, places: turned, takesEffect }));
  else {
    print(...turned.filter(({ deed }) => deed !== 'failed').map(lineOf));
    complain(...failed.map(lineOf));
    if (failed.length < turned.length) print(takesEffect);
  }
  if (failed.length > 0)
    complain(`Not every place says ${turn.to}: ${failed.map(({ place }) => place).join(', ')}`);
  return failed.length === 0 ? EXIT.done : EXIT.failed;
};

const WORD = 'resume';

const confirm = async (places: Places): Promise<Result<null, string>> => {
  if (!isSomebodyThere()) return err('There is nobody to ask here: --yes resumes without.');
  for (const source of places) {
    const reading = await lookAt(source);
    const says = reading.kind === 'read' ? reading.position : 'cannot be read';
    print(`${reading.source}: ${says}`);
  }
  const isMeant = await isTyped(WORD, 'let it trade again');
  return isMeant ? ok(null) : err('Nothing was turned.');
};

const turnAsked = async (asked: SwitchOptions): Promise<ExitCode> => {
  const env = await readEnvironment();
  if (!env.ok) {
    complain(...env.error);
    return EXIT.usage;
  }
  const places = parseKillSwitches(env.value);
  if (!places.ok) {
    complain(...places.error.map(formatConfigError));
    return EXIT.usage;
  }
  const confirmed = asked.confirmed ? ok(null) : await confirm(places.value);
  if (confirmed.ok) return report(await turnSwitch(places.value, asked.turn), asked);
  complain(confirmed.error);
  return EXIT.usage;
};

const verb =
  (help: string, parse: (args: readonly string[]) => Part<SwitchOptions>) =>
  async (args: readonly string[]): Promise<ExitCode> => {
    if (asksForHelp(args)) {
      print(help);
      return EXIT.done;
    }
    const asked = parse(args);
    if (!asked.ok) {
      complain(...asked.error);
      return EXIT.usage;
    }
    try {
      return await turnAsked(asked.value);
    } catch (error) {
      complain(error instanceof Error ? error.message : String(error));
      return EXIT.usage;
    }
  };

/** Runs the verb `kill`. */
export const kill = verb(KILL_HELP, parseKillOptions);

/** Runs the verb `resume`. */
export const resume = verb(RESUME_HELP, parseResumeOptions);
