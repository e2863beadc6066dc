// A server between a function and what it talks to: it counts, holds back, and goes wrong.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Later } from './lambda.ts';

/** A request on its way. */
export type Passing = {
  readonly method: string;
  readonly path: string;
  /** The operation, where AWS is asked. */
  readonly operation: string;
  readonly body: string;
};

/** What becomes of a request: null lets it pass. */
export type Instead = { readonly status: number; readonly body: string } | 'silence' | null;

/** The server, and what becomes of requests. */
export type Between = {
  readonly url: string;
  readonly passed: Passing[];
  /** Is asked about each request, and may take its time. */
  rule: (request: Passing) => Instead | Promise<Instead>;
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  return body;
};

const forward = async (
  { method = 'GET', url = '/', headers }: IncomingMessage,
  { upstream, body }: { readonly upstream: string; readonly body: string },
  response: ServerResponse,
): Promise<void> => {
  const { host: _host, connection: _connection, 'content-length': _length, ...kept } = headers;
  const answer = await fetch(`${upstream}${url}`, {
    method,
    headers: kept as Record<string, string>,
    ...(method !== 'GET' && body !== '' && { body }),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const { 'content-encoding': _coding, ...given } = Object.fromEntries(answer.headers);
  response.writeHead(answer.status, { ...given, 'content-length': String(bytes.length) });
  response.end(bytes);
};

const operationOf = ({ headers }: IncomingMessage): string =>
  String(headers['x-amz-target'] ?? '').replace(/^.*\./, '');

/** Starts the server in front of another. */
export const standBetween = async (upstream: string, later: Later): Promise<Between> => {
  const passed: Passing[] = [];
  const between = { url: '', passed, rule: (): Instead => null } as Between & { url: string };
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    const { method = 'GET', url = '/' } = request;
    const passing = { method, path: url, operation: operationOf(request), body };
    passed.push(passing);
    const instead = await between.rule(passing);
    if (instead === 'silence') return;
    if (instead === null) return forward(request, { upstream, body }, response);
    response.writeHead(instead.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(instead.body);
  };
  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  between.url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  later(async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  });
  return between;
};
