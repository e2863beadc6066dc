// The connection of the AWS clients of a simulated process, as they ship, with the services of this
// program behind it.

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { sdkAnswer, serviceCall } from '../aws/sdk-wire.ts';
import { sendErrand } from './requests.ts';
import type { ApiAnswer } from '../aws/dynamo-api.ts';
import type { SdkAnswer, SdkRequest, ServiceCall } from '../aws/sdk-wire.ts';
import type { Arrival } from './arrival.ts';
import type { Sender, Travel } from './requests.ts';
import type { Timeline } from './timeline.ts';

/** What becomes of one request to a service. */
export type ServiceFate =
  | { readonly kind: 'carried-out' }
  | { readonly kind: 'lost'; readonly when: 'before' | 'after' }
  /** Answered by an error, whether it was carried out or not. */
  | { readonly kind: 'answered'; readonly when: 'before' | 'after'; readonly answer: ApiAnswer };

/** A request as a service has carried it out. */
export type Served = {
  readonly operation: string;
  readonly body: unknown;
  readonly answer: ApiAnswer;
};

/** Somebody who sees what the services do. */
export type ServiceWitness = (served: Served, sender: Sender) => void;

const SERVICE_NAMES = ['DynamoDB_20120810', 'AmazonSSM', 'TrentService'] as const;

/** A service that is simulated, by the prefix of its operations: table, parameters and keys. */
export type ServiceName = (typeof SERVICE_NAMES)[number];

/** The services of AWS, by the prefix of their operations. */
export type AwsNetwork = {
  readonly services: Readonly<Record<ServiceName, (operation: string, body: unknown) => ApiAnswer>>;
  readonly travel: (operation: string) => Travel;
  readonly fateOf: (operation: string, body: unknown) => ServiceFate;
  /** Sees every request that is carried out, and what the service says to it. */
  readonly witness: ServiceWitness;
};

type Handle = (
  request: SdkRequest,
  options?: { readonly abortSignal?: AbortSignal },
) => Promise<SdkAnswer>;

// As our clients are made: a call that hangs for so long is given up. Unit: ms.
const GIVEN_UP_AFTER_MS = 5_000;

const answered = (answer: ApiAnswer): Arrival<SdkAnswer> => ({
  kind: 'answered',
  answer: sdkAnswer(answer),
});

const DEAD: Arrival<SdkAnswer> = {
  kind: 'failed',
  error: Object.assign(new Error('the line went dead'), { name: 'TimeoutError' }),
};

type Asked = ServiceCall & { readonly service: ServiceName };

const askedBy = (request: SdkRequest): Asked => {
  const { service: name, operation, body } = serviceCall(request);
  const service = SERVICE_NAMES.find((one) => one === name);
  if (service === undefined) throw new Error(`a service that is not simulated: ${name}`);
  return { service, operation, body };
};

const arrive = (network: AwsNetwork, asked: Asked, sender: Sender): Arrival<SdkAnswer> => {
  const { service, operation, body } = asked;
  const fate = network.fateOf(operation, body);
  const instead = fate.kind === 'answered' ? answered(fate.answer) : DEAD;
  if (fate.kind !== 'carried-out' && fate.when === 'before') return instead;
  const answer = network.services[service](operation, body);
  network.witness({ operation, body, answer }, sender);
  return fate.kind === 'carried-out' ? answered(answer) : instead;
};

/** Puts the network under all AWS clients; the returned function takes it away again. */
export const replaceAwsLines = (timeline: Timeline, network: AwsNetwork): (() => void) => {
  const client = new DynamoDBClient({ region: 'local' });
  const handlers = Object.getPrototypeOf(client.config.requestHandler) as { handle: Handle };
  const real = handlers.handle;
  handlers.handle = (request, options = {}) => {
    const asked = askedBy(request);
    return sendErrand(timeline, {
      said: () => `${asked.operation} ${JSON.stringify(asked.body)}`,
      again: (answer) => answer,
      travel: () => network.travel(asked.operation),
      arrive: (sender) => arrive(network, asked, sender),
      signal: options.abortSignal ?? AbortSignal.timeout(GIVEN_UP_AFTER_MS),
    });
  };
  client.destroy();
  return () => {
    handlers.handle = real;
  };
};
