// Between an AWS client as it ships and a service in one process: requests come as the SDK makes
// them, signed and serialised, and answers go back as bytes. On the way a request may be lost, its
// answer too, or the service may answer with an error of its own.

import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { ApiAnswer } from './dynamo-api.ts';

/** What becomes of one request. */
export type RequestFate =
  | { readonly kind: 'carried-out' }
  | { readonly kind: 'lost'; readonly when: 'before' | 'after' }
  | { readonly kind: 'answered'; readonly answer: ApiAnswer };

/** A service, and what stands between it and its callers. */
export type Line = {
  readonly call: (operation: string, body: unknown) => ApiAnswer;
  /** Decides on a request; it may take its time, or never come back. */
  readonly fateOf: (operation: string, body: unknown) => Promise<RequestFate>;
};

type Handler = Exclude<DynamoDBClientConfig['requestHandler'], undefined>;
type SdkRequest = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

const lost = (): Error => Object.assign(new Error('the line went dead'), { name: 'TimeoutError' });

const carriedOut = async (
  { call, fateOf }: Line,
  operation: string,
  body: unknown,
): Promise<ApiAnswer> => {
  const fate = await fateOf(operation, body);
  if (fate.kind === 'answered') return fate.answer;
  if (fate.kind === 'lost' && fate.when === 'before') throw lost();
  const answer = call(operation, body);
  if (fate.kind === 'lost') throw lost();
  return answer;
};

const textOf = (body: unknown): string => {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : '{}';
};

const headersOf = { 'content-type': 'application/x-amz-json-1.0' };

/** Makes the request handler of a client that speaks to a service over a line. */
export const sdkHandler = (line: Line): Handler => ({
  metadata: { handlerProtocol: 'http/1.1' },
  updateHttpClientConfig: () => undefined,
  httpHandlerConfigs: () => ({}),
  handle: async ({ headers, body }: SdkRequest) => {
    const operation = (headers['x-amz-target'] ?? '').split('.').at(-1) ?? '';
    const { status, body: answer } = await carriedOut(line, operation, JSON.parse(textOf(body)));
    return {
      response: {
        statusCode: status,
        headers: headersOf,
        body: new TextEncoder().encode(JSON.stringify(answer)),
      },
    };
  },
});
