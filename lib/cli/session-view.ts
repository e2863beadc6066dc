// The page of a session from the side that trades: a thread that is told of every saved cycle.
// Whatever becomes of it, trading goes on; that it cannot be had is told in one line.

import { Worker } from 'node:worker_threads';
import { randomToken } from '../adapters/local/random-token.ts';
import { uniqueName } from '../adapters/local/process-name.ts';
import { waitUnless } from '../adapters/local/waiting.ts';
import { interruptions } from './interruptions.ts';
import { secretsIn } from '../wiring/redaction.ts';
import type { Environment } from '../config/variable.ts';
import type { CycleNote } from '../view/cycle-note.ts';
import type { FromView, ToView, ViewOpening } from './view-messages.ts';
import type { ViewOptions } from './view-options.ts';

/** Where something is said. */
export type Say = (line: string) => void;

/** What is said of the page: where it is and that it stays, and why it cannot be had. */
export type ViewVoices = { readonly say: Say; readonly warn: Say };

/** What the page is opened with. */
export type OpenedView = {
  readonly opening: Omit<ViewOpening, 'secrets'>;
  readonly env: Environment;
  /** Told that somebody has turned the kill switch on the page. */
  readonly note: Say;
};

/** The page of a session. */
export type SessionView = {
  /** Serves the page, and says where. */
  readonly open: (opened: OpenedView) => Promise<void>;
  readonly cycle: (note: () => CycleNote) => void;
  /** Tells how the session ended. A page that stays has read the past of its portfolio then. */
  readonly ended: (words: string) => Promise<void>;
  /** Keeps the page up where that was asked for, then closes it. */
  readonly leave: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const nothing = (): Promise<void> => Promise.resolve();

/** No page. */
export const NO_VIEW: SessionView = {
  open: nothing,
  cycle: () => undefined,
  ended: nothing,
  leave: nothing,
  close: nothing,
};

const MEMORY_MB = 256;
const OPENING_MS = 5_000;
const PAST_MS = 30_000;

const turnedLine = ({ order, turned }: Extract<FromView, { readonly kind: 'turned' }>): string => {
  const { to, why } = order;
  const reason = why === '' ? 'No reason was given.' : `Reason: ${why}`;
  return `[View] Kill switch set to ${to} on the page: ${turned.lines.join('; ')}. ${reason}`;
};

const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

type Thread = {
  readonly post: (made: () => ToView) => void;
  /** Where the page is; null before it is served. */
  readonly url: () => string | null;
  readonly isPastTold: () => boolean;
  readonly isGone: () => boolean;
  readonly give: (words: string) => void;
  readonly end: () => Promise<void>;
  readonly listen: (note: Say) => void;
};

// The thread alone, whatever is told to it.
const startThread = (warn: Say): Thread => {
  const thread = new Worker(new URL('./view-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  thread.unref();
  let url: string | null = null;
  let [isGone, isPastTold] = [false, false];
  let note: Say = () => undefined;
  const give = (words: string): void => {
    if (!isGone) warn(`[View] There is no page: ${words}. Trading goes on without it.`);
    isGone = true;
  };
  thread.on('error', (error) => give(wordsOf(error)));
  thread.on('message', (message: FromView) => {
    if (message.kind === 'turned') note(turnedLine(message));
    else if (message.kind === 'failed') give(message.detail);
    else if (message.kind === 'listening') ({ url } = message);
    else isPastTold = true;
  });
  return {
    url: () => (isGone ? null : url),
    isPastTold: () => isPastTold,
    isGone: () => isGone,
    give,
    listen: (heard) => {
      note = heard;
    },
    post: (made) => {
      if (isGone) return;
      try {
        thread.postMessage(made());
      } catch (error) {
        give(wordsOf(error));
      }
    },
    end: async () => {
      isGone = true;
      await thread.terminate();
    },
  };
};

/** Starts the thread of the page; it is served when it is opened. */
export const startView = (options: ViewOptions, { say, warn }: ViewVoices): SessionView => {
  if (options.kind === 'none') return NO_VIEW;
  const thread = startThread(warn);
  const { post, url, isGone, isPastTold } = thread;
  const stays = options.afterwards === 'keep-open';
  return {
    open: async ({ opening, env, note }) => {
      const token = options.controls === 'kill' ? randomToken() : null;
      const serving = { port: options.port, token, session: uniqueName() };
      thread.listen(note);
      post(() => ({ kind: 'open', serving, opening: { ...opening, secrets: secretsIn(env) } }));
      await waitUnless(() => url() !== null || isGone(), OPENING_MS);
      const place = url();
      if (place === null) thread.give('it did not open in time');
      else say(`view: ${place}`);
    },
    cycle: (made) => post(() => ({ kind: 'cycle', note: made() })),
    ended: async (words) => {
      post(() => ({ kind: 'session', state: { kind: 'ended', words } }));
      if (stays) await waitUnless(() => isPastTold() || isGone(), PAST_MS);
    },
    leave: async () => {
      const place = url();
      if (stays && place !== null) {
        const asked = interruptions(() => undefined);
        say(`[View] The page stays at ${place} until Ctrl-C.`);
        await waitUnless(() => asked.requested() || isGone(), Infinity);
        asked.forget();
      }
      await thread.end();
    },
    close: thread.end,
  };
};
