// What is said where a portfolio is not: which one was looked for and where, and which ones there
// are, since the cause is mostly a name, a mode or a folder that was meant otherwise.

import { witnessedPortfolios } from '../adapters/local/state-witness.ts';
import type { PortfolioIdentity } from '../domain/portfolio-state.ts';
import type { StatePlace } from './state-place.ts';

type Sought = Pick<PortfolioIdentity, 'mode' | 'portfolio'>;

const foundIn = async (folder: string): Promise<string> => {
  const found = await witnessedPortfolios(folder);
  const names = found.map(({ mode, portfolio }) => `${portfolio} (${mode})`);
  return names.length === 0 ? 'none is there' : `there are: ${names.toSorted().join(', ')}`;
};

/** Says that a portfolio is not where it was looked for, and which ones are. */
export const noPortfolio = async (
  place: StatePlace,
  { mode, portfolio }: Sought,
): Promise<string> => {
  const what = `There is no ${mode} portfolio ${portfolio}`;
  return place.kind === 'folder'
    ? `${what} in ${place.folder}; ${await foundIn(place.folder)}.`
    : `${what} in the table ${place.table}: PORTFOLIO_ID or --portfolio names another.`;
};
