// Opens the tape of a session: generated markets, or a recording.

import { describeAssumeError, parseAssume } from '../tape/assume.ts';
import { describeTapeError } from '../tape/errors.ts';
import { generateTape } from '../tape/generator/generator.ts';
import { openTape } from '../tape/tape-file.ts';
import { err, ok } from '../units/result.ts';
import type { Tape, TapeProblem } from '../domain/tape-event.ts';
import type { Result } from '../units/result.ts';
import type { StartOptions } from './start-options.ts';

/** A tape and a name for the portfolio that plays it. */
export type OpenedTape = { readonly tape: Tape; readonly portfolio: string };

// The key of a portfolio: letters, digits, hyphens and underscores.
const nameFor = (path: string): string => {
  const last = path.replace(/\/+$/, '').split('/').at(-1) ?? 'recording';
  return `data-${last.replace(/[^A-Za-z0-9_-]+/g, '-')}`.slice(0, 64);
};

/** Opens the tape that the options ask for. */
export const tapeFor = async (
  options: StartOptions,
  report: (problem: TapeProblem) => void,
): Promise<Result<OpenedTape, readonly string[]>> => {
  const { source, assume, onProblem } = options;
  if (source.kind === 'live') return err(['live data is no tape']);
  if (source.kind === 'generated') {
    if (assume !== '') return err(['--assume is for recordings; generated markets lack nothing']);
    const tape = generateTape({ seed: source.seed });
    return ok({ tape, portfolio: `generated-${source.seed.toString()}` });
  }
  const overrides = parseAssume(assume);
  if (!overrides.ok) return err(overrides.error.map(describeAssumeError));
  const tape = await openTape(source.path, { onProblem, report, assume: overrides.value });
  if (!tape.ok) return err([describeTapeError(tape.error)]);
  return ok({ tape: tape.value, portfolio: nameFor(source.path) });
};
