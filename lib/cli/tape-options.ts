// The options of `keel tape`, parsed strictly: every mistake at once, each with what is allowed.

import { parseArgs } from 'node:util';
import { err, ok } from '../units/result.ts';
import { assumeOf, errorsOf, onProblemOf } from './option-parts.ts';
import type { Overrides } from '../tape/assume.ts';
import type { OnProblem, Part } from './option-parts.ts';

type Reading = { readonly assume: Overrides; readonly onProblem: OnProblem };

/** What `keel tape` was asked for. */
export type TapeVerb =
  | (Reading & {
      readonly kind: 'convert';
      readonly data: string;
      readonly out: string;
      readonly json: boolean;
    })
  | (Reading & { readonly kind: 'check'; readonly data: string; readonly json: boolean });

/** The help of the verb. */
export const TAPE_HELP = `keel tape convert: make a compact tape of a recording, which is read much
faster and says itself what is known of its markets

  --data PATH        the folder of a recorded set, one of its files, or a tape
  --out FILE         where the tape goes, such as games.keeltape; nothing may be
                     there yet
  --assume LIST      what the recording lacks, like end=+48h,volume24h=100000; the
                     tape says it from then on
  --on-problem WHAT  go-on (default) writes what can be read and tells each
                     problem; stop writes nothing when there is one
  --json             print one JSON document

keel tape check PATH: read a tape or a recording to its end, verify all of its
checksums, and say how good it is: span, markets, gaps, crossed books, silences

  --json             print one JSON document

Exit code 1 says that a tape is damaged or could not be made.`;

const OPTIONS = {
  data: { type: 'string' },
  out: { type: 'string' },
  assume: { type: 'string', default: '' },
  'on-problem': { type: 'string', default: 'go-on' },
  json: { type: 'boolean', default: false },
} as const;

type Parsed = Part<TapeVerb>;

const parse = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: true });

type Given = ReturnType<typeof parse>;

const named = (value: string | undefined, option: string, what: string): readonly string[] =>
  value === undefined || value === '' ? [`${option} is missing: give ${what}`] : [];

const convertOf = ({ values, positionals }: Given): Parsed => {
  const { data = '', out = '', json } = values;
  const [assume, onProblem] = [assumeOf(values.assume), onProblemOf(values['on-problem'])];
  const errors = [
    ...positionals.slice(1).map((more) => `${more} is no option of keel tape convert`),
    ...named(data, '--data', 'the recording'),
    ...named(out, '--out', 'the file to write'),
    ...errorsOf(assume, onProblem),
  ];
  if (errors.length > 0 || !assume.ok || !onProblem.ok) return err(errors);
  return ok({
    kind: 'convert',
    data,
    out,
    assume: assume.value,
    onProblem: onProblem.value,
    json,
  });
};

const checkOf = ({ values, positionals }: Given, args: readonly string[]): Parsed => {
  const [, path = values.data ?? '', ...more] = positionals;
  const misplaced = ['--out', '--assume', '--on-problem'].filter((option) =>
    args.some((arg) => arg === option || arg.startsWith(`${option}=`)),
  );
  const errors = [
    ...named(path, 'PATH', 'a tape or a recording'),
    ...more.map((one) => `${one} is one path too many: allowed is one`),
    ...misplaced.map((option) => `${option} is no option of keel tape check`),
  ];
  return errors.length > 0
    ? err(errors)
    : ok({ kind: 'check', data: path, assume: {}, onProblem: 'go-on', json: values.json });
};

/** Parses the arguments after `keel tape`. */
export const parseTapeOptions = (args: readonly string[]): Parsed => {
  try {
    const given = parse(args);
    const [action = ''] = given.positionals;
    if (action === 'convert') return convertOf(given);
    if (action === 'check') return checkOf(given, args);
    const what = action === '' ? 'keel tape needs to be told what to do' : `keel tape ${action}`;
    return err([`${what}: allowed is convert or check`]);
  } catch (error) {
    return err([error instanceof Error ? error.message : String(error)]);
  }
};
