// The calls under /control and what they do.

import * as z from 'zod/mini';
import { after } from '../../units/time.ts';
import * as wire from './control-wire.ts';
import { booksAsText, changeStatus, changeTick, credit, playUntil } from './controls.ts';
import { restartEngine, serverBooks, setEngineMode, turn } from './controls.ts';
import { answer, failure, parseJson } from './message.ts';
import { advanceServer, nowOf } from './server.ts';
import type { Switches } from './switches.ts';
import type { WireAnswer, WireCall } from './message.ts';
import type { WireServer } from './server.ts';

type Control = (server: WireServer, call: WireCall) => WireAnswer;

const DONE = answer({ done: true });

const taking =
  <T>(form: z.ZodMiniType<T>, act: (server: WireServer, value: T) => void): Control =>
  (server, { body }) => {
    const read = z.safeParse(form, parseJson(body));
    if (!read.success) return failure(400, z.prettifyError(read.error));
    act(server, read.data);
    return DONE;
  };

const moveClock = taking(wire.clockWire, (server, { advance_ms }) => {
  advanceServer(server, after(server.venue.now(), advance_ms));
});

const setEngine = taking(wire.engineWire, (server, change) => {
  if ('mode' in change) setEngineMode(server, change.mode);
  else restartEngine(server, change.restart_ms);
});

const changeMarket = taking(wire.marketWire, (server, change) => {
  if ('tick' in change) changeTick(server, change.condition, change.tick);
  else changeStatus(server, change.condition, change.status);
});

const isGiven = <K, V>(entry: readonly [K, V | undefined]): entry is readonly [K, V] =>
  entry[1] !== undefined;

const turnSwitches = taking(wire.switchesWire, (server, changes) => {
  const given: Partial<Switches> = Object.fromEntries(Object.entries(changes).filter(isGiven));
  turn(server, given);
});

const CONTROLS: ReadonlyMap<string, Control> = new Map([
  ['POST /control/clock', moveClock],
  [
    'POST /control/tape',
    taking(wire.tapeWire, (server, { until_ms }) => void playUntil(server, until_ms)),
  ],
  ['POST /control/engine', setEngine],
  [
    'POST /control/fates',
    taking(wire.fatesWire, ({ fates }, { fate, count }) => fates.next(fate, count)),
  ],
  [
    'POST /control/credits',
    taking(wire.creditWire, (server, { kind, amount }) => credit(server, kind, amount)),
  ],
  ['POST /control/markets', changeMarket],
  ['POST /control/faults', taking(wire.faultWire, ({ faults }, fault) => faults.add(fault))],
  ['POST /control/switches', turnSwitches],
  [
    'DELETE /control/faults',
    ({ faults }) => {
      faults.clear();
      return DONE;
    },
  ],
  [
    'GET /control/books',
    (server) => answer({ now_ms: nowOf(server), ...booksAsText(serverBooks(server)) }),
  ],
  ['GET /control/traffic', ({ traffic }) => answer(Object.fromEntries(traffic.counts()))],
]);

/** Tells whether a call is one to the controls. */
export const isControl = ({ path }: WireCall): boolean => path.startsWith('/control/');

/** Answers a call to the controls. */
export const control = (server: WireServer, call: WireCall): WireAnswer => {
  const found = CONTROLS.get(`${call.method} ${call.path}`);
  return found === undefined ? failure(404, 'no such control') : found(server, call);
};
