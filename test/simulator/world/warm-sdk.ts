// The AWS clients load parts of themselves, and look for files of settings, when they are first
// used. That takes real time, which a simulation does not have: so it is done before one begins.

import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

const ANSWER = {
  response: {
    statusCode: 200,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: new TextEncoder().encode('{}'),
  },
};

const requestHandler = { handle: () => Promise.resolve(ANSWER) };

/** Uses each client once; its requests go nowhere. */
export const warmSdk = async (): Promise<void> => {
  const key = { pk: { S: 'p' }, sk: { S: 's' } };
  const read = new GetItemCommand({ TableName: 'warm', Key: key });
  await new DynamoDBClient({ requestHandler }).send(read);
  await new KMSClient({ requestHandler }).send(new GetPublicKeyCommand({ KeyId: 'warm' }));
  await new SSMClient({ requestHandler }).send(new GetParameterCommand({ Name: 'warm' }));
};
