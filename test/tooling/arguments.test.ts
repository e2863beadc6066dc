import { describe, expect, it } from 'vitest';
import { askedOf, count, flag, oneOf, seedNumber, someOf, words } from './arguments.ts';

const options = {
  cycles: count('cycles to run', 20),
  inputs: count('inputs, or no bound', null),
  minimise: count('plays', 60, 0),
  seed: seedNumber('the first seed'),
  family: oneOf('the markets', ['calm', 'whale'], 'by-seed'),
  scenario: someOf('only these', ['merge', 'two merges']),
  replay: words('FILE', 'one input again'),
  record: flag('keeps what was seen'),
};

const asked = (...args: readonly string[]) => askedOf({ command: 'prove', options }, args);

const NOTHING_GIVEN = {
  cycles: 20,
  inputs: null,
  minimise: 60,
  seed: null,
  family: 'by-seed',
  scenario: [],
  replay: null,
  record: false,
};

describe('the arguments of a command', () => {
  it.each([
    ['nothing', [], {}],
    ['one of a thing', ['--cycles', '1'], { cycles: 1 }],
    ['none of a thing that may be none', ['--minimise', '0'], { minimise: 0 }],
    ['a number without a default', ['--inputs', '7'], { inputs: 7 }],
    [
      'a seed beyond what a number holds',
      ['--seed', '9'.repeat(20)],
      { seed: BigInt('9'.repeat(20)) },
    ],
    ['seed zero', ['--seed', '0'], { seed: 0n }],
    ['a name of the list', ['--family', 'whale'], { family: 'whale' }],
    [
      'some names',
      ['--scenario=merge', '--scenario', 'two merges'],
      { scenario: ['merge', 'two merges'] },
    ],
    ['words', ['--replay', 'a file'], { replay: 'a file' }],
    ['a flag', ['--record'], { record: true }],
  ])('%s: are what was given, and defaults beside it', (_what, args, values) => {
    expect(asked(...args)).toEqual({ kind: 'given', values: { ...NOTHING_GIVEN, ...values } });
  });

  it.each([
    [['--cycles', 'abc'], '--cycles abc: allowed is a whole number from 1'],
    [['--cycles', '0'], '--cycles 0: allowed is a whole number from 1'],
    [['--cycles=-1'], '--cycles -1: allowed is a whole number from 1'],
    [['--cycles', '1.5'], '--cycles 1.5: allowed is a whole number from 1'],
    [['--cycles', '1e3'], '--cycles 1e3: allowed is a whole number from 1'],
    [['--cycles', ''], '--cycles : allowed is a whole number from 1'],
    [['--cycles', '9007199254740992'], 'allowed is a whole number from 1'],
    [['--minimise=-1'], '--minimise -1: allowed is a whole number from 0'],
    [['--seed', 'abc'], '--seed abc: allowed is a whole number from 0'],
    [['--family', 'foo'], '--family foo: allowed is one of calm, whale'],
    [['--scenario', 'merge', '--scenario', 'foo'], 'allowed is one of merge, two merges'],
    [['--replay', ''], '--replay : allowed is some words'],
    [['--nonsense'], "Unknown option '--nonsense'; the options are --cycles, --inputs"],
    [['--seed'], "Option '--seed <value>' argument missing; the options are"],
    [['foo'], "Unexpected argument 'foo'"],
  ])('%j: are refused in one line with what is allowed', (args, text) => {
    const answer = asked(...args);
    expect(answer).toMatchObject({ kind: 'wrong', lines: [expect.stringContaining(text)] });
    expect(answer).toMatchObject({ lines: [expect.stringMatching(/^prove: [^\n]*$/)] });
  });

  it('that ask for help get the options with their defaults, whatever else was typed', () => {
    const help = {
      kind: 'help',
      lines: expect.arrayContaining(['  --cycles N       cycles to run (20)']) as unknown,
    };
    expect(asked('--help')).toMatchObject(help);
    expect(asked('--cycles', 'abc', '--help')).toMatchObject(help);
  });
});
