// What may follow an option, for the shell: nothing, a file, one of a few words, or something that
// only its reader knows.

import { BAND_NAMES } from '../backtest/bands.ts';
import { PRESET_NAMES } from '../config/presets.ts';
import { PERIOD_LENGTHS } from '../sweep/periods.ts';

/** What follows an option that takes something. */
export type OptionValue =
  | { readonly kind: 'place' }
  | { readonly kind: 'word'; readonly words: readonly string[] }
  | { readonly kind: 'free' };

// Verbs that take more than these, as all of something, say so in their help.
const WORDS: Readonly<Record<string, readonly string[]>> = {
  '--preset': PRESET_NAMES,
  '--band': ['all', ...BAND_NAMES],
  '--latency': ['typical', 'none'],
  '--on-problem': ['go-on', 'stop'],
  '--source': ['live'],
  '--format': ['csv', 'json'],
  '--choose': ['net', 'sharpe'],
  '--period': PERIOD_LENGTHS.map(([name]) => name),
};

// An option at the beginning of a line, then the name of what it takes, then what it is for.
const DESCRIBED = /^ +(--[a-z][a-z-]*) (\S+)(?: {2,}| *$)/gm;

const valueOf = (option: string, name: string): OptionValue => {
  if (/^(PATH|FILE|FOLDER)$/.test(name)) return { kind: 'place' };
  const words = WORDS[option];
  return words === undefined ? { kind: 'free' } : { kind: 'word', words };
};

/** The options that help texts describe with something that follows, and what that is. */
export const valuesIn = (helps: readonly string[]): ReadonlyMap<string, OptionValue> =>
  new Map(
    helps.flatMap((help) =>
      [...help.matchAll(DESCRIBED)].map(([, option = '', name = '']): [string, OptionValue] => [
        option,
        valueOf(option, name),
      ]),
    ),
  );
