// What is judged: after each death that no order rests which the stored state does not know, and at
// rest that the books are the venue's own, to the micro.

import { withStoredPortfolio } from '../../lib/cli/stored-portfolio.ts';
import { amissAtRest, orphans } from '../soak/laws.ts';
import { rememberedFills } from '../soak/remembered-fills.ts';
import type { StoredPortfolio } from '../../lib/cli/stored-portfolio.ts';
import type { Fill } from '../../lib/domain/fill.ts';
import type { WireServer } from '../../lib/simulation/wire/server.ts';

/** The portfolio that a session without an option has. */
const PORTFOLIO = 'default';

type Broken = readonly string[];

/** Somebody who compares stored books with those of the venue. */
export type Judge = {
  /** The fills of the venue, which forgets them; to be called more often than it does. */
  readonly fills: () => readonly Fill[];
  /** Nothing rests that the stored state does not know. */
  readonly afterDeath: () => Promise<Broken>;
  /** The books are the venue's, and the entries add up to them. */
  readonly atRest: () => Promise<Broken>;
};

/** Makes a judge over a venue and the folder of a state that nobody else has open. */
export const createJudge = (server: WireServer, folder: string): Judge => {
  const fills = rememberedFills(server.venue);
  const judge = async (law: (stored: StoredPortfolio) => Promise<Broken>): Promise<Broken> => {
    let broken: Broken = ['the stored portfolio could not be opened'];
    const place = { kind: 'folder', folder } as const;
    await withStoredPortfolio({ place, mode: 'live', portfolio: PORTFOLIO }, async (stored) => {
      broken = await law(stored);
      return 0;
    });
    return broken;
  };
  return {
    fills,
    afterDeath: () => judge(({ state }) => Promise.resolve(orphans({ server }, state))),
    atRest: () => judge((stored) => amissAtRest({ server }, stored, fills())),
  };
};
