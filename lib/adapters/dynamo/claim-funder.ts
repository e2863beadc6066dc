// One wallet is never traded from two portfolios: each would take the other's orders for foreign
// ones and cancel them. So a live portfolio claims its wallet before anything is sent, once and
// for all.

import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { err, ok } from '../../units/result.ts';
import { unavailable } from './conditional.ts';
import { keyOf, partitionOf } from './table.ts';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { PortfolioIdentity } from '../../domain/portfolio-state.ts';
import type { StoreError } from '../../ports/state-store.ts';
import type { Result } from '../../units/result.ts';
import type { Item } from './table.ts';

/** A wallet to be claimed, for whom, and in which table. */
export type FunderClaim = {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly identity: PortfolioIdentity;
};

const CLAIM = 'CLAIM';

// An address may be written in several cases, and is the same wallet in all of them.
const claimKey = ({ chainId, funder }: PortfolioIdentity): Item =>
  keyOf(`FUNDER#${String(chainId)}#${funder.toLowerCase()}`, CLAIM);

const holderIn = async ({ client, table, identity }: FunderClaim): Promise<string | null> => {
  const { Item: item } = await client.send(
    new GetItemCommand({ TableName: table, Key: claimKey(identity), ConsistentRead: true }),
  );
  return item === undefined ? null : (item['portfolio']?.S ?? 'an unreadable claim');
};

const put = async ({ client, table, identity }: FunderClaim, me: string): Promise<void> => {
  await client.send(
    new PutItemCommand({
      TableName: table,
      Item: { ...claimKey(identity), portfolio: { S: me } },
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );
};

// Whatever became of the write, the claim that stands decides: it may have won although its answer
// was lost, and it may have been ours since long ago.
const standing = async (claim: FunderClaim, error: unknown): Promise<Result<null, StoreError>> => {
  const me = partitionOf(claim.identity);
  try {
    const by = await holderIn(claim);
    if (by === null) return err(unavailable(error));
    return by === me
      ? ok(null)
      : err({ kind: 'FUNDER_CLAIMED', funder: claim.identity.funder, by });
  } catch (readError) {
    return err(unavailable(readError));
  }
};

/** Claims the wallet of a live portfolio. Refuses: a wallet that another portfolio has claimed. */
export const claimFunder = async (claim: FunderClaim): Promise<Result<null, StoreError>> => {
  try {
    await put(claim, partitionOf(claim.identity));
    return ok(null);
  } catch (error) {
    return standing(claim, error);
  }
};
