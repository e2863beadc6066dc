// The live view over real HTTP: what it answers, to whom, and what clients cannot do to it.

import { request } from 'node:http';
import { connect } from 'node:net';
import { onTestFinished, describe, expect, it } from 'vitest';
import { BOUNDS, startViewServer } from '../../lib/view/server.ts';
import { KILL, noteOf, startScene, TOKEN } from './desk-scene.ts';
import type { IncomingMessage } from 'node:http';
import type { Differences, Scene } from './desk-scene.ts';

const opened = async (differences: Differences = {}): Promise<Scene> => {
  const scene = await startScene(differences);
  onTestFinished(scene.running.stop);
  scene.desk.cycle(noteOf(1));
  return scene;
};

type Answered = { readonly status: number; readonly head: IncomingMessage; readonly body: string };

// As `fetch`, but with any host.
const ask = (
  url: string,
  { body = '', ...options }: { method?: string; headers?: object; body?: string } = {},
): Promise<Answered> =>
  new Promise((done, fail) => {
    const asked = request(url, { ...options, headers: { ...options.headers } }, (head) => {
      let text = '';
      head.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      head.on('end', () => done({ status: head.statusCode ?? 0, head, body: text }));
    });
    asked.on('error', fail);
    asked.end(body);
  });

// Everything that a server sends back for some bytes, until it closes.
const raw = (url: string, bytes: string): Promise<string> =>
  new Promise((done) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => done(text));
  });

const PAGES = ['', 'live.json', 'report.json'];

const kill = (url: string, changes: { headers?: object; body?: string } = {}): Promise<Answered> =>
  ask(`${url}kill`, {
    method: 'POST',
    body: JSON.stringify({ to: 'halt', word: 'halt', why: 'a test' }),
    ...changes,
    headers: {
      origin: url.slice(0, -1),
      'x-keel-token': TOKEN,
      'content-type': 'application/json',
      ...changes.headers,
    },
  });

describe('the live view over HTTP', () => {
  it('listens on this machine only', async () => {
    expect((await opened()).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  });

  it('says why it cannot have a port', async () => {
    const { url, desk } = await opened();
    const port = Number(new URL(url).port);
    const second = await startViewServer(port, { answers: desk, controls: { kind: 'none' } });
    expect(second.ok ? '' : second.error).toContain('EADDRINUSE');
  });

  it.each([...PAGES, 'nothing'])('lets nobody keep, frame, guess or share /%s', async (path) => {
    const { url } = await opened();
    const { head } = await ask(url + path);
    expect(head.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
    const policy = head.headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(Object.keys(head.headers).filter((name) => name.includes('allow-origin'))).toEqual([]);
  });

  it('carries nothing in its page that its policy does not name', async () => {
    const { url } = await opened({ controls: KILL });
    const { body } = await ask(url);
    expect(body).not.toMatch(/\son[a-z]+="|\sstyle="|javascript:/);
    expect(body.match(/<script/g)).toHaveLength(4);
  });

  it.each(PAGES)('answers HEAD of /%s without a body', async (path) => {
    const { url } = await opened();
    const { status, body, head } = await ask(url + path, { method: 'HEAD' });
    expect([status, body]).toEqual([200, '']);
    expect(Number(head.headers['content-length'])).toBeGreaterThan(100);
  });

  it('answers no other name than that of this machine', async () => {
    const { url } = await opened();
    for (const path of PAGES)
      expect((await ask(url + path, { headers: { host: 'evil.example' } })).status).toBe(403);
  });

  it('says that nothing is new to whoever has seen it', async () => {
    const { url, desk } = await opened();
    const first = await ask(`${url}live.json`);
    const headers = { 'if-none-match': first.head.headers.etag ?? '' };
    expect((await ask(`${url}live.json`, { headers })).status).toBe(304);
    desk.cycle(noteOf(2));
    expect((await ask(`${url}live.json`, { headers })).status).toBe(200);
  });

  it('tells the time since the latest cycle and until the next', async () => {
    const { url } = await opened();
    const told = JSON.parse((await ask(`${url}live.json`)).body) as Record<string, number>;
    expect(told['cycle']).toBe(1);
    expect((told['sinceMs'] ?? -1) + (told['dueInMs'] ?? -1)).toBe(60_000);
  });
});

describe('the button of the live view', () => {
  it('is not there, and nothing is turned, where nobody asked for it', async () => {
    const { url, killed } = await opened();
    expect((await ask(url)).body).not.toMatch(/<dialog|<button|data-token=/);
    expect((await kill(url)).status).toBe(403);
    expect(killed).toEqual([]);
  });

  it('turns the switch, and says so', async () => {
    const { url, killed } = await opened({ controls: KILL });
    const { status, body } = await kill(url);
    expect([status, JSON.parse(body)]).toEqual([
      200,
      { isDone: true, lines: ['data/KILL says halt'] },
    ]);
    expect(killed).toEqual([{ to: 'halt', why: 'a test' }]);
    expect((await ask(`${url}live.json`)).body).toContain('"killSwitch":"halt"');
  });

  it.each([
    ['from another page', { headers: { origin: 'http://evil.example' } }],
    ['without its word', { headers: { 'x-keel-token': '' } }],
    ['unconfirmed', { body: JSON.stringify({ to: 'halt', word: '', why: '' }) }],
    ['as a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    ['in too many bytes', { body: ' '.repeat(BOUNDS.bodyBytesMax + 1) }],
  ])('turns nothing %s', async (_how, changes) => {
    const { url, killed } = await opened({ controls: KILL });
    expect((await kill(url, changes)).status).toBeGreaterThanOrEqual(400);
    expect(killed).toEqual([]);
  });

  it('takes no body of unknown length beyond the bound', async () => {
    const { url, killed } = await opened({ controls: KILL });
    const bytes =
      `POST /kill HTTP/1.1\r\nhost: ${new URL(url).host}\r\norigin: ${url.slice(0, -1)}\r\n` +
      `x-keel-token: ${TOKEN}\r\ncontent-type: application/json\r\n` +
      `transfer-encoding: chunked\r\n\r\n${`400\r\n${' '.repeat(0x400)}\r\n`.repeat(20)}0\r\n\r\n`;
    expect(await raw(url, bytes)).not.toContain('200 OK');
    expect(killed).toEqual([]);
  });
});

describe('what is a secret', () => {
  it('is in no byte of any answer, as it stands or as HTML', async () => {
    const secrets = ['s3cr&t"word<1>', 'plain-secret-9'];
    const hidden = (text: string): string =>
      [...secrets, 's3cr&amp;t&quot;word&lt;1&gt;'].reduce(
        (left, secret) => left.replaceAll(secret, '(secret)'),
        text,
      );
    const { url, desk } = await opened({ controls: KILL, redact: hidden });
    const spoken = secrets.join(' and ');
    desk.cycle(
      noteOf(2, {
        observed: { universe: `unknown: ${spoken}` },
        mismatches: [spoken],
        reports: [spoken],
      }),
    );
    desk.session({ kind: 'ended', words: spoken });
    for (const path of [...PAGES, 'nothing', 'kill']) {
      const { head, body } = await ask(url + path);
      const all = JSON.stringify(head.rawHeaders) + body;
      expect(all).not.toMatch(/s3cr|plain-secret/);
    }
    expect((await ask(`${url}live.json`)).body).toContain('(secret)');
  });
});

describe('a client that misbehaves', () => {
  const TIGHT = { connectionsMax: 4, requestMs: 300, answerMs: 300, bodyBytesMax: 2_000 };

  it.each([
    ['sends nothing', ''],
    ['never ends its head', 'GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n'],
    ['never sends its body', 'POST /kill HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 9\r\n\r\n'],
    ['speaks no HTTP', '\u0016\u0003\u0001 hello\r\n\r\n'],
    ['sends a head without bound', `GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`],
  ])('and %s is cut off, and others are answered', async (_how, bytes) => {
    const { url } = await opened({ controls: KILL, bounds: TIGHT });
    expect(await raw(url, bytes)).not.toContain('200 OK');
    expect((await ask(url)).status).toBe(200);
  });

  it('and sends a thousand requests at once is answered one', async () => {
    const { url } = await opened();
    const one = `GET /live.json HTTP/1.1\r\nhost: ${new URL(url).host}\r\n\r\n`;
    expect((await raw(url, one.repeat(1_000))).match(/200 OK/g)).toHaveLength(1);
  });

  it('and opens more than its share finds the door shut', async () => {
    const { url } = await opened({ bounds: { ...TIGHT, requestMs: 2_000, answerMs: 2_000 } });
    const port = Number(new URL(url).port);
    const idle = Array.from({ length: 40 }, () => connect(port, '127.0.0.1'));
    const closed = idle.map(
      (socket) =>
        new Promise<void>((done) => socket.on('error', () => undefined).on('close', () => done())),
    );
    await Promise.all(closed);
    expect((await ask(url)).status).toBe(200);
  });

  it('does not keep the view from ending', async () => {
    const scene = await startScene();
    const port = Number(new URL(scene.url).port);
    const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\n'));
    socket.on('error', () => undefined);
    await new Promise((done) => socket.once('connect', done));
    await scene.running.stop();
    await expect(ask(scene.url)).rejects.toThrow('ECONNREFUSED');
  });
});
