// `keel completion`: a script for the shell, made from the verbs and the options in their help.

import { complain, EXIT, print } from './output.ts';
import type { ExitCode } from './output.ts';
import type { Verb } from './verbs.ts';

const COMPLETION_HELP = `keel completion: complete verbs and options in your shell

  keel completion bash    eval "$(keel completion bash)" in ~/.bashrc
  keel completion zsh     the same in ~/.zshrc
  keel completion fish    keel completion fish | source in config.fish`;

/** What is completed of a verb. */
export type Words = Omit<Verb, 'load' | 'prints'> & { readonly help: string };

/** The options that a help text names, in its order. */
export const optionsIn = (help: string): readonly string[] => [
  ...new Set([...help.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([option]) => option)),
  ...(help.includes('--help') ? [] : ['--help']),
];

const bashCase = ({ name, actions, help }: Words): string =>
  `    ${name}) words='${[...actions, ...optionsIn(help)].join(' ')}' ;;`;

// A word that is no option is left to the shell, which knows its files.
const bash = (verbs: readonly Words[]): string => `_keel() {
  local current=\${COMP_WORDS[COMP_CWORD]} words=''
  if ((COMP_CWORD == 1)); then
    words='${verbs.map(({ name }) => name).join(' ')}'
  else
    case \${COMP_WORDS[1]} in
${verbs.map(bashCase).join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _keel keel`;

const zsh = (verbs: readonly Words[]): string =>
  `autoload -U +X bashcompinit && bashcompinit\n${bash(verbs)}`;

const fishLines = ({ name, actions, summary, help }: Words): readonly string[] => [
  `complete -c keel -n __fish_use_subcommand -a ${name} -d '${summary.replaceAll("'", '')}'`,
  ...[...actions, ...optionsIn(help)].map((word) => {
    const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-a ${word}`;
    return `complete -c keel -n '__fish_seen_subcommand_from ${name}' ${what}`;
  }),
];

const SHELLS: ReadonlyMap<string, (verbs: readonly Words[]) => string> = new Map([
  ['bash', bash],
  ['zsh', zsh],
  ['fish', (verbs) => verbs.flatMap(fishLines).join('\n')],
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
    print(script([...(await Promise.all(verbs.map(wordsOf))), own]));
    return EXIT.done;
  }
  if (['--help', '-h'].includes(shell)) {
    print(COMPLETION_HELP);
    return EXIT.done;
  }
  const said = ['completion', shell, ...others].filter((word) => word !== '').join(' ');
  complain(`${said}: allowed is one of ${DESCRIBED.actions.join(', ')}`, '', COMPLETION_HELP);
  return EXIT.usage;
};

/** The verb that completes the given ones and itself. */
export const completing = (verbs: readonly Verb[]): Verb => ({
  ...DESCRIBED,
  load: () => Promise.resolve({ help: COMPLETION_HELP, run: (args) => complete(verbs, args) }),
});
