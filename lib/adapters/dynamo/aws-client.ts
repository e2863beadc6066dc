// The client for the table on AWS, from the environment as the AWS SDK reads it: region,
// credentials, endpoint.

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

// A call that hangs is given up well before a person or a cycle would give up waiting. Writes are
// conditional and are read back, so that the one repetition does no harm.
const CONNECT_MS = 2_000;
const REQUEST_MS = 5_000;
const ATTEMPTS = 2;

/** Makes the client. Nothing is asked yet. */
export const dynamoClient = (): DynamoDBClient =>
  new DynamoDBClient({
    maxAttempts: ATTEMPTS,
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: REQUEST_MS,
      // Without being told so, the SDK takes the time of a request for a warning.
      throwOnRequestTimeout: true,
      // An answer may begin in time and never end.
      socketTimeout: REQUEST_MS,
    },
  });
