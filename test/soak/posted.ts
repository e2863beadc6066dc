// Between adapter and server: what was posted, read from the bytes, and connections that fail or
// processes that die on the way.

import { err } from '../../lib/units/result.ts';
import type { SendHttp } from '../../lib/adapters/polymarket/http.ts';

/** What becomes of a placing request before any server sees it, or right after. */
export type PostFate = 'sent' | 'refused' | 'underway' | 'death-before' | 'death-after';

/** What a process dies of. */
export const DEATH = 'the process died in the middle of a placing request';

const isPlacing = (method: string, url: string): boolean =>
  method === 'POST' && /\/orders?$/.test(new URL(url).pathname);

const bodiesIn = (body: string): readonly string[] => {
  const read = JSON.parse(body) as unknown;
  const orders: readonly unknown[] = Array.isArray(read) ? read : [read];
  return orders.map((order) => JSON.stringify(order));
};

/** A sender, and what has left for the server and not arrived. */
export type WatchedPosts = {
  readonly send: SendHttp;
  /** Lets everything arrive that is under way. */
  readonly arrive: () => Promise<void>;
};

/** What a watched sender asks and tells. */
export type PostWatch = {
  readonly fateOf: () => PostFate;
  /** Hears of the bytes of every order that leaves. */
  readonly note: (body: string) => void;
};

/** Wraps a sender. */
export const watchPosts = (send: SendHttp, { fateOf, note }: PostWatch): WatchedPosts => {
  let underway: readonly (() => Promise<unknown>)[] = [];
  return {
    send: async (request, deadline) => {
      if (!isPlacing(request.method, request.url)) return send(request, deadline);
      const fate = fateOf();
      if (fate === 'refused') return err({ kind: 'refused', detail: 'ECONNREFUSED' });
      for (const body of bodiesIn(request.body ?? '')) note(body);
      if (fate === 'death-before') throw new Error(DEATH);
      if (fate === 'underway') {
        underway = [...underway, () => send(request, deadline)];
        return err({ kind: 'closed', detail: 'ECONNRESET' });
      }
      const answer = await send(request, deadline);
      if (fate === 'death-after') throw new Error(DEATH);
      return answer;
    },
    arrive: async () => {
      const arriving = underway;
      underway = [];
      for (const one of arriving) await one();
    },
  };
};
