// Where portfolios are kept: in a state folder of this machine, or in the table on AWS, where the
// function runs their cycles and the command only looks, resets and clears.

import { dynamoClient } from '../adapters/dynamo/aws-client.ts';
import { dynamoStore } from '../adapters/dynamo/dynamo-store.ts';
import { readOr } from '../config/variable.ts';
import { VARIABLES } from '../config/variables.ts';
import { err, ok } from '../units/result.ts';
import type { Environment } from '../config/variable.ts';
import type { PortfolioIdentity } from '../domain/portfolio-state.ts';
import type { PaperStore, StateStore } from '../ports/state-store.ts';
import type { Result } from '../units/result.ts';

/** A place of state. */
export type StatePlace =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'table'; readonly table: string };

const FOLDER = 'data/state';

/** Says where state is kept. Refuses: a folder that is named beside a table. */
export const statePlaceOf = (
  env: Environment,
  folder: string | undefined,
): Result<StatePlace, string> => {
  const { tableName } = VARIABLES;
  const table = readOr(env, tableName, undefined);
  if (table === undefined) {
    if (env[tableName.name] !== undefined)
      return err(`${tableName.name} names no table. Allowed: ${tableName.value.allowed}.`);
    return ok({ kind: 'folder', folder: folder ?? FOLDER });
  }
  if (folder === undefined) return ok({ kind: 'table', table });
  return err(`--state ${folder} is of this machine, and ${tableName.name} is set: leave one out`);
};

/** Opens a portfolio of the table on AWS, and closes the connection when all is done. */
export const withTable = async <T>(
  { table }: { readonly table: string },
  identity: PortfolioIdentity,
  act: (store: StateStore & PaperStore) => Promise<T>,
): Promise<T> => {
  const client = dynamoClient();
  try {
    return await act(dynamoStore({ client, table, identity }));
  } finally {
    client.destroy();
  }
};
