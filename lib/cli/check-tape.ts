// `keel tape check`: whether a tape is whole, and what a result that rests on it is worth.

import { basename } from 'node:path';
import { systemClock } from '../adapters/local/system-clock.ts';
import { describeTape } from '../tape/describe.ts';
import { describeTapeError } from '../tape/errors.ts';
import { watchQuality } from '../tape/quality.ts';
import * as text from '../tape/quality-text.ts';
import { openTape } from '../tape/tape-file.ts';
import { msOfEpoch } from '../units/time.ts';
import { toTime } from '../tape/numbers.ts';
import { longWork } from './long-work.ts';
import { complain, EXIT, failed, note, print } from './output.ts';
import { shareOf } from './progress.ts';
import { textTable } from './text-table.ts';
import type { Tape, TapeProblem } from '../domain/tape-event.ts';
import type { QualityWatch, TapeQuality } from '../tape/quality.ts';
import type { ExitCode } from './output.ts';
import type { TapeVerb } from './tape-options.ts';

type Asked = Extract<TapeVerb, { readonly kind: 'check' }>;

const nowMs = (): number => Number(msOfEpoch(systemClock.now()));

const readThrough = async (tape: Tape, watch: QualityWatch): Promise<void> => {
  const work = longWork('checking', note, nowMs());
  if (tape.columns === null) {
    for await (const events of tape.events()) {
      events.forEach(watch.event);
      work(shareOf(tape, events.at(-1)?.at ?? tape.start), nowMs());
    }
    return;
  }
  for await (const block of tape.columns.blocks()) {
    watch.block(block, block.count);
    work(shareOf(tape, toTime(block.times[block.count - 1] ?? 0)), nowMs());
  }
};

const say = (tape: Tape, quality: TapeQuality): void => {
  print(...describeTape(tape), '', ...text.qualityHead(quality), '');
  print(...textTable(text.QUALITY_COLUMNS, quality.markets.map(text.qualityRow)), '');
  const warnings = text.qualityWarnings(quality);
  print(...(warnings.length === 0 ? ['Nothing is wrong with it.'] : warnings));
};

/** Checks a tape or a recording. */
export const checkTape = async ({ data, assume, onProblem, json }: Asked): Promise<ExitCode> => {
  // What is wrong with the file itself; problems of what it was made from stand in it by name.
  const damages: TapeProblem[] = [];
  let note: (problem: TapeProblem) => void = () => undefined;
  const report = (problem: TapeProblem): void => {
    note(problem);
    if (problem.kind === 'truncated' && problem.file === basename(data)) damages.push(problem);
  };
  const opened = await openTape(data, { onProblem, report, assume });
  if (!opened.ok) return failed(describeTapeError(opened.error));
  const tape = opened.value;
  const watch = watchQuality(tape);
  note = watch.problem;
  await readThrough(tape, watch);
  const quality = watch.report();
  const { name, identity, provenance } = tape;
  if (json) print(JSON.stringify({ name, identity, provenance, ...quality, damages }));
  else say(tape, quality);
  complain(...damages.map(({ file, detail }) => `${file} is not whole: ${detail}`));
  return damages.length === 0 ? EXIT.done : EXIT.failed;
};
