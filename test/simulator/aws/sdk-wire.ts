// What an AWS client as it ships hands to its connection, and what it wants back from there.

import type { ApiAnswer } from './dynamo-api.ts';

/** A request as a client has signed and serialised it, as far as a service looks at it. */
export type SdkRequest = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

/** An answer as a client takes it. */
export type SdkAnswer = {
  readonly response: {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
  };
};

/** A call of a service, by the names of its API. */
export type ServiceCall = {
  readonly service: string;
  readonly operation: string;
  readonly body: unknown;
};

const textOf = (body: unknown): string => {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : '{}';
};

/** Reads a request. */
export const serviceCall = ({ headers, body }: SdkRequest): ServiceCall => {
  const [service = '', operation = ''] = (headers['x-amz-target'] ?? '').split('.');
  return { service, operation, body: JSON.parse(textOf(body)) as unknown };
};

/** Writes an answer. */
export const sdkAnswer = ({ status, body }: ApiAnswer): SdkAnswer => ({
  response: {
    statusCode: status,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: new TextEncoder().encode(JSON.stringify(body)),
  },
});
