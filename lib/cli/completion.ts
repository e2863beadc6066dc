// `keel completion`: a script for the shell, made from the verbs and the options in their help.

import { complain, EXIT, print } from './output.ts';
import type { OptionValue } from './completion-values.ts';
import type { ExitCode } from './output.ts';
import type { Verb } from './verbs.ts';

const COMPLETION_HELP = `keel completion: complete verbs and options in your shell

  keel completion bash    eval "$(keel completion bash)" in ~/.bashrc
  keel completion zsh     the same in ~/.zshrc
  keel completion fish    keel completion fish | source in config.fish`;

/** What is completed of a verb. */
export type Words = Omit<Verb, 'load' | 'prints'> & { readonly help: string };

type Completed = {
  readonly verbs: readonly Words[];
  /** What follows the options that take something. */
  readonly values: ReadonlyMap<string, OptionValue>;
};

/** The options that a help text names, in its order. */
export const optionsIn = (help: string): readonly string[] => [
  ...new Set([...help.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([option]) => option)),
  ...(help.includes('--help') ? [] : ['--help']),
];

const bashCase = ({ name, actions, help }: Words): string =>
  `          ${name}) words='${[...actions, ...optionsIn(help)].join(' ')}' ;;`;

const bashValue = ([option, value]: readonly [string, OptionValue]): string =>
  `    ${option}) words='${value.kind === 'word' ? value.words.join(' ') : ''}' ;;`;

// Where no word fits, the shell completes its files.
const bash = ({ verbs, values }: Completed): string => `_keel() {
  local current=\${COMP_WORDS[COMP_CWORD]} words=''
  case \${COMP_WORDS[COMP_CWORD-1]} in
${[...values].map(bashValue).join('\n')}
    *)
      if ((COMP_CWORD == 1)); then
        words='${verbs.map(({ name }) => name).join(' ')}'
      else
        case \${COMP_WORDS[1]} in
${verbs.map(bashCase).join('\n')}
        esac
      fi ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _keel keel`;

const zsh = (completed: Completed): string =>
  `autoload -U +X bashcompinit && bashcompinit\n${bash(completed)}`;

// Of files fish offers its own, of words only these, and of anything else nothing.
const fishValue = (value: OptionValue | undefined): string => {
  switch (value?.kind) {
    case undefined:
      return '';
    case 'place':
      return ' -r -F';
    case 'word':
      return ` -x -a '${value.words.join(' ')}'`;
    case 'free':
      return ' -x';
  }
};

const fishLines = (
  { name, actions, summary, help }: Words,
  values: Completed['values'],
): readonly string[] => [
  `complete -c keel -n __fish_use_subcommand -a ${name} -d '${summary.replaceAll("'", '')}'`,
  ...[...actions, ...optionsIn(help)].map((word) => {
    const what = word.startsWith('--')
      ? `-l ${word.slice(2)}${fishValue(values.get(word))}`
      : `-a ${word}`;
    return `complete -c keel -n '__fish_seen_subcommand_from ${name}' ${what}`;
  }),
];

const fish = ({ verbs, values }: Completed): string =>
  verbs.flatMap((verb) => fishLines(verb, values)).join('\n');

const SHELLS: ReadonlyMap<string, (completed: Completed) => string> = new Map([
  ['bash', bash],
  ['zsh', zsh],
  ['fish', fish],
]);

const DESCRIBED = {
  name: 'completion',
  actions: ['bash', 'zsh', 'fish'],
  summary: 'complete verbs and options in your shell',
  prints: null,
};

const wordsOf = async ({ load, ...described }: Verb): Promise<Words> => ({
  ...described,
  help: (await load()).help,
});

const complete = async (
  verbs: readonly Verb[],
  [shell = '', ...others]: readonly string[],
): Promise<ExitCode> => {
  const script = SHELLS.get(shell);
  if (script !== undefined && others.length === 0) {
    const own = { ...DESCRIBED, help: COMPLETION_HELP };
    const words = [...(await Promise.all(verbs.map(wordsOf))), own];
    const { valuesIn } = await import('./completion-values.ts');
    print(script({ verbs: words, values: valuesIn(words.map(({ help }) => help)) }));
    return EXIT.done;
  }
  if (['--help', '-h'].includes(shell)) {
    print(COMPLETION_HELP);
    return EXIT.done;
  }
  const said = ['completion', shell, ...others].filter((word) => word !== '').join(' ');
  complain(`${said}: allowed is one of ${DESCRIBED.actions.join(', ')}`);
  return EXIT.usage;
};

/** The verb that completes the given ones and itself. */
export const completing = (verbs: readonly Verb[]): Verb => ({
  ...DESCRIBED,
  load: () => Promise.resolve({ help: COMPLETION_HELP, run: (args) => complete(verbs, args) }),
});
