// A portfolio that sessions left in a state folder, opened by the verbs that trade nothing.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedStore } from '../adapters/local/embedded-store.ts';
import { describeStoreError } from '../cycle/describe-store-error.ts';
import { portfolioId } from '../units/ids.ts';
import { paperIdentity } from '../wiring/identities.ts';
import { complain, EXIT } from './output.ts';
import { portfolioStore, storeProblem } from './paper-session.ts';
import type { Mode, PortfolioIdentity, PortfolioState } from '../domain/portfolio-state.ts';
import type { StateStore } from '../ports/state-store.ts';
import type { ExitCode } from './output.ts';

/** Where a portfolio is kept, by the words of the command line. */
export type PortfolioPlace = {
  readonly folder: string;
  readonly mode: Mode;
  readonly portfolio: string;
};

/** A portfolio that is there. */
export type StoredPortfolio = {
  readonly store: StateStore;
  readonly identity: PortfolioIdentity;
  readonly state: PortfolioState;
};

/** Complains and says so in the exit code. */
export const failed = (text: string): ExitCode => {
  complain(text);
  return EXIT.failed;
};

/** Opens a portfolio, lets something be done with it, and closes the store again. */
export const withStoredPortfolio = async (
  { folder, mode, portfolio }: PortfolioPlace,
  act: (stored: StoredPortfolio) => Promise<ExitCode>,
): Promise<ExitCode> => {
  const home = join(folder, 'store');
  if (!existsSync(home)) return failed(`There is no state in ${folder}.`);
  const started = await startEmbeddedStore(home);
  if (!started.ok) return failed(storeProblem(started.error));
  const { client, stop } = started.value;
  try {
    // Whose wallet it is stands in the state; it is found by its mode and its name.
    const asked = { ...paperIdentity(portfolioId(portfolio)), mode };
    const store = await portfolioStore(client, { folder, identity: asked });
    const state = await store.peek();
    if (!state.ok) return failed(describeStoreError(state.error));
    if (state.value === null) return failed('There is no such portfolio.');
    return await act({ store, identity: state.value.identity, state: state.value });
  } finally {
    await stop();
  }
};
