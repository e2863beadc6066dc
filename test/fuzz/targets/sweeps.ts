// What sweeps read: results that may have come from anywhere.

import {
  headLine,
  parseRunResult,
  readJournal,
  resultLine,
} from '../../../lib/backtest/sweep/journal.ts';
import { parseSweepEvent } from '../../../functions/sweep/sweep-event.ts';
import { wholeRun } from '../../../lib/sweep/walk-forward.ts';
import { resultOf } from '../../sweep/results.ts';
import { claim, jsonTarget, verdictOf } from '../target.ts';
import type { SweepHead } from '../../../lib/backtest/sweep/journal.ts';
import type { Target } from '../target.ts';

const RUN = wholeRun({ 'mm.gamma': '1' }, { from: 0, until: 60_000, periodMs: 60_000 });
const LINE = resultLine(resultOf(RUN, [1, null]));

const HEAD: SweepHead = {
  kind: 'sweep',
  version: 1,
  madeBy: 'keel 1',
  code: 'c0de',
  tape: { name: 'tape', identity: 'a' },
  settings: {
    base: {},
    seed: '1',
    cash: null,
    latency: 'none',
    share: '0.5',
    bands: ['pessimistic'],
    periodMs: 60_000,
  },
  space: { dimensions: [], search: { kind: 'grid' } },
};

const run: Target = {
  name: 'run of a sweep',
  form: 'json',
  seeds: [LINE.trim()],
  required: [
    'key',
    'run',
    'run.values',
    'run.markets',
    'bands',
    'bands.*.income',
    'bands.*.profits',
  ],
  run: (input) => {
    const read = parseRunResult(input);
    return read === undefined
      ? { kind: 'refused', reason: 'no run' }
      : { kind: 'accepted', value: read };
  },
};

const journal: Target = {
  name: 'file of a sweep',
  form: 'text',
  seeds: [headLine(HEAD) + LINE, headLine(HEAD)],
  required: [],
  run: (input) => {
    const bytes = Buffer.from(input);
    const read = readJournal(bytes, HEAD);
    if (read.ok) claim(read.value.wholeBytes <= bytes.length, 'nothing is kept that is not there');
    return verdictOf(read);
  },
};

const item = jsonTarget({
  name: 'item of a sweep',
  seeds: [
    JSON.stringify({
      tape: 'tapes/a.keeltape',
      results: 'results/a/',
      job: { settings: HEAD.settings, run: RUN },
    }),
  ],
  required: ['tape', 'results', 'job', 'job.settings.base', 'job.run.values', 'job.run.markets'],
  run: (value) => {
    const read = parseSweepEvent(value);
    claim(!read.ok || !/\.\.\//.test(read.value.tape), 'a tape lies in its folder');
    return verdictOf(read);
  },
});

/** What sweeps read. */
export const SWEEPS: readonly Target[] = [run, journal, item];
