// What becomes of requests: on the way to the venue, at its server, and at the services of AWS.

import { apiError } from '../aws/dynamo-api.ts';
import { RELAYER_PATH } from '../relayer/relayer.ts';
import { REFUSALS, SHUTTING, someOf } from './refusals.ts';
import { CANCELS, POSTS, READS, SUBMITS } from './wire-faults.ts';
import type { FaultEffect, FaultTarget } from '../../../lib/simulation/wire/faults.ts';
import type { WireCall } from '../../../lib/simulation/wire/message.ts';
import type { ApiAnswer } from '../aws/dynamo-api.ts';
import type { ServiceFate } from '../world/aws-network.ts';
import type { WayFate } from '../world/venue-network.ts';
import type { Dice } from './dice.ts';
import type { Named } from './named.ts';

/** How often something goes wrong, each per request of its kind, when no gust blows. */
const RATES = {
  way: 0.001,
  post: 0.06,
  refusal: 0.02,
  shut: 0.0006,
  cancel: 0.04,
  submit: 0.1,
  relayer: 0.01,
  read: 0.0012,
  dynamo: 0.004,
  sentBack: 0.02,
  ssm: 0.006,
  kms: 0.008,
} as const;

const WAYS: readonly (readonly [name: string, fate: WayFate])[] = [
  ['no connection', { kind: 'refused' }],
  ['broken before', { kind: 'broken', when: 'before' }],
  ['broken after', { kind: 'broken', when: 'after' }],
];

/** What becomes of a call on its way to the venue. */
export const wayFateBy = (dice: Dice) => (): WayFate => {
  if (!dice.happens('way', RATES.way)) return { kind: 'arrives' };
  const [name, fate] = dice.oneOf(WAYS);
  dice.note(`way ${name}`);
  return fate;
};

/** Whether a call places orders. */
export const isPlacing = ({ method, path }: Pick<WireCall, 'method' | 'path'>): boolean =>
  method === 'POST' && /^\/orders?$/.test(path);

type Kind = 'post' | 'refusal' | 'shut' | 'cancel' | 'submit' | 'relayer' | 'read';

/** What the venue's server makes of a request. */
export const serverFaultBy =
  (dice: Dice, node: FaultEffect) =>
  ({ endpoint }: FaultTarget): FaultEffect | null => {
    const pick = (group: Kind, all: readonly Named[]): FaultEffect | null => {
      const of = group === 'submit' || group === 'relayer' ? 'relayer' : 'venue';
      if (!dice.happens(of, RATES[group])) return null;
      const [name, effect] = dice.oneOf(all);
      dice.note(`${group} ${name}`);
      return effect;
    };
    // What is said against one order of many need not be said against the others.
    const some = (effect: FaultEffect | null): FaultEffect | null =>
      effect?.kind === 'sifted' && endpoint === 'POST /orders'
        ? { ...effect, words: someOf(dice, effect.words) }
        : effect;
    if (endpoint.startsWith('POST /order'))
      return pick('post', POSTS) ?? some(pick('refusal', REFUSALS)) ?? pick('shut', SHUTTING);
    if (endpoint === `POST ${RELAYER_PATH}/submit`) return pick('submit', SUBMITS);
    if (endpoint.includes(` ${RELAYER_PATH}/`)) return pick('relayer', READS);
    if (endpoint === 'POST /rpc') return pick('read', READS) ?? node;
    return endpoint.startsWith('DELETE ') ? pick('cancel', CANCELS) : pick('read', READS);
  };

const answered = (answer: ApiAnswer, when: 'before' | 'after' = 'before'): ServiceFate => ({
  kind: 'answered',
  when,
  answer,
});

type NamedFate = readonly [name: string, fate: ServiceFate];

const INTERNAL = apiError('InternalServerError', 'internal', 500);
const UNAVAILABLE = apiError('ServiceUnavailable', 'try again', 503);

const EITHER: readonly NamedFate[] = [
  ['lost before', { kind: 'lost', when: 'before' }],
  ['lost after', { kind: 'lost', when: 'after' }],
  ['500', answered(INTERNAL)],
  ['500 after', answered(INTERNAL, 'after')],
  ['503', answered(UNAVAILABLE)],
  ['503 after', answered(UNAVAILABLE, 'after')],
  ['denied', answered(apiError('AccessDeniedException', 'not authorized'))],
  ['token expired', answered(apiError('ExpiredTokenException', 'the token has expired'))],
];

const DYNAMO: readonly NamedFate[] = [
  ...EITHER,
  ['throttled', answered(apiError('ProvisionedThroughputExceededException', 'too much'))],
  ['request limit', answered(apiError('RequestLimitExceeded', 'too much'))],
  ['no table', answered(apiError('ResourceNotFoundException', 'Requested resource not found'))],
];

const SSM: readonly NamedFate[] = [
  ...EITHER,
  ['throttled', answered(apiError('ThrottlingException', 'Rate exceeded'))],
  ['no key', answered(apiError('InvalidKeyId', 'the key of the parameter is disabled'))],
];

const KMS: readonly NamedFate[] = [
  ...EITHER,
  ['throttled', answered(apiError('ThrottlingException', 'Rate exceeded'))],
  ['internal', answered(apiError('KMSInternalException', 'internal', 500))],
  ['timeout', answered(apiError('DependencyTimeoutException', 'timed out', 503))],
  ['unavailable', answered(apiError('KeyUnavailableException', 'the key is not available', 500))],
  ['disabled', answered(apiError('DisabledException', 'the key is disabled'))],
  ['pending deletion', answered(apiError('KMSInvalidStateException', 'pending deletion'))],
];

const FATES = { dynamo: DYNAMO, ssm: SSM, kms: KMS } as const;

const serviceOf = (operation: string): keyof typeof FATES => {
  if (operation === 'GetParameter') return 'ssm';
  return operation === 'Sign' || operation === 'GetPublicKey' ? 'kms' : 'dynamo';
};

/** What a service of AWS makes of a request. */
export const serviceFateBy =
  (dice: Dice) =>
  (operation: string): ServiceFate => {
    const service = serviceOf(operation);
    if (!dice.happens('aws', RATES[service])) return { kind: 'carried-out' };
    const [name, fate] = dice.oneOf(FATES[service]);
    dice.note(`${service} ${operation} ${name}`);
    return fate;
  };

// Some of them get through: a batch that nothing is taken of is an error of its own.
const SENT_BACK_MAX = 0.9;

/** Which items of a batch the table sends back unprocessed. */
export const sentBackBy = (dice: Dice) => (): (() => boolean) => {
  if (!dice.happens('aws', RATES.sentBack)) return () => false;
  dice.note('dynamo items sent back');
  const share = dice.between(0.1, SENT_BACK_MAX);
  return () => dice.between(0, 1) < share;
};
