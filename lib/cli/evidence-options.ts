// The options of `keel evidence`, parsed strictly.

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SET_NAMES } from '../tape/sets.ts';
import { err, ok } from '../units/result.ts';
import { namesIn, refused, repeated, understood } from './option-parts.ts';
import type { Environment } from '../config/variable.ts';
import type { SetName } from '../tape/sets.ts';
import type { Part } from './option-parts.ts';

/** What `keel evidence` was asked for. */
export type EvidenceOptions = {
  /** The folder that holds the recorded sets. */
  readonly data: string;
  readonly sets: readonly SetName[] | 'all';
  /** Where tapes are kept that were made of them. */
  readonly cache: string;
  /** Where results are kept, one JSON document a line. */
  readonly results: string;
  /** The page whose tables are written; null for none. */
  readonly page: string | null;
  readonly output: 'terminal' | 'json';
};

/** What `keel evidence --help` prints. */
export const EVIDENCE_HELP = `keel evidence: run every preset and both baselines over all recorded
sets, in all bands, and write the tables of docs/evidence.md

Usage: keel evidence [options]

Results are kept by the digests of data, settings and code: the same command
goes on where it was stopped, and runs again what a change concerns.

  --data PATH        the folder of the recorded sets (default RECORDINGS_DIR, or
                     ../shared/data)
  --set LIST         some sets only, by their names; no page is written
  --cache FOLDER     where compact tapes are kept that are made of the sets
                     (default keel-evidence in the folder of temporary files)
  --results FILE     where results are kept (default results.jsonl in the cache)
  --page FILE        the page whose tables are written (default
                     docs/evidence.md)
  --json             print the results as JSON lines
  --help             this text

The work is done by one thread. Progress goes to standard error.

Exit code 0: done. 1: it failed, or there are no recordings. 2: used wrongly.`;

const OPTIONS = {
  data: { type: 'string' },
  set: { type: 'string' },
  cache: { type: 'string' },
  results: { type: 'string' },
  page: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

const setsOf = (text: string | undefined): Part<EvidenceOptions['sets']> => {
  if (text === undefined) return ok('all');
  const names = text.split(',');
  const sets = SET_NAMES.filter((set) => names.includes(set));
  return sets.length === new Set(names).size
    ? ok(sets)
    : refused(`--set ${text}: allowed are ${SET_NAMES.join(', ')}`);
};

/** Parses the arguments after `keel evidence`. */
export const parseEvidenceOptions = (
  args: readonly string[],
  env: Environment,
): Part<EvidenceOptions> =>
  understood(() => {
    const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: true });
    const twice = repeated(namesIn(args, OPTIONS));
    const empty = (['data', 'cache', 'results', 'page'] as const).filter(
      (name) => values[name] === '',
    );
    const sets = setsOf(values.set);
    const errors = [
      ...twice,
      ...empty.map((name) => `--${name} is empty: give a place, or leave it out`),
      ...(values.page !== undefined && values.set !== undefined
        ? ['--page shows all sets: leave out --set']
        : []),
      ...(sets.ok ? [] : sets.error),
    ];
    if (errors.length > 0 || !sets.ok) return err(errors);
    const cache = values.cache ?? join(tmpdir(), 'keel-evidence');
    const page = values.set === undefined ? (values.page ?? join('docs', 'evidence.md')) : null;
    return ok({
      data: values.data ?? env['RECORDINGS_DIR'] ?? join('..', 'shared', 'data'),
      sets: sets.value,
      cache,
      results: values.results ?? join(cache, 'results.jsonl'),
      page,
      output: values.json ? 'json' : 'terminal',
    });
  });
