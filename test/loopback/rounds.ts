// A wire on which everything that is under way arrives at once, round by round: how many rounds a
// read takes is how many times it waits for the venue.

import { invariant } from '../../../../lib/units/invariant.ts';
import { ok } from '../../../../lib/units/result.ts';
import type {
  SendHttp,
  WireAnswer,
  WireRequest,
} from '../../../../lib/adapters/polymarket/http.ts';

type Waiting = { readonly request: WireRequest; readonly deliver: (answer: WireAnswer) => void };

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

/** Opens a wire to something that answers every request. */
export const openRounds = (answer: (request: WireRequest) => unknown): Rounds => {
  let waiting: Waiting[] = [];
  const rounds: string[][] = [];
  const deliver = (): void => {
    const now = waiting;
    waiting = [];
    rounds.push(now.map(({ request }) => `${request.method} ${new URL(request.url).pathname}`));
    for (const { request, deliver: give } of now)
      give({ status: 200, headers: {}, body: JSON.stringify(answer(request)), isCut: false });
  };
  return {
    send: (request) =>
      new Promise((resolve) => {
        waiting.push({ request, deliver: (given) => resolve(ok(given)) });
      }),
    rounds,
    until: async (promise) => {
      const ends: string[] = [];
      void promise.finally(() => ends.push('settled'));
      await settle();
      while (ends.length === 0) {
        invariant(rounds.length < ROUNDS_MAX, 'a read ends');
        deliver();
        await settle();
      }
      return promise;
    },
  };
};
