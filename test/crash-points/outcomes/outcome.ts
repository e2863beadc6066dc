// What may become of a request, by name. Some of it is done by the venue, and is true whether or
// not anybody ever hears of it; the rest is only what is said.

import type { FaultEffect } from '../../../lib/simulation/wire/faults.ts';
import type { ServiceFate } from '../../simulator/world/aws-network.ts';
import type { Hands } from '../stage/market.ts';
import type { Fate } from '../stage/probe.ts';

/** One thing that may become of a request. */
export type Outcome = {
  readonly name: string;
  /**
   * `word`: only the answer differs. `undone`: the request is not carried out, so that a process
   * that dies unanswered leaves another world behind. `deed`: the market itself is another one.
   */
  readonly kind: 'word' | 'undone' | 'deed';
  /** Whether it becomes of this one request, or of all from there on that are named alike. */
  readonly of: 'one' | 'all';
  readonly fate: (hands: Hands) => Fate;
};

/** Something that only its answer tells. */
export const word = (name: string, effect: FaultEffect, of: Outcome['of'] = 'one'): Outcome => ({
  name,
  kind: 'word',
  of,
  fate: () => ({ at: 'venue', effect }),
});

/** Something that is not done, and how that is answered. */
export const undone = (name: string, effect: FaultEffect, of: Outcome['of'] = 'one'): Outcome => ({
  ...word(name, effect, of),
  kind: 'deed',
});

/** An answer in the place of the venue's own. */
export const instead = (when: 'before' | 'after', status: number, body: string): FaultEffect => ({
  kind: 'instead',
  when,
  answer: { status, body, headers: status === 429 ? { 'retry-after': '2' } : {} },
});

/** An error as the venue words it. */
export const saying = (text: string): string => JSON.stringify({ error: text });

/** Something that happens at the venue right before or right after a request is carried out. */
export const deed = (
  name: string,
  acts: {
    readonly before?: (hands: Hands) => void;
    readonly after?: (hands: Hands) => void;
  },
): Outcome => ({
  name,
  kind: 'deed',
  of: 'one',
  fate: (hands) => ({
    at: 'venue',
    before: () => acts.before?.(hands),
    after: () => acts.after?.(hands),
  }),
});

/** What becomes of a request to a service. */
export const served = (name: string, fate: ServiceFate, of: Outcome['of'] = 'one'): Outcome => ({
  name,
  kind: 'undone',
  of,
  fate: () => ({ at: 'service', fate }),
});
