// Feeding every parser with what it was not made for: `npm run fuzz -- --inputs 1000000`, for as
// many inputs, or `--seconds 60`. `--target NAME` feeds one of them, `--keep` takes what was met in
// a new way into test/fuzz/corpus.jsonl, and `--replay FILE --target NAME` feeds one input.

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { count, flag, oneOf, readArguments, refuse, words } from '../tooling/arguments.ts';
import { figureLine } from '../tooling/figure-line.ts';
import { exitCodeOf, hearInterruption, interruptedFigure } from '../tooling/interruption.ts';
import { runCampaign } from './campaign.ts';
import { corpusOf, keepInputs } from './corpus.ts';
import { crashOf } from './engine.ts';
import { minimised } from './minimise.ts';
import { TARGETS } from './targets/all.ts';
import type { Interruption } from '../tooling/interruption.ts';
import type { CampaignReport } from './campaign.ts';
import type { Crash } from './engine.ts';
import type { Target } from './target.ts';

const DEFAULT_INPUTS = 1_000_000;
const NAMES = TARGETS.map(({ name }) => name);

const values = readArguments('fuzz', {
  inputs: count(`inputs to feed (${String(DEFAULT_INPUTS)}, or as many as --seconds allow)`, null),
  seconds: count('how long to feed (as long as it takes)', null),
  seed: words('TEXT', 'what the inputs are made with (a fresh one)'),
  threads: count('threads', 2),
  target: oneOf('the only parser to feed (all of them)', NAMES, null),
  keep: flag('takes what was met in a new way into test/fuzz/corpus.jsonl'),
  replay: words('FILE', 'feeds the input in this file to --target'),
});

const FRESH_SEED_BYTES = 5;
const HEARD_EVERY = 250_000;
const SHOWN_MAX = 1_000;

const say = (...lines: readonly string[]): void => {
  for (const line of lines) console.log(line);
};

// The shortest input that fails with the same first words, in a file: it may hold anything.
const told = async (crash: Crash): Promise<readonly string[]> => {
  const { target: name, input, why, seed, index } = crash;
  const head = `${name} crashes with seed ${seed}, input ${String(index)}: ${why}`;
  const target = TARGETS.find((one) => one.name === name);
  if (target === undefined || input === '') return [head];
  const isSame = async (shorter: string): Promise<boolean> =>
    (await crashOf(target, { input: shorter, broken: null })) === why;
  const short = (await isSame(input)) ? await minimised(input, isSame) : input;
  const folder = join(tmpdir(), 'keel-fuzz');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name.replace(/\W+/g, '-')}-${seed.replace(/\W+/g, '-')}.txt`);
  writeFileSync(file, short);
  return [
    head,
    `  ${JSON.stringify(short.slice(0, SHOWN_MAX))}`,
    `  again: npm run fuzz -- --target '${name}' --replay ${file}`,
  ];
};

type Run = { readonly seed: string; readonly seconds: number; readonly interruption: Interruption };

const figures = (report: CampaignReport, run: Run): readonly string[] => [
  ...[...report.fed].map(
    ([name, { inputs, accepted }]) =>
      `${name}: ${String(inputs)} inputs, ${String(accepted)} accepted`,
  ),
  figureLine('fuzz', {
    seed: run.seed,
    inputs: report.inputs,
    targets: report.fed.size,
    crashes: report.crashes.length,
    corpus: NAMES.reduce((sum, name) => sum + corpusOf(name).length, 0),
    seconds: run.seconds.toFixed(0),
    'inputs/s': (report.inputs / run.seconds).toFixed(0),
    ...interruptedFigure(run.interruption),
  }),
];

const fuzz = async (): Promise<number> => {
  const seed = values.seed ?? randomBytes(FRESH_SEED_BYTES).toString('hex');
  say(`seed: ${seed}`);
  const interruption = hearInterruption();
  const start = performance.now();
  let heardAt = 0;
  const report = await runCampaign({
    ...{ seed, interruption },
    inputs: values.inputs ?? (values.seconds === null ? DEFAULT_INPUTS : Infinity),
    seconds: values.seconds ?? Infinity,
    threads: values.threads,
    only: values.target,
    heard: (inputs) => {
      if (inputs < heardAt + HEARD_EVERY) return;
      heardAt = inputs;
      console.error(`${String(inputs)} inputs`);
    },
  });
  const seconds = (performance.now() - start) / 1_000;
  for (const crash of report.crashes) say(...(await told(crash)));
  if (values.keep) keepInputs(report.found);
  const isInterrupted = interruption.isAsked();
  const isIdle = report.inputs === 0 && !isInterrupted;
  if (isIdle) say('NOTHING WAS FED: no parser was tried');
  say(...figures(report, { seed, seconds, interruption }));
  return exitCodeOf({ isBroken: report.crashes.length > 0 || isIdle, isInterrupted });
};

const replay = async (target: Target, file: string): Promise<number> => {
  const why = await crashOf(target, { input: readFileSync(file, 'utf8'), broken: null });
  say(why ?? 'no crash');
  return why === null ? 0 : 1;
};

const run = (): Promise<number> => {
  if (values.replay === null) return fuzz();
  const target = TARGETS.find(({ name }) => name === values.target);
  if (target === undefined)
    return refuse(`fuzz: --replay goes with --target, one of ${NAMES.join(', ')}`);
  if (!existsSync(values.replay)) return refuse(`fuzz: --replay ${values.replay}: no such file`);
  return replay(target, values.replay);
};

process.exitCode = await run();
