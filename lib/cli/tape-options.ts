// The options of `keel tape`, parsed strictly: every mistake at once, each with what is allowed.

import { parseArgs } from 'node:util';
import { err, ok } from '../units/result.ts';
import {
  assumeOf,
  durationOf,
  errorsOf,
  onProblemOf,
  refused,
  seedOf,
  understood,
} from './option-parts.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { Overrides } from '../tape/assume.ts';
import type { OnProblem, Part } from './option-parts.ts';

type Reading = { readonly assume: Overrides; readonly onProblem: OnProblem };

/** What is converted. */
export type ConvertedSource =
  | { readonly kind: 'recording'; readonly path: string }
  | { readonly kind: 'generated'; readonly seed: bigint; readonly duration: DurationMs | null };

/** What `keel tape` was asked for. */
export type TapeVerb =
  | (Reading & {
      readonly kind: 'convert';
      readonly source: ConvertedSource;
      readonly out: string;
      readonly json: boolean;
    })
  | (Reading & { readonly kind: 'check'; readonly data: string; readonly json: boolean });

/** The help of the verb. */
export const TAPE_HELP = `keel tape convert: make a compact tape of a recording, which is read much
faster and says itself what is known of its markets

  --data PATH        the folder of a recorded set, one of its files, or a tape
  --seed N           in place of it: generated markets
  --hours N          how long the generated markets last (default 5)
  --out FILE         where the tape goes, such as games.keeltape; nothing may be
                     there yet
  --assume LIST      what the recording lacks, like end=+48h,volume24h=100000;
                     the tape says it from then on
  --on-problem WHAT  go-on (default) writes what can be read and tells each
                     problem; stop writes nothing when there is one
  --json             print one JSON document

keel tape check PATH: read a tape or a recording to its end, verify all of its
checksums, and say how good it is: span, markets, gaps, crossed books, silences

  --json             print one JSON document

Exit code 0: done. 1: a tape is damaged or could not be made. 2: used wrongly.`;

const OPTIONS = {
  data: { type: 'string' },
  seed: { type: 'string' },
  hours: { type: 'string' },
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

const generatedOf = (seed: string, hours: string | undefined): Part<ConvertedSource> => {
  const [drawn, duration] = [seedOf(seed), durationOf(hours)];
  return drawn.ok && duration.ok
    ? ok({ kind: 'generated', seed: drawn.value, duration: duration.value })
    : err(errorsOf(drawn, duration));
};

const sourceOf = ({ values }: Given): Part<ConvertedSource> => {
  const { data = '', seed, hours, assume } = values;
  if (seed !== undefined && data !== '')
    return refused('--seed is for generated markets; --data names a recording');
  if (seed !== undefined && assume !== '')
    return refused('--assume is for recordings: give one with --data');
  if (seed !== undefined) return generatedOf(seed, hours);
  if (hours !== undefined) return refused('--hours is for generated markets: give --seed');
  return data === ''
    ? refused('--data is missing: give the recording, or --seed for generated markets')
    : ok({ kind: 'recording', path: data });
};

const convertOf = (given: Given): Parsed => {
  const { values, positionals } = given;
  const { out = '', json } = values;
  const source = sourceOf(given);
  const [assume, onProblem] = [assumeOf(values.assume), onProblemOf(values['on-problem'])];
  const errors = [
    ...positionals.slice(1).map((more) => `${more} is no option of keel tape convert`),
    ...named(out, '--out', 'the file to write'),
    ...errorsOf(source, assume, onProblem),
  ];
  if (errors.length > 0 || !source.ok || !assume.ok || !onProblem.ok) return err(errors);
  return ok({
    kind: 'convert',
    source: source.value,
    out,
    assume: assume.value,
    onProblem: onProblem.value,
    json,
  });
};

const checkOf = ({ values, positionals }: Given, args: readonly string[]): Parsed => {
  const [, path = values.data ?? '', ...more] = positionals;
  const misplaced = ['--out', '--seed', '--hours', '--assume', '--on-problem'].filter((option) =>
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
export const parseTapeOptions = (args: readonly string[]): Parsed =>
  understood(() => {
    const given = parse(args);
    const [action = ''] = given.positionals;
    if (action === 'convert') return convertOf(given);
    if (action === 'check') return checkOf(given, args);
    const what = action === '' ? 'keel tape needs to be told what to do' : `keel tape ${action}`;
    return err([`${what}: allowed is convert or check`]);
  });
