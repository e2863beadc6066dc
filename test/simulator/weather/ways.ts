// What becomes of requests: on the way to the venue, at its server, and at the services of AWS.

import { apiError } from '../aws/dynamo-api.ts';
import { ANYWHERE, POSTS } from './wire-faults.ts';
import type { FaultEffect, FaultTarget } from '../../../lib/simulation/wire/faults.ts';
import type { WireCall } from '../../../lib/simulation/wire/message.ts';
import type { ApiAnswer } from '../aws/dynamo-api.ts';
import type { ServiceFate } from '../world/aws-network.ts';
import type { WayFate } from '../world/venue-network.ts';
import type { Dice } from './dice.ts';
import type { Named } from './wire-faults.ts';

/** How often something goes wrong, each per request of its kind, when no gust blows. */
const RATES = {
  way: 0.001,
  post: 0.06,
  cancel: 0.04,
  read: 0.0012,
  dynamo: 0.004,
  ssm: 0.006,
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

/** What the venue's server makes of a request. */
export const serverFaultBy =
  (dice: Dice) =>
  ({ endpoint }: FaultTarget): FaultEffect | null => {
    const pick = (group: 'post' | 'cancel' | 'read', all: readonly Named[]): FaultEffect | null => {
      if (!dice.happens('venue', RATES[group])) return null;
      const [name, effect] = dice.oneOf(all);
      dice.note(`${group} ${name}`);
      return effect;
    };
    if (endpoint.startsWith('POST /order')) return pick('post', POSTS);
    return endpoint.startsWith('DELETE ') ? pick('cancel', ANYWHERE) : pick('read', ANYWHERE);
  };

const answered = (answer: ApiAnswer): ServiceFate => ({ kind: 'answered', answer });

const LOST: readonly (readonly [name: string, fate: ServiceFate])[] = [
  ['lost before', { kind: 'lost', when: 'before' }],
  ['lost after', { kind: 'lost', when: 'after' }],
  ['500', answered(apiError('InternalServerError', 'internal', 500))],
  ['503', answered(apiError('ServiceUnavailable', 'try again', 503))],
];

const DYNAMO = [
  ...LOST,
  ['throttled', answered(apiError('ProvisionedThroughputExceededException', 'too much'))],
  ['request limit', answered(apiError('RequestLimitExceeded', 'too much'))],
] as const;

const SSM = [
  ...LOST,
  ['throttled', answered(apiError('ThrottlingException', 'Rate exceeded'))],
  ['denied', answered(apiError('AccessDeniedException', 'not authorized'))],
] as const;

/** What a service of AWS makes of a request. */
export const serviceFateBy =
  (dice: Dice) =>
  (operation: string): ServiceFate => {
    const service = operation === 'GetParameter' ? 'ssm' : 'dynamo';
    if (!dice.happens('aws', RATES[service])) return { kind: 'carried-out' };
    const [name, fate] = dice.oneOf(service === 'ssm' ? SSM : DYNAMO);
    dice.note(`${service} ${operation} ${name}`);
    return fate;
  };
