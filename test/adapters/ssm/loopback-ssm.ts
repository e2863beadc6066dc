// SSM on this machine, with the client of the SDK in front, for one test.

import { SSMClient } from '@aws-sdk/client-ssm';
import { onTestFinished } from 'vitest';
import { serveSsm } from './ssm-world.ts';
import type { Loopback } from '../../loopback/server.ts';
import type { SsmWorld } from './ssm-world.ts';

/** Starts SSM, for one test. */
export const startSsm = async (
  parameters: SsmWorld['parameters'] = {},
): Promise<Loopback & { readonly client: SSMClient; readonly world: SsmWorld }> => {
  const { loopback, world } = await serveSsm(parameters);
  const client = new SSMClient({
    endpoint: loopback.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'aws-secret-of-the-test' },
    maxAttempts: 2,
  });
  onTestFinished(async () => {
    client.destroy();
    await loopback.stop();
  });
  return { ...loopback, client, world };
};
