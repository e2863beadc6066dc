// `keel flatten`: be out. It shows what every position would bring, asks for a phrase, turns the
// switch to reduce-only, cancels what rests and sells, through the same risk manager as ever. What
// only one of paper and live needs is loaded when it is known which of them it is.

import { waitUnless } from '../adapters/local/waiting.ts';
import { terminalTelemetry } from '../adapters/telemetry/terminal.ts';
import { openKillSwitch } from '../wiring/open-kill-switch.ts';
import { redactionFor } from '../wiring/redaction.ts';
import { turnSwitch } from '../wiring/turn-switch.ts';
import { isSomebodyThere, isTyped } from './ask-for-word.ts';
import { readConfig } from './environment.ts';
import { parseFlattenOptions } from './flatten-options.ts';
import { exitRow, flattenedText, previewText } from './flatten-text.ts';
import { liveOptions } from './live-options.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, EXIT, guarded, print } from './output.ts';
import { overridesOf } from './start-options.ts';
import { statePlaceOf } from './state-place.ts';
import type { Config } from '../config/config.ts';
import type { Environment } from '../config/variable.ts';
import type { Exit } from '../strategies/flatten.ts';
import type { FlattenOptions } from './flatten-options.ts';
import type { Operator } from './flatten-paper.ts';
import type { FlattenEnd } from './flatten-run.ts';
import type { ExitCode, Output } from './output.ts';

/** The help of the verb. */
export const FLATTEN_HELP = `keel flatten: sell every position and cancel every order

  --preview          show what it would do, and end
  --phrase TEXT      the phrase, where nobody is there to type it:
                     "flatten <portfolio>"
  --cycles N         how many cycles try (default 3); what the book does not
                     take within the slippage stays
  --json             one object for programs; needs --preview or --phrase

A paper portfolio is opened as keel start opens it, by the same --data,
--assume, --source, --seed, --portfolio and --state. A live one (LIVE_TRADING)
on this machine or, with TABLE_NAME, on AWS.

The kill switch is turned to reduce-only before anything is sent, and stays
there: nothing is bought back. keel resume lets the system trade again.

Exit code 0: nothing is left. 1: something is, or it failed. 2: used wrongly, or
left alone.`;

type Asked = {
  readonly options: FlattenOptions;
  readonly config: Config;
  readonly env: Environment;
  readonly output: Output;
};

const usage = (errors: readonly string[]): ExitCode => {
  complain(...errors);
  return EXIT.usage;
};

const phraseOf = ({ portfolio }: { readonly portfolio: string }): string => `flatten ${portfolio}`;

const isMeant = async (phrase: string, { options, output }: Asked): Promise<boolean> => {
  if (options.phrase !== null) {
    if (options.phrase !== phrase) output.complain(`The phrase is "${phrase}".`);
    return options.phrase === phrase;
  }
  if (isSomebodyThere()) return isTyped(phrase, 'sell all of it');
  output.complain(`There is nobody to ask here: --phrase "${phrase}" does it without.`);
  return false;
};

// The switch is turned first, so that no other cycle buys back what is being sold.
const isBraked = async ({ config, output }: Asked): Promise<boolean> => {
  const reading = await openKillSwitch(config.killSwitches).read();
  if (reading.kind === 'read' && reading.position === 'halt') {
    const way = 'keel resume --reduce-only lets it';
    output.complain(`The kill switch says halt (${reading.source}), so nothing is sold: ${way}.`);
    return false;
  }
  const turned = await turnSwitch(config.killSwitches, { kind: 'kill', to: 'reduce-only' });
  const failed = turned.filter(({ deed }) => deed === 'failed');
  for (const { place, detail } of failed)
    output.complain(`${place} could not be turned to reduce-only: ${detail}`);
  return failed.length === 0;
};

const deciding =
  (asked: Asked, portfolio: string) =>
  async (exits: readonly Exit[]): Promise<'go' | 'leave'> => {
    const { options, output } = asked;
    const isJson = options.start.output === 'json';
    if (!isJson) output.print(...previewText(exits));
    else if (options.preview)
      output.print(JSON.stringify({ portfolio, exits: exits.map(exitRow) }));
    if (options.preview) return 'leave';
    if (!(await isMeant(phraseOf({ portfolio }), asked))) return 'leave';
    return (await isBraked(asked)) ? 'go' : 'leave';
  };

const operatorFor = (asked: Asked, portfolio: string): Operator => ({
  cyclesMax: asked.options.cycles,
  decide: deciding(asked, portfolio),
  telemetry: terminalTelemetry(
    asked.options.start.output === 'json' ? asked.output.note : asked.output.print,
  ),
});

const report = ({ options, output }: Asked, end: FlattenEnd): ExitCode => {
  switch (end.kind) {
    case 'not-begun':
      output.complain(
        'The tape has no book any more, so that nothing can be sold on it; keel status lists ' +
          'what is held.',
      );
      return EXIT.failed;
    case 'left-alone':
      if (!options.preview) output.complain('Nothing was sold.');
      return options.preview ? EXIT.done : EXIT.usage;
    case 'failed':
      output.complain(`Not flattened: ${end.detail}`);
      return EXIT.failed;
    case 'done':
      if (options.start.output === 'json') output.print(JSON.stringify(end));
      else output.print(...flattenedText(end), 'The kill switch says reduce-only: keel resume.');
      return end.left.length === 0 ? EXIT.done : EXIT.failed;
  }
};

const onPaper = async (asked: Asked): Promise<ExitCode> => {
  const { options, config, env, output } = asked;
  if (config.mode !== 'paper') return usage(['LIVE_TRADING is set']);
  const { openPaper } = await import('./open-paper.ts');
  const { flattenPaper } = await import('./flatten-paper.ts');
  const opened = await openPaper(
    options.start,
    { config, env },
    { problem: () => undefined, line: output.note },
  );
  if (!opened.ok) {
    output.complain(...opened.error);
    return EXIT.failed;
  }
  const { portfolio } = opened.value.settings.identity;
  try {
    return report(asked, await flattenPaper(opened.value, operatorFor(asked, portfolio)));
  } finally {
    await opened.value.home.embedded.stop();
  }
};

const onLive = async (asked: Asked): Promise<ExitCode> => {
  const { options, config, env } = asked;
  if (config.mode !== 'live') return usage(['LIVE_TRADING is not set']);
  const live = liveOptions(options.start);
  if (!live.ok) return usage(live.error);
  const { named, stateFolder } = options.start;
  const place = statePlaceOf(env, named.has('state') ? stateFolder : undefined);
  if (!place.ok) return usage([place.error]);
  const { openSigner } = await import('../wiring/open-signer.ts');
  const { flattenLive } = await import('./flatten-live.ts');
  const signer = await openSigner(config.wallet.key);
  if (!signer.ok) {
    asked.output.complain(`The key cannot be used: ${signer.error.detail}`);
    return EXIT.failed;
  }
  const wait = (ms: number): Promise<void> => waitUnless(() => false, ms);
  const left = { config, signer: signer.value, place: place.value, wait };
  return report(asked, await flattenLive(left, operatorFor(asked, config.portfolio)));
};

/** Runs the verb `flatten`. */
export const flatten = async (args: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp(args)) {
    print(FLATTEN_HELP);
    return EXIT.done;
  }
  const options = parseFlattenOptions(args);
  if (!options.ok) return usage(options.error);
  const { preview, phrase, start } = options.value;
  if (start.output === 'json' && !preview && phrase === null)
    return usage(['--json needs --preview or --phrase']);
  const read = await readConfig(overridesOf(start));
  if (!read.ok) return usage(read.error);
  const { config, env } = read.value;
  const asked = { options: options.value, config, env, output: guarded(redactionFor(env)) };
  if (config.mode === 'live') return onLive(asked);
  return env['TABLE_NAME'] === undefined
    ? onPaper(asked)
    : usage(['A paper portfolio on AWS has nothing to lose: take TABLE_NAME out, or halt it.']);
};
