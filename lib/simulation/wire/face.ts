// The server on a socket of this machine.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { invariant } from '../../units/invariant.ts';
import { isPositive } from '../../units/quantity.ts';
import { msOfDuration } from '../../units/time.ts';
import { handleWire } from './handle.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DurationMs } from '../../units/quantity.ts';
import type { WireAnswer, WireCall, WireReply } from './message.ts';
import type { WireServer } from './server.ts';

/** A server that listens. */
export type RunningWire = { readonly url: string; readonly stop: () => Promise<void> };

// Far above the largest batch of orders; whoever sends more is not a client of this venue.
const BODY_CHARACTERS_MAX = 2_000_000;

// The one place where real time passes: everything behind it knows the venue's clock only.
const passing = (time: DurationMs): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, Number(msOfDuration(time))).unref();
  });

const bodyOf = async (request: IncomingMessage): Promise<string | null> => {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += String(chunk);
    if (body.length > BODY_CHARACTERS_MAX) return null;
  }
  return body;
};

const callOf = async (request: IncomingMessage): Promise<WireCall | null> => {
  const url = new URL(request.url ?? '/', 'http://loopback');
  const body = await bodyOf(request);
  if (body === null) return null;
  const headers = Object.entries(request.headers).map(
    ([name, value]): [string, string | undefined] => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ],
  );
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(headers),
    body,
  };
};

const sendAnswer = (response: ServerResponse, { status, headers, body }: WireAnswer): void => {
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) });
  response.end(body);
};

const sendCut = (response: ServerResponse, answer: WireAnswer, characters: number): void => {
  const { status, headers, body } = answer;
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) });
  response.write(body.slice(0, characters), () => response.socket?.destroy());
};

const send = async (response: ServerResponse, reply: WireReply): Promise<void> => {
  switch (reply.kind) {
    case 'answer':
      sendAnswer(response, reply);
      return;
    case 'drop':
      response.socket?.destroy();
      return;
    case 'silence':
      return;
    case 'cut':
      sendCut(response, reply.answer, reply.after);
      return;
    case 'late':
      await passing(reply.after);
      sendAnswer(response, reply.answer);
  }
};

const respond = async (
  server: WireServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const call = await callOf(request);
  const { latency } = server.switches.get();
  if (isPositive(latency)) await passing(latency);
  await send(response, call === null ? { kind: 'drop' } : handleWire(server, call));
};

/** Starts to listen on this machine only; port 0 takes a free one. */
export const startWireServer = async (server: WireServer, port = 0): Promise<RunningWire> => {
  const listener = createServer((request, response) => {
    respond(server, request, response).catch(() => response.socket?.destroy());
  });
  listener.listen(port, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  invariant(address !== null && typeof address === 'object', 'a server on a port has an address');
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      const closed = once(listener, 'close');
      listener.close();
      listener.closeAllConnections();
      await closed;
    },
  };
};
