// What a function asks of AWS, in the words of a policy: the action, the resource, and for the
// table the keys of the partitions that it touches.

import type { Exchange } from '../loopback/server.ts';
import type { Passing } from './between.ts';

/** One call. A resource is the name of a table, of a parameter, or the id of a key. */
export type Call = {
  readonly action: string;
  readonly resource: string;
  readonly partitions: readonly string[];
};

type Keyed = { readonly pk: { readonly S: string } };

type Write = {
  readonly PutRequest?: { readonly Item: Keyed };
  readonly DeleteRequest?: { readonly Key: Keyed };
};

type Asked = {
  readonly TableName?: string;
  readonly Key?: Keyed;
  readonly Item?: Keyed;
  readonly RequestItems?: Readonly<Record<string, readonly Write[]>>;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeValues?: Readonly<Record<string, { readonly S?: string }>>;
};

const queried = ({ KeyConditionExpression, ExpressionAttributeValues }: Asked): string | null => {
  const name = /^pk = (:\w+)/.exec(KeyConditionExpression ?? '')?.[1];
  return name === undefined ? null : (ExpressionAttributeValues?.[name]?.S ?? null);
};

/** Reads calls out of a request to the table. One whose keys cannot be told is an error. */
export const tableCalls = ({ operation, body }: Passing): readonly Call[] => {
  const asked = JSON.parse(body) as Asked;
  const action = `dynamodb:${operation}`;
  const call = (table: string, keys: readonly (Keyed | undefined)[]): Call => {
    const found = keys.flatMap((key) => key?.pk.S ?? []);
    const partitions = found.length > 0 ? found : [queried(asked) ?? ''];
    if (partitions.includes('')) throw new Error(`no key in ${operation} ${body}`);
    return { action, resource: table, partitions };
  };
  if (asked.RequestItems === undefined)
    return [call(asked.TableName ?? '', [asked.Key, asked.Item])];
  return Object.entries(asked.RequestItems).map(([table, writes]) =>
    call(
      table,
      writes.map((write) => write.PutRequest?.Item ?? write.DeleteRequest?.Key),
    ),
  );
};

const operationOf = ({ headers }: Exchange): string =>
  String(headers['x-amz-target']).replace(/^.*\./, '');

/** Reads the call out of a request to SSM. */
export const parameterCall = (exchange: Exchange): Call => ({
  action: `ssm:${operationOf(exchange)}`,
  resource: (JSON.parse(exchange.body) as { readonly Name: string }).Name,
  partitions: [],
});

/** Reads the call out of a request to KMS. */
export const keyCall = (exchange: Exchange): Call => ({
  action: `kms:${operationOf(exchange)}`,
  resource: (JSON.parse(exchange.body) as { readonly KeyId: string }).KeyId,
  partitions: [],
});
