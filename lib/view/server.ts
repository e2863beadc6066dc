// The live view on a socket of this machine: few connections, each for one request, none of them
// for long. Whatever a client does, it can neither hold the process open nor fill its memory.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { invariant } from '../units/invariant.ts';
import { err, ok } from '../units/result.ts';
import { faultAnswer, refusal } from './answer.ts';
import { readRequest } from './request.ts';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Result } from '../units/result.ts';
import type { Answer } from './answer.ts';
import type { Controls, Refused, RequestHead, Wish } from './request.ts';

/** What the server answers with. */
export type Answers = {
  readonly read: (wish: Exclude<Wish, { readonly kind: 'kill' }>) => Promise<Answer>;
  readonly kill: (body: string) => Promise<Answer>;
};

/** A server that listens. */
export type RunningView = { readonly url: string; readonly stop: () => Promise<void> };

/** The bounds of one client. A test may make them tighter. */
export type Bounds = {
  /** Connections at once; more are closed as they come. */
  readonly connectionsMax: number;
  /** Until the head and the body of a request are there. */
  readonly requestMs: number;
  /** Until an answer has been read to its end. */
  readonly answerMs: number;
  readonly bodyBytesMax: number;
};

/** As a browser of this machine needs them, with room for some more. */
export const BOUNDS: Bounds = {
  connectionsMax: 24,
  requestMs: 5_000,
  answerMs: 15_000,
  bodyBytesMax: 2_000,
};

const HEADER_BYTES_MAX = 8_192;
const ADDRESS = '127.0.0.1';

const headOf = ({ method = '', url = '', rawHeaders }: IncomingMessage): RequestHead => ({
  method,
  target: url,
  headers: rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [],
  ),
});

const TOO_LARGE: Refused = { status: 413, words: 'That is too much.' };

const bodyOf = async (request: IncomingMessage, max: number): Promise<Result<string, Refused>> => {
  if (Number(request.headers['content-length'] ?? 0) > max) return err(TOO_LARGE);
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += String(chunk);
    if (Buffer.byteLength(body) > max) return err(TOO_LARGE);
  }
  return ok(body);
};

const send = (response: ServerResponse, { status, headers, body }: Answer): void => {
  response.writeHead(status, { ...headers, connection: 'close' });
  response.end(response.req.method === 'HEAD' ? '' : body);
};

type Serving = {
  readonly answers: Answers;
  readonly controls: Controls;
  readonly bounds: Bounds;
};

const answerTo = async (
  request: IncomingMessage,
  { answers, controls, bounds }: Serving,
): Promise<Answer> => {
  const wish = readRequest(headOf(request), controls);
  if (!wish.ok) return refusal(wish.error);
  if (wish.value.kind !== 'kill') return answers.read(wish.value);
  const body = await bodyOf(request, bounds.bodyBytesMax);
  return body.ok ? answers.kill(body.value) : refusal(body.error);
};

const respond = async (
  request: IncomingMessage,
  response: ServerResponse,
  serving: Serving,
): Promise<void> => {
  const late = setTimeout(() => response.socket?.destroy(), serving.bounds.answerMs);
  response.on('close', () => clearTimeout(late));
  try {
    send(response, await answerTo(request, serving));
  } catch {
    if (response.headersSent) response.socket?.destroy();
    else send(response, faultAnswer());
  }
};

const listening = async (server: Server, port: number): Promise<Result<string, string>> => {
  try {
    server.listen(port, ADDRESS);
    await once(server, 'listening');
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
  const address = server.address();
  invariant(address !== null && typeof address === 'object', 'a server on a port has an address');
  return ok(`http://${ADDRESS}:${String(address.port)}/`);
};

/** Starts to listen on this machine only; port 0 takes a free one. Refuses: one that is taken. */
export const startViewServer = async (
  port: number,
  { bounds = BOUNDS, ...serving }: Omit<Serving, 'bounds'> & { readonly bounds?: Bounds },
): Promise<Result<RunningView, string>> => {
  const server = createServer(
    {
      maxHeaderSize: HEADER_BYTES_MAX,
      headersTimeout: bounds.requestMs,
      requestTimeout: bounds.requestMs,
      connectionsCheckingInterval: Math.min(1_000, bounds.requestMs),
    },
    (request, response) => void respond(request, response, { ...serving, bounds }),
  );
  server.maxConnections = bounds.connectionsMax;
  server.maxRequestsPerSocket = 1;
  server.timeout = bounds.answerMs;
  server.on('clientError', (_error, socket) => socket.destroy());
  const url = await listening(server, port);
  if (!url.ok) return url;
  return ok({
    url: url.value,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  });
};
