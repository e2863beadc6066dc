// Which stored portfolio the verbs mean that look into books and trade nothing.

import { readOr } from '../config/variable.ts';
import { VARIABLES } from '../config/variables.ts';
import { err, ok } from '../units/result.ts';
import { readEnvironment } from './environment.ts';
import { portfolioNamed } from './portfolio-name.ts';
import { statePlaceOf } from './state-place.ts';
import type { Environment } from '../config/variable.ts';
import type { Result } from '../units/result.ts';
import type { AskedPortfolio } from './portfolio-options.ts';
import type { StatePlace } from './state-place.ts';
import type { PortfolioPlace } from './stored-portfolio.ts';

// The variables of a portfolio on AWS say what its functions trade. A folder of this machine may
// hold portfolios of both modes beside each other, whatever the variables say.
const isMeantLive = (env: Environment, { kind }: StatePlace): boolean =>
  kind === 'table' && readOr(env, VARIABLES.liveTrading, undefined) !== undefined;

/** Says where the asked portfolio is. Refuses: an unreadable environment, two places at once. */
export const askedPortfolio = async ({
  portfolio,
  live,
  state,
}: AskedPortfolio): Promise<Result<PortfolioPlace, string>> => {
  const env = await readEnvironment();
  if (!env.ok) return err(env.error.join('\n'));
  const place = statePlaceOf(env.value, state);
  if (!place.ok) return place;
  const mode = live || isMeantLive(env.value, place.value) ? 'live' : 'paper';
  const stored = { place: place.value, mode } as const;
  return ok({ ...stored, portfolio: portfolio ?? portfolioNamed(env.value, stored) });
};
