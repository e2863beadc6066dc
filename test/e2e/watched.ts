// A live session of which everything that leaves it is kept, and a venue that can be made to quote
// whatever it was sent.

import { inspect } from 'node:util';
import { jsonLines } from '../../lib/adapters/telemetry/json-lines.ts';
import { terminalTelemetry } from '../../lib/adapters/telemetry/terminal.ts';
import { runCycle } from '../../lib/cycle/run-cycle.ts';
import { applyToServer } from '../../lib/simulation/wire/server.ts';
import { minutes, seconds } from '../../lib/units/time.ts';
import { KEY } from './live-scene.ts';
import { bookAt, openQuiet } from './quiet-market.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { Instead } from '../../lib/simulation/wire/faults.ts';
import type { WireCall } from '../../lib/simulation/wire/message.ts';
import type { BestCents, QuietLive } from './quiet-market.ts';

/** What a call says that proves who sent it: headers, and the signatures of orders. */
export const proofsIn = ({ headers, body }: WireCall): readonly string[] =>
  [
    ...['poly_signature', 'poly_api_key', 'poly_passphrase'].map((name) => headers[name] ?? ''),
    ...[...body.matchAll(/"signature":"([^"]+)"/g)].map(([, signature = '']) => signature),
  ].filter((proof) => proof !== '');

/** Everything that a call says; what proves something comes first, so that no cut removes it. */
export const quoteOf = (call: WireCall): string =>
  [...proofsIn(call), JSON.stringify(call.headers), call.body].join(' ');

const SIGNATURE = /[0-9a-f]{130}/gi;
const CODE = /[\w-]{43}=/g;

/** What a text gives away: a proof or a piece of one, or what looks like one. */
export const leaksIn = (text: string, proofs: ReadonlySet<string>): readonly string[] => [
  ...[...proofs].filter((proof) => text.includes(proof.slice(4, 20))),
  ...(text.match(SIGNATURE) ?? []),
  ...(text.match(CODE) ?? []),
];

/** A watched session. */
export type Watched = {
  readonly live: QuietLive;
  /** The venue answers calls that begin so by what they say, until it is told otherwise. */
  readonly answering: (endpoint: string, answer: (call: WireCall) => Instead) => void;
  /** Runs a cycle, however it ends. */
  readonly run: (
    second: number,
    under?: { readonly best?: BestCents; readonly ports?: Partial<Ports> },
  ) => Promise<void>;
  /** What was given away by anything that was said, measured, recorded or thrown. */
  readonly leaks: () => readonly string[];
  /** What was given away by what is stored. */
  readonly storedLeaks: () => Promise<readonly string[]>;
  readonly proofs: ReadonlySet<string>;
};

const asText = (value: unknown): string =>
  inspect(value, { depth: null, maxArrayLength: null, maxStringLength: null, showHidden: true });

/** Opens a session with a key. */
export const watch = async (key = KEY): Promise<Watched> => {
  const live = await openQuiet({ key, deadline: seconds(1) });
  const { server, settings, logs, leaseClock } = live;
  const proofs = new Set([key.slice(2)]);
  const told: string[] = [];
  const say = (text: string): void => void told.push(text);
  const json = jsonLines(say, () => 'now');
  const terminal = terminalTelemetry(say);
  const telemetry: Ports['telemetry'] = {
    log: (line) => [json, terminal].forEach(({ log }) => log(line)),
    metric: json.metric,
  };
  const issued = (): ReadonlySet<string> =>
    new Set([
      ...proofs,
      ...server.keys
        .of(server.account.signer)
        .flatMap(({ apiKey, secret, passphrase }) => [apiKey, secret, passphrase]),
    ]);
  return {
    live,
    proofs,
    answering: (endpoint, answer) =>
      server.faults.decideBy((target) =>
        target.endpoint.startsWith(endpoint)
          ? {
              kind: 'quoted',
              answer: (call) => {
                for (const proof of proofsIn(call)) proofs.add(proof);
                return answer(call);
              },
            }
          : null,
      ),
    run: async (second, { best, ports = {} } = {}) => {
      applyToServer(server, bookAt(second, best));
      try {
        say(asText(await runCycle({ ...live.ports, telemetry, ...ports }, settings)));
      } catch (error) {
        say(asText(error));
      }
      leaseClock.pass(minutes(1));
    },
    leaks: () => [...told, asText(logs)].flatMap((text) => leaksIn(text, issued())),
    storedLeaks: async () => leaksIn(await live.stored(), issued()),
  };
};
