// A table that does not answer: whoever asks is told so, and asks once more before.

import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { dynamoClient } from '../../../lib/adapters/dynamo/aws-client.ts';
import { AWS_ENV } from '../../cli/doctor-scene.ts';
import { withVariables } from '../../functions/invocation.ts';
import { startLoopback } from '../../loopback/server.ts';

describe('the client of the table', () => {
  it.each(['silence', 'stall'] as const)(
    'gives up a call that meets %s',
    async (kind) => {
      const server = await startLoopback(() => ({ kind }));
      withVariables({ ...AWS_ENV, AWS_ENDPOINT_URL_DYNAMODB: server.url });
      const client = dynamoClient();
      onTestFinished(async () => {
        client.destroy();
        await server.stop();
      });
      const begun = performance.now();
      const asked = client.send(new GetItemCommand({ TableName: 'keel', Key: { pk: { S: 'a' } } }));
      await expect(asked).rejects.toThrow();
      expect(performance.now() - begun).toBeLessThan(13_000);
      if (kind === 'silence') expect(server.requests).toHaveLength(2);
    },
    20_000,
  );
});
