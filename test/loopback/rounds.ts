// A wire on which everything that is under way arrives at once, round by round: how many rounds
// something takes is how many times it waits for the venue.

import { invariant } from '../../lib/units/invariant.ts';
import { ok } from '../../lib/units/result.ts';
import type { SendHttp, WireRequest } from '../../lib/adapters/polymarket/http.ts';

type Waiting = { readonly request: WireRequest; readonly deliver: () => void };

/** A wire, and its requests by round. */
export type Rounds = {
  readonly send: SendHttp;
  readonly rounds: readonly (readonly string[])[];
  /** Delivers round by round until a promise is settled. */
  readonly until: <T>(promise: Promise<T>) => Promise<T>;
};

const ROUNDS_MAX = 50;

// Everything that follows from answers without waiting for others has happened after this.
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Something that answers every request well. */
export const answering =
  (answer: (request: WireRequest) => unknown): SendHttp =>
  (request) =>
    Promise.resolve(
      ok({ status: 200, headers: {}, body: JSON.stringify(answer(request)), isCut: false }),
    );

/** Opens a wire to whoever answers. `wait` is called once before each round arrives. */
export const openRounds = (answer: SendHttp, wait: () => void = () => undefined): Rounds => {
  let waiting: Waiting[] = [];
  const rounds: string[][] = [];
  const deliver = (): void => {
    const now = waiting;
    waiting = [];
    wait();
    rounds.push(now.map(({ request }) => `${request.method} ${new URL(request.url).pathname}`));
    for (const { deliver: arrive } of now) arrive();
  };
  return {
    send: (request, deadline) =>
      new Promise((resolve) => {
        waiting.push({ request, deliver: () => void answer(request, deadline).then(resolve) });
      }),
    rounds,
    until: async (promise) => {
      const ends: string[] = [];
      const before = rounds.length;
      void promise.finally(() => ends.push('settled'));
      await settle();
      while (ends.length === 0) {
        invariant(rounds.length - before < ROUNDS_MAX, 'what waits for the venue ends');
        deliver();
        await settle();
      }
      return promise;
    },
  };
};
