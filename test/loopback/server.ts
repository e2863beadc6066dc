// A real HTTP server on this machine, for everything that talks over a socket. It answers as it is
// told and keeps what it was asked.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it arrived. */
export type Exchange = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};

/** What the server does with a request. */
export type Reply =
  | { readonly kind: 'json'; readonly value: unknown }
  | {
      readonly kind: 'text';
      readonly status: number;
      readonly text: string | Buffer;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Never answers. */
  | { readonly kind: 'silence' }
  /** Begins an answer and never ends it. */
  | { readonly kind: 'stall' }
  /** Begins an answer and closes the connection in the middle of it. */
  | { readonly kind: 'torn'; readonly begins: string }
  /** Sends the same byte for as long as somebody reads. */
  | { readonly kind: 'endless'; readonly status: number }
  /** Closes the connection without an answer. */
  | { readonly kind: 'reset' };

/** A running server. */
export type Loopback = {
  readonly url: string;
  readonly requests: readonly Exchange[];
  /** How many connections were ever opened. */
  readonly connections: () => number;
  readonly stop: () => Promise<void>;
};

/** Answers with a value. */
export const json = (value: unknown): Reply => ({ kind: 'json', value });

/** Answers with a status and a text. */
export const text = (
  status: number,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({ kind: 'text', status, text: body, headers });

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

const pourInto = (response: ServerResponse): void => {
  const chunk = 'x'.repeat(64_000);
  const pour = (): void => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', pour);
  };
  pour();
};

const send = (response: ServerResponse, reply: Reply): void => {
  switch (reply.kind) {
    case 'json':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(reply.value));
      return;
    case 'text':
      response.writeHead(reply.status, reply.headers ?? {});
      response.end(reply.text);
      return;
    case 'stall':
      response.writeHead(200);
      response.write('[');
      return;
    case 'torn':
      response.writeHead(200, { 'content-length': '1000' });
      response.write(reply.begins, () => response.socket?.destroy());
      return;
    case 'endless':
      response.writeHead(reply.status);
      pourInto(response);
      return;
    case 'reset':
      response.socket?.destroy();
      return;
    case 'silence':
  }
};

/** Starts a server on a free port of this machine. */
export const startLoopback = async (
  answer: (exchange: Exchange) => Reply | Promise<Reply>,
): Promise<Loopback> => {
  const requests: Exchange[] = [];
  let connections = 0;
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://loopback');
    const exchange: Exchange = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: await bodyOf(request),
    };
    requests.push(exchange);
    send(response, await answer(exchange));
  };
  const server = createServer((request, response) => void respond(request, response));
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    requests,
    connections: () => connections,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
