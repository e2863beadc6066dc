// The line between the system and the venue: a port of this machine behind which every connection
// is led on, slowed down, left without an answer, cut in the middle of one, or refused.

import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { invariant } from '../../lib/units/invariant.ts';
import type { Server, Socket } from 'node:net';

/** What the line does to everything that is sent over it. */
export type LineMood = 'through' | 'slow' | 'unheard' | 'unanswered' | 'cut' | 'gone';

/** A line to a port behind it. */
export type Line = {
  readonly url: string;
  readonly set: (mood: LineMood) => Promise<void>;
  readonly stop: () => Promise<void>;
};

// As long as the system waits for an answer, or nearly so.
const SLOW_MS = 3_000;

type Way = 'there' | 'back';
type Ends = { readonly near: Socket; readonly far: Socket; isLost: boolean };

const hangUp = ({ near, far }: Ends): void => {
  near.destroy();
  far.destroy();
};

const loses = (mood: LineMood, way: Way): boolean =>
  (mood === 'unheard' && way === 'there') || (mood === 'unanswered' && way === 'back');

const carry = (ends: Ends, way: Way, { mood, chunk }: { mood: LineMood; chunk: Buffer }): void => {
  const to = way === 'there' ? ends.far : ends.near;
  // A connection that lost bytes once says nothing sensible any more.
  ends.isLost ||= loses(mood, way);
  if (ends.isLost) return;
  if (mood === 'slow') setTimeout(() => to.writable && to.write(chunk), SLOW_MS);
  else if (mood === 'cut' && way === 'back')
    to.write(chunk.subarray(0, chunk.length / 2), () => hangUp(ends));
  else to.write(chunk);
};

const listenOn = async (server: Server, port: number): Promise<number> => {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  invariant(address !== null && typeof address === 'object', 'a server on a port has an address');
  return address.port;
};

/** Opens a line to a port of this machine. */
export const openLine = async (target: number): Promise<Line> => {
  const open = new Set<Ends>();
  let mood: LineMood = 'through';
  const lead = (near: Socket): void => {
    const ends: Ends = { near, far: connect(target, '127.0.0.1'), isLost: false };
    open.add(ends);
    near.on('data', (chunk: Buffer) => carry(ends, 'there', { mood, chunk }));
    ends.far.on('data', (chunk: Buffer) => carry(ends, 'back', { mood, chunk }));
    for (const end of [near, ends.far])
      end
        .on('error', () => hangUp(ends))
        .on('close', () => {
          hangUp(ends);
          open.delete(ends);
        });
  };
  const server = createServer(lead);
  const port = await listenOn(server, 0);
  const close = async (): Promise<void> => {
    for (const ends of open) hangUp(ends);
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    await closed;
  };
  return {
    url: `http://127.0.0.1:${String(port)}`,
    set: async (next) => {
      mood = next;
      if (mood === 'gone') await close();
      else if (!server.listening) await listenOn(server, port);
    },
    stop: close,
  };
};
