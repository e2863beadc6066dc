// The line between the SDK as it ships and the real server: requests are lost on the way, answers
// on the way back; they are late, come twice, come long after their sender has given up, or are
// refused by the service before or after it did what they ask.

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Random } from '../../lib/tape/generator/random.ts';
import type { Instant, Timeline, Wake } from './timeline.ts';

/** What becomes of a request. Times in ms. */
export type Fate = {
  /** The times from its sending to its deliveries; none when it is lost. */
  readonly deliveries: readonly number[];
  /** From the first delivery to the answer; null when the answer is lost. */
  readonly back: number | null;
  /** What the service says in the place of its answer. */
  readonly said: 'answer' | 'throttled-before' | 'error-after';
  /** When the sender gives up: never, when its process stands still as well. */
  readonly patience: number;
  readonly name: string;
};

/** Another request in the place of the one that a store makes. */
export type Rewrite = (target: string, body: string) => string;

/** A request that the server has carried out. */
export type Served = {
  readonly at: Instant;
  readonly op: number;
  readonly target: string;
  readonly body: Readonly<Record<string, unknown>>;
};

/** What a line is made of. */
export type LineSetup = {
  readonly timeline: Timeline;
  readonly fate: () => Fate;
  /** The operation that its process is at. */
  readonly op: () => number;
  /** Changes what the server is asked, where a store is planted that lacks something. */
  readonly rewrite: Rewrite | null;
  readonly served: (served: Served) => void;
};

// As our clients are made: a call that hangs for so long is given up.
const PATIENCE_MS = 5_000;
const PAUSE_MS_MAX = 150_000;

const GOOD: Omit<Fate, 'deliveries' | 'back'> = {
  said: 'answer',
  patience: PATIENCE_MS,
  name: 'none',
};

// Requests on the same grid of time race on the server.
const GRID_MS = 200;

const travel = (random: Random): number => {
  const ms = Math.floor(random.exponential(60));
  return random.chance(0.3) ? Math.ceil(ms / GRID_MS) * GRID_MS : Math.min(ms, PATIENCE_MS / 4);
};

const late = (random: Random): number => PATIENCE_MS + random.below(PAUSE_MS_MAX);

type Trouble = (random: Random, out: number, back: number) => Partial<Fate> & { name: string };

const TROUBLES: readonly Trouble[] = [
  () => ({ name: 'request lost', deliveries: [] }),
  () => ({ name: 'answer lost', back: null }),
  (random) => ({ name: 'request very late', deliveries: [late(random)], back: null }),
  (random) => ({ name: 'answer too late', back: late(random) }),
  (random, out) => ({ name: 'request twice', deliveries: [out, out + random.below(GRID_MS * 5)] }),
  (random, out) => ({ name: 'request again late', deliveries: [out, late(random)] }),
  () => ({ name: 'throttled', said: 'throttled-before' }),
  () => ({ name: 'error after it was done', said: 'error-after' }),
  (random, out) => ({
    name: 'paused before',
    deliveries: [out + late(random)],
    patience: Infinity,
  }),
  (random) => ({ name: 'paused after', back: late(random), patience: Infinity }),
];

/** Throws what becomes of a request, at a rate of troubles. */
export const throwFate = (random: Random, rate: number): Fate => {
  const [out, back] = [travel(random), travel(random)];
  const plain: Fate = { ...GOOD, deliveries: [out], back };
  if (!random.chance(rate)) return plain;
  const trouble = TROUBLES[random.below(TROUBLES.length)];
  return { ...plain, ...trouble?.(random, out, back) };
};

type WireRequest = { headers: Record<string, string>; body?: unknown };
type WireResponse = { statusCode: number; headers: Record<string, string>; body?: unknown };

const bytesOf = async (body: unknown): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const serviceError = (statusCode: number, name: string): WireResponse => ({
  statusCode,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: Buffer.from(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}` })),
});

const lineError = (name: string): Error =>
  Object.assign(new Error('this is how the line failed'), { name });

type Sending = { readonly request: WireRequest; readonly send: () => Promise<WireResponse> };

const deliver = async (
  { timeline, served, op }: LineSetup & { readonly op: () => number },
  { request, send }: Sending,
): Promise<WireResponse> => {
  const number = op();
  const at = timeline.now();
  const response = await send();
  const body = await bytesOf(response.body);
  const target = request.headers['x-amz-target'] ?? '';
  if (response.statusCode === 200)
    served({ at, op: number, target, body: JSON.parse(body.toString()) as Served['body'] });
  return { ...response, body };
};

const answerTo = (fate: Fate, response: WireResponse): WireResponse =>
  fate.said === 'error-after' ? serviceError(500, 'InternalServerError') : response;

const THROTTLED = serviceError(400, 'ProvisionedThroughputExceededException');

const plan = (setup: LineSetup, sending: Sending, wake: Wake<WireResponse>): void => {
  const { timeline } = setup;
  const [start, op, fate] = [timeline.now(), setup.op(), setup.fate()];
  const answer = (response: WireResponse): void => {
    if (fate.back !== null) timeline.at(timeline.now() + fate.back, () => wake(() => response));
  };
  fate.deliveries.forEach((after, index) =>
    timeline.at(start + after, async () => {
      if (fate.said === 'throttled-before') return answer(THROTTLED);
      const response = await deliver({ ...setup, op: () => op }, sending);
      if (index === 0) answer(answerTo(fate, response));
    }),
  );
  if (fate.patience !== Infinity)
    timeline.at(start + fate.patience, () =>
      wake(() => {
        throw lineError('TimeoutError');
      }),
    );
};

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const rewritten = (request: WireRequest, rewrite: Rewrite | null): WireRequest => {
  if (rewrite === null) return request;
  const text = typeof request.body === 'string' ? request.body : textOf(request.body as Uint8Array);
  const body = new TextEncoder().encode(rewrite(request.headers['x-amz-target'] ?? '', text));
  request.headers['content-length'] = String(body.length);
  return Object.assign(request, { body });
};

const TRIES = 5;

// A server hangs up on idle connections, also at the very moment when one is used again. It has
// then not read the request, and would be caught by the laws if it had.
const sentAnew = async (send: () => Promise<unknown>): Promise<WireResponse> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return (await send()) as WireResponse;
    } catch (error) {
      const isHungUp = error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
      if (!isHungUp || tries === TRIES) throw error;
    }
  }
};

/** Puts the line under a client, beneath its retries and its reading of answers. */
export const layLine = (client: DynamoDBClient, setup: LineSetup): void => {
  client.middlewareStack.add(
    (next) => async (args) => {
      const request = rewritten(args.request as WireRequest, setup.rewrite);
      const send = () => sentAnew(async () => (await next({ ...args, request })).response);
      const response = await setup.timeline.parked<WireResponse>((wake) =>
        plan(setup, { request, send }, wake),
      );
      return { response, output: undefined as never };
    },
    { step: 'deserialize', priority: 'low', name: 'line' },
  );
};
