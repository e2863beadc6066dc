// Feeding every parser with what it was not made for: `npm run fuzz -- --inputs 1000000`, for as
// many inputs, or `--seconds 60`. `--target NAME` feeds one of them, `--keep` takes what was met in
// a new way into test/fuzz/corpus.jsonl, and `--replay FILE --target NAME` feeds one input.

import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runCampaign } from './campaign.ts';
import { corpusOf, keepInputs } from './corpus.ts';
import { crashOf } from './engine.ts';
import { minimised } from './minimise.ts';
import { TARGETS } from './targets/all.ts';
import type { CampaignReport } from './campaign.ts';
import type { Crash } from './engine.ts';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string' },
    seconds: { type: 'string' },
    seed: { type: 'string' },
    threads: { type: 'string', default: '2' },
    target: { type: 'string' },
    keep: { type: 'boolean', default: false },
    replay: { type: 'string' },
  },
});

const FRESH_SEED_BYTES = 5;
const DEFAULT_INPUTS = 1_000_000;
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
  return [head, `  ${JSON.stringify(short.slice(0, SHOWN_MAX))}`, `  again: --replay ${file}`];
};

const figures = (report: CampaignReport, seconds: number): readonly string[] => [
  ...[...report.fed].map(
    ([name, { inputs, accepted }]) =>
      `${name}: ${String(inputs)} inputs, ${String(accepted)} accepted`,
  ),
  [
    `fuzz: inputs=${String(report.inputs)} targets=${String(report.fed.size)}`,
    `crashes=${String(report.crashes.length)}`,
    `corpus=${String(TARGETS.reduce((sum, { name }) => sum + corpusOf(name).length, 0))}`,
    `seconds=${seconds.toFixed(0)} inputs/s=${(report.inputs / seconds).toFixed(0)}`,
  ].join(' '),
];

const fuzz = async (): Promise<boolean> => {
  const seed = values.seed ?? randomBytes(FRESH_SEED_BYTES).toString('hex');
  say(`seed: ${seed}`);
  const start = performance.now();
  let heardAt = 0;
  const report = await runCampaign({
    seed,
    inputs: Number(values.inputs ?? (values.seconds === undefined ? DEFAULT_INPUTS : Infinity)),
    seconds: Number(values.seconds ?? Infinity),
    threads: Number(values.threads),
    only: values.target ?? null,
    heard: (inputs) => {
      if (inputs < heardAt + HEARD_EVERY) return;
      heardAt = inputs;
      console.error(`${String(inputs)} inputs`);
    },
  });
  for (const crash of report.crashes) say(...(await told(crash)));
  if (values.keep) keepInputs(report.found);
  say(...figures(report, (performance.now() - start) / 1_000));
  return report.crashes.length === 0 && report.inputs > 0;
};

const replay = async (file: string): Promise<boolean> => {
  const target = TARGETS.find(({ name }) => name === values.target);
  if (target === undefined) {
    say(`--target is one of: ${TARGETS.map(({ name }) => name).join(', ')}`);
    return false;
  }
  const why = await crashOf(target, { input: readFileSync(file, 'utf8'), broken: null });
  say(why ?? 'no crash');
  return why === null;
};

process.exitCode = (await (values.replay === undefined ? fuzz() : replay(values.replay))) ? 0 : 1;
