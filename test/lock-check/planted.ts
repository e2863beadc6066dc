// Stores that lack something of what keeps the lock, made by changing what the adapter asks of its
// server. Each has to be caught by the laws.

import type { Rewrite } from './network.ts';

type Request = {
  UpdateExpression?: string;
  ConditionExpression?: string;
  ExpressionAttributeValues?: Record<string, { N?: string }>;
};

const isTaking = ({ UpdateExpression: update = '' }: Request): boolean =>
  update.startsWith('SET holder');
const isSaving = ({ UpdateExpression: update = '' }: Request): boolean => update.includes(':next');
const isJournalling = ({ UpdateExpression: update = '' }: Request): boolean =>
  update.startsWith('SET intents');

// True, whatever stands there. The API refuses a request with a value that it does not name.
const alwaysNaming = (names: readonly string[]): string =>
  `(attribute_exists(pk) OR attribute_not_exists(pk) OR fence IN (${names.join(', ')}))`;

const MINE = 'holder = :holder AND fence = :fence';
const ANYBODY = alwaysNaming([':holder', ':fence']);

const UNREAD = alwaysNaming([':read', ':zero']);

const inUpdates =
  (change: (request: Request) => Partial<Request>): Rewrite =>
  (target, body) => {
    if (!target.endsWith('.UpdateItem')) return body;
    const request = JSON.parse(body) as Request;
    return JSON.stringify({ ...request, ...change(request) });
  };

const withCondition = (
  isMeant: (request: Request) => boolean,
  change: (condition: string) => string,
): Rewrite =>
  inUpdates((request) =>
    isMeant(request) ? { ConditionExpression: change(request.ConditionExpression ?? '') } : {},
  );

const unfenced = (condition: string): string => condition.replace(MINE, ANYBODY);

const EARLY_MS = 5_000n;

const earlier = ({ ExpressionAttributeValues: values = {} }: Request): Partial<Request> => {
  const over = BigInt(values[':over']?.N ?? '0') + EARLY_MS;
  return { ExpressionAttributeValues: { ...values, ':over': { N: over.toString() } } };
};

const unraised = ({ ExpressionAttributeValues: values = {} }: Request): Partial<Request> => ({
  ExpressionAttributeValues: { ...values, ':one': { N: '0' } },
});

/** Each store with what it lacks. */
export const PLANTED: Readonly<Record<string, Rewrite>> = {
  'takes the lock without a condition': withCondition(isTaking, (condition) =>
    condition.replace(
      '(attribute_not_exists(holder) OR leaseEnd < :over)',
      alwaysNaming([':over']),
    ),
  ),
  'saves without the fence': withCondition(isSaving, unfenced),
  'saves without the version': withCondition(
    isSaving,
    (condition) => `${unfenced(condition.split(' AND (version')[0] ?? '')} AND ${UNREAD}`,
  ),
  'journals without the fence': withCondition(isJournalling, unfenced),
  'gives back without the fence': withCondition(
    ({ UpdateExpression: update = '' }) => update.startsWith('REMOVE'),
    unfenced,
  ),
  'raises no fence': inUpdates((request) => (isTaking(request) ? unraised(request) : {})),
  'forgets the margin': inUpdates((request) => (isTaking(request) ? earlier(request) : {})),
  'keeps any paper venue': (target, body) => {
    if (!target.endsWith('.PutItem')) return body;
    const request = JSON.parse(body) as Request;
    const fence = alwaysNaming([':fence']);
    return JSON.stringify({ ...request, ConditionExpression: fence });
  },
};
