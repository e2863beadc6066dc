// A portfolio that sessions or functions left in the state, opened by the verbs that trade nothing.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedStore } from '../adapters/local/embedded-store.ts';
import { describeStoreError } from '../cycle/describe-store-error.ts';
import { portfolioId } from '../units/ids.ts';
import { lookedUpIdentity } from '../wiring/identities.ts';
import { noPortfolio } from './no-portfolio.ts';
import { failed } from './output.ts';
import { portfolioStore, storeProblem } from './paper-session.ts';
import { withTable } from './state-place.ts';
import type { Mode, PortfolioIdentity, PortfolioState } from '../domain/portfolio-state.ts';
import type { PaperStore, StateStore } from '../ports/state-store.ts';
import type { ExitCode } from './output.ts';
import type { StatePlace } from './state-place.ts';

/** Which portfolio, and where it is kept. */
export type PortfolioPlace = {
  readonly place: StatePlace;
  readonly mode: Mode;
  readonly portfolio: string;
};

/** A portfolio that is there. */
export type StoredPortfolio = {
  readonly store: StateStore & PaperStore;
  readonly identity: PortfolioIdentity;
  readonly state: PortfolioState;
};

type Act = (stored: StoredPortfolio) => Promise<ExitCode>;

type Sought = { readonly place: StatePlace; readonly identity: PortfolioIdentity };

const actOn = async (
  store: StateStore & PaperStore,
  { place, identity }: Sought,
  act: Act,
): Promise<ExitCode> => {
  const state = await store.peek();
  if (!state.ok) return failed(describeStoreError(state.error));
  if (state.value === null) return failed(await noPortfolio(place, identity));
  return act({ store, identity: state.value.identity, state: state.value });
};

const inFolder = async (
  folder: string,
  identity: PortfolioIdentity,
  act: Act,
): Promise<ExitCode> => {
  const sought: Sought = { place: { kind: 'folder', folder }, identity };
  const home = join(folder, 'store');
  if (!existsSync(home)) return failed(`There is no state in ${folder}.`);
  const started = await startEmbeddedStore(home);
  if (!started.ok) return failed(storeProblem(started.error));
  const { client, stop } = started.value;
  try {
    return await actOn(await portfolioStore(client, { folder, identity }), sought, act);
  } finally {
    await stop();
  }
};

/** Opens a portfolio, lets something be done with it, and closes the store again. */
export const withStoredPortfolio = async (
  { place, mode, portfolio }: PortfolioPlace,
  act: Act,
): Promise<ExitCode> => {
  const asked = lookedUpIdentity(portfolioId(portfolio), mode);
  return place.kind === 'folder'
    ? inFolder(place.folder, asked, act)
    : withTable(place, asked, (store) => actOn(store, { place, identity: asked }, act));
};
