// The server as a function: a request in, what becomes of it out. It asks no clock but the venue's
// and touches no socket, so that a session may talk to it within one process.

import { ageMaxOf } from './cdn.ts';
import { control, isControl } from './control-routes.ts';
import { applyFault, effectOn } from './fault-effects.ts';
import { LETS_ALL_THROUGH } from './faults.ts';
import { verifyKey, verifyWallet } from './login.ts';
import { failure } from './message.ts';
import { regionAnswer } from './restrictions.ts';
import { routeOf } from './routes.ts';
import { keepTime, nowOf } from './server.ts';
import type { WireAnswer, WireCall, WireReply } from './message.ts';
import type { FaultEffect } from './faults.ts';
import type { Route } from './routes.ts';
import type { WireServer } from './server.ts';

const NO_KEY = 'Unauthorized/Invalid api key';
const NO_WALLET = 'Invalid L1 Request headers';

const follow = (server: WireServer, call: WireCall, route: Route): WireAnswer => {
  const context = { now: nowOf(server), chain: server.chain };
  switch (route.login) {
    case 'none':
      return route.run(server, call);
    case 'wallet': {
      const login = verifyWallet(call, context);
      return login === null ? failure(401, NO_WALLET) : route.run(server, login);
    }
    case 'key':
    case 'key-and-region': {
      const barred = route.login === 'key-and-region' ? regionAnswer(server) : null;
      if (barred !== null) return barred;
      const caller = verifyKey(call, server.keys, context);
      return caller === null ? failure(401, NO_KEY) : route.run(server, call, caller);
    }
  }
};

const answerCall = (server: WireServer, call: WireCall): WireAnswer => {
  const route = routeOf(call);
  if (route === undefined) return failure(404, 'not found');
  const ask = (): WireAnswer => follow(server, call, route);
  const ageMax = ageMaxOf(server.switches.get(), call);
  return ageMax > 0 ? server.cdn.through(call, { now: nowOf(server), ageMax }, ask) : ask();
};

// Only while the one request is answered.
const sifting = (
  { sieve }: WireServer,
  effect: FaultEffect | null,
  ask: () => WireAnswer,
): WireAnswer => {
  sieve.set(effect?.kind === 'sifted' ? effect.words : LETS_ALL_THROUGH);
  const reply = ask();
  sieve.set(LETS_ALL_THROUGH);
  return reply;
};

/** Answers one request, or lets go wrong what is meant to. */
export const handleWire = (server: WireServer, call: WireCall): WireReply => {
  keepTime(server);
  if (isControl(call)) return control(server, call);
  if (server.switches.get().service === 'down') return { kind: 'drop' };
  server.traffic.note(call.method, call.path);
  const effect = effectOn(server, call);
  return applyFault(effect, call, () => sifting(server, effect, () => answerCall(server, call)));
};
