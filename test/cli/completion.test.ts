import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { optionsIn } from '../../lib/cli/completion.ts';
import { valuesIn } from '../../lib/cli/completion-values.ts';
import { parseBacktestOptions } from '../../lib/cli/backtest-options.ts';
import { parseExportOptions } from '../../lib/cli/export-options.ts';
import { parseStartOptions } from '../../lib/cli/start-options.ts';
import { parseSweepOptions } from '../../lib/cli/sweep-options.ts';
import { VERBS } from '../../lib/cli/verbs.ts';
import { opened, PATIENCE_MS } from './command.ts';

type Accepts = (args: readonly string[]) => boolean;
const ACCEPTING: readonly Accepts[] = [
  (args) => parseStartOptions(args).ok,
  (args) => parseBacktestOptions(['--data', 'x', ...args]).ok,
  (args) => parseSweepOptions(args).ok,
  (args) => parseExportOptions(args).ok,
];

const completed = (script: string, ...words: readonly string[]): readonly string[] =>
  execFileSync(
    'bash',
    [
      '-c',
      `eval "$1"; shift; COMP_WORDS=(keel "$@"); COMP_CWORD=$#; _keel; echo "\${COMPREPLY[*]}"`,
      'bash',
      script,
      ...words,
    ],
    { encoding: 'utf8' },
  )
    .trim()
    .split(' ');

describe('keel completion', { timeout: PATIENCE_MS }, () => {
  it('completes verbs, actions and options in bash', async () => {
    const { stdout, code } = await opened().run(['completion', 'bash']);
    expect(code).toBe(0);
    expect(completed(stdout, 'sta')).toEqual(['start', 'status']);
    expect(completed(stdout, 'session', 're')).toEqual(['reset']);
    expect(completed(stdout, 'start', '--po')).toEqual(['--portfolio', '--port']);
    expect(completed(stdout, 'flatten', '--')).toContain('--preview');
  });

  it('completes what follows an option: its words, or what the shell has', async () => {
    const { stdout } = await opened().run(['completion', 'bash']);
    expect(completed(stdout, 'start', '--preset', 'b')).toEqual(['balanced']);
    expect(completed(stdout, 'backtest', '--on-problem', '')).toEqual(['go-on', 'stop']);
    for (const option of ['--data', '--out', '--state', '--seed', '--portfolio'])
      expect(completed(stdout, 'backtest', option, '')).toEqual(['']);
    expect(completed(stdout, 'backtest', '--json', '--pre')).toEqual(['--preset']);
  });

  it('completes files and words in fish', async () => {
    const { stdout } = await opened().run(['completion', 'fish']);
    const lines = stdout.split('\n').filter((line) => line.includes('from backtest'));
    expect(lines.some((line) => line.endsWith('-l data -r -F'))).toBe(true);
    expect(lines.some((line) => line.endsWith("-l on-problem -x -a 'go-on stop'"))).toBe(true);
    expect(lines.some((line) => line.endsWith('-l seed -x'))).toBe(true);
    expect(lines.some((line) => line.endsWith('-l json'))).toBe(true);
  });

  it('says which shells it knows', async () => {
    for (const words of ['completion', 'completion tcsh', 'completion bash more']) {
      const { code, stderr, stdout } = await opened().run(words.split(' '));
      expect(stderr).toMatch(new RegExp(`^${words}: allowed is one of bash, zsh, fish\n`));
      expect([code, stdout]).toEqual([2, '']);
    }
  });
});

describe('what follows an option', () => {
  it('is read from the lines that describe options, and not from other text', () => {
    const help = [
      '  --data PATH        a recording',
      '  --preset NAME      one of --these words',
      '  --json             one document',
      '  --seed N           any number',
      'With --out FILE in the text.',
    ].join('\n');
    const values = valuesIn([help]);
    expect([...values.keys()]).toEqual(['--data', '--preset', '--seed']);
    expect(values.get('--data')).toEqual({ kind: 'place' });
    expect(values.get('--preset')).toMatchObject({ kind: 'word' });
    expect(values.get('--seed')).toEqual({ kind: 'free' });
  });

  it('is a word of those that the verbs take', async () => {
    const values = valuesIn(await Promise.all(VERBS.map(async ({ load }) => (await load()).help)));
    const words = [...values].flatMap(([option, value]) =>
      value.kind === 'word' ? value.words.map((word) => [option, word] as const) : [],
    );
    expect(words.length).toBeGreaterThan(20);
    for (const [option, word] of words)
      expect(ACCEPTING.some((accepts) => accepts([option, word]))).toBe(true);
  });
});

describe('the options of a verb', () => {
  it('are those that its help names, each once, and --help', () => {
    expect(optionsIn('keel x: --one\n  --two N  not-an--option\n  --one')).toEqual([
      '--one',
      '--two',
      '--help',
    ]);
  });

  it.each(VERBS.map((verb) => [verb.name, verb] as const))(
    '%s: its help begins with its name',
    async (name, { load, actions }) => {
      const { help } = await load();
      expect(help).toMatch(new RegExp(`^keel ${name}( (${actions.join('|')}))?: `));
      for (const one of actions) expect(help).toContain(one);
    },
  );
});
