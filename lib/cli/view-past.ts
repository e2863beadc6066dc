// Reads the past of a portfolio for the page of its session, with a connection of its own: the one
// of the cycles is theirs.

import { dynamoStore } from '../adapters/dynamo/dynamo-store.ts';
import { clientFor } from '../adapters/local/embedded-store.ts';
import { tellPast } from './stored-report.ts';
import type { PortfolioIdentity } from '../domain/portfolio-state.ts';
import type { GrowingReport } from '../report/growing.ts';
import type { PastState } from './stored-report.ts';

/** Where the past of a portfolio stands, and up to when it is asked for. */
export type Past = {
  readonly endpoint: string;
  readonly table: string;
  readonly state: PastState;
};

/** Tells a report the past. Gives what went wrong, or null. */
export const readPast = async (
  { endpoint, table, state }: Past,
  identity: PortfolioIdentity,
  report: GrowingReport,
): Promise<string | null> => {
  const client = clientFor(endpoint);
  try {
    const told = await tellPast(dynamoStore({ client, table, identity }), state, report);
    return told.ok ? null : told.error;
  } finally {
    client.destroy();
  }
};
