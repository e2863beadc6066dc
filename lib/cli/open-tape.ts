// Opens the tape of a session: generated markets, or a recording.

import { describeTapeError } from '../tape/errors.ts';
import { generateTape } from '../tape/generator/generator.ts';
import { openTape } from '../tape/tape-file.ts';
import { err, ok } from '../units/result.ts';
import type { Tape, TapeProblem } from '../domain/tape-event.ts';
import type { Result } from '../units/result.ts';
import type { MarketSource } from './start-options.ts';

/** A tape and a name for the portfolio that plays it. */
export type OpenedTape = { readonly tape: Tape; readonly portfolio: string };

/** A source that is a tape. */
export type TapeSource = Exclude<MarketSource, { readonly kind: 'live' }>;

// The key of a portfolio: letters, digits, hyphens and underscores.
const nameFor = (path: string): string => {
  const last = path.replace(/\/+$/, '').split('/').at(-1) ?? 'recording';
  return `data-${last.replace(/[^A-Za-z0-9_-]+/g, '-')}`.slice(0, 64);
};

/** Opens the tape of a source: generates it, or finds the recording. */
export const tapeFor = async (
  source: TapeSource,
  report: (problem: TapeProblem) => void,
): Promise<Result<OpenedTape, readonly string[]>> => {
  if (source.kind === 'generated')
    return ok({ tape: generateTape(source), portfolio: `generated-${source.seed.toString()}` });
  const { path, assume, onProblem } = source;
  const tape = await openTape(path, { onProblem, report, assume });
  if (!tape.ok) return err([describeTapeError(tape.error)]);
  return ok({ tape: tape.value, portfolio: nameFor(path) });
};
