import { createServer } from 'node:http';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLine } from './line.ts';
import type { Line, LineMood } from './line.ts';

type Scene = { readonly line: Line; readonly heard: () => number };

const openScene = async (): Promise<Scene> => {
  let heard = 0;
  const server = createServer((_request, response) => {
    heard += 1;
    response.end('a whole answer');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  const line = await openLine(address.port);
  onTestFinished(async () => {
    await line.stop();
    server.closeAllConnections();
    server.close();
  });
  return { line, heard: () => heard };
};

const ask = async ({ line }: Scene): Promise<string> => {
  try {
    const answer = await fetch(line.url, { signal: AbortSignal.timeout(300) });
    return await answer.text();
  } catch {
    return 'nothing';
  }
};

describe('the line', () => {
  it('leads requests on, and their answers back', async () => {
    const scene = await openScene();
    expect(await ask(scene)).toBe('a whole answer');
    expect(scene.heard()).toBe(1);
  });

  it.each<[LineMood, number]>([
    ['unheard', 0],
    ['unanswered', 1],
    ['cut', 1],
    ['gone', 0],
    ['slow', 0],
  ])('gives no whole answer while it is %s, and the request is heard %i times', async (...law) => {
    const [mood, times] = law;
    const scene = await openScene();
    await scene.line.set(mood);
    expect(await ask(scene)).toBe('nothing');
    expect(scene.heard()).toBe(times);
  });

  it('is as before when it is led through again', async () => {
    const scene = await openScene();
    for (const mood of ['gone', 'unanswered', 'through'] as const) await scene.line.set(mood);
    expect(await ask(scene)).toBe('a whole answer');
  });
});
