// What of the options of `keel start` a live session takes. The rest is about simulated markets or
// simulated money, and means nothing at the real venue.

import { err, ok } from '../units/result.ts';
import type { Result } from '../units/result.ts';
import type { StartOptions } from './start-options.ts';

/** When a live session ends by itself. */
export type LiveUntil =
  | { readonly kind: 'never' }
  | Exclude<StartOptions['until'], { readonly kind: 'tape-end' }>;

/** The options of a live session. */
export type LiveOptions = Pick<StartOptions, 'stateFolder' | 'output' | 'view'> & {
  readonly until: LiveUntil;
};

const SIMULATED = ['data', 'source', 'seed', 'speed', 'assume', 'on-problem', 'fresh'];

/** Takes the options of a live session. Refuses: every one that is about simulation. */
export const liveOptions = (options: StartOptions): Result<LiveOptions, readonly string[]> => {
  const { stateFolder, output, until, view, named } = options;
  const misplaced = SIMULATED.filter((name) => named.has(name));
  if (misplaced.length > 0)
    return err(
      misplaced.map(
        (name) =>
          `--${name} is for paper trading, and LIVE_TRADING is set: leave one of the two out`,
      ),
    );
  const ends: LiveUntil = until.kind === 'tape-end' ? { kind: 'never' } : until;
  return ok({ stateFolder, output, view, until: ends });
};
