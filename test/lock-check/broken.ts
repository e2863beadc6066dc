// Histories that each break one law of the lock, made up for the tests of its checker.

import { does, historyOf, leaseOf, NOTHING, saveOf, takes } from './histories.ts';
import { FREE_IN_THE_END } from './judge.ts';
import { EXCLUSION } from './laws/exclusion.ts';
import { LAWS } from './laws/replay.ts';
import { WORDS } from './laws/words.ts';
import type { History, Line } from './history.ts';

/** A holder lets go of a lease. */
export const leave = (process: string, fence: number, at: number): Line => ({
  kind: 'leave',
  at,
  process,
  fence,
});

/** An order of process a that is 10 s on its way. */
export const send = (at: number, fence: number, intent: string): Line => ({
  kind: 'send',
  at,
  until: at + 10_000,
  process: 'a',
  fence,
  intent,
});

const clock = (process: string, at: number, wall: number): Line => ({
  kind: 'clock',
  at,
  process,
  wall,
  monotonic: wall,
});

/** The first holder, its save, and its end. */
export const A = takes('a', { at: 1_000, fence: 1 });
export const FIRST = saveOf({ fence: 1, version: 0, token: 1 });
export const SAVED = [A, does('a', 2_000, FIRST)];
export const A_LEFT = leave('a', 1, 1_999);
/** The second holder, and its intent. */
export const B = takes('b', { at: 3_000, fence: 2, version: 1 }, { token: 1, intents: [] });
const refusal = { phase: 'fail', error: 'LEASE_LOST' } as const;
export const journal = { kind: 'journal', fence: 2, intents: ['x'] } as const;

/** What is wrong, the law that it breaks, and the history. */
export const BROKEN: readonly (readonly [string, string, History])[] = [
  [
    'a fence that is given twice',
    LAWS.rising,
    historyOf(
      [...SAVED, takes('b', { at: 3_000, fence: 1, version: 1 }, { token: 1, intents: [] })],
      [A_LEFT],
    ),
  ],
  [
    'a save with the fence of an earlier holder',
    LAWS.fenced,
    historyOf(
      [...SAVED, B, does('a', 4_000, saveOf({ fence: 1, version: 1, token: 2, parent: 1 }))],
      [A_LEFT],
    ),
  ],
  [
    'a journal after the lease was given back',
    LAWS.fenced,
    historyOf(
      [
        ...SAVED,
        does('a', 2_500, { ...journal, fence: 1 }),
        takes('b', { at: 3_000, fence: 2, version: 1 }, { token: 1, intents: ['x'] }),
      ],
      [A_LEFT],
    ),
  ],
  [
    'a save on a state that was saved meanwhile',
    LAWS.chained,
    historyOf(
      [...SAVED, B, does('b', 4_000, saveOf({ fence: 2, version: 0, token: 2 }))],
      [A_LEFT],
    ),
  ],
  [
    'a save that was made from another state',
    LAWS.chained,
    historyOf(
      [...SAVED, B, does('b', 4_000, saveOf({ fence: 2, version: 1, token: 2, parent: 7 }))],
      [A_LEFT],
    ),
  ],
  [
    'a save that drops an intent unseen',
    LAWS.journalled,
    historyOf(
      [
        ...SAVED,
        B,
        does('b', 4_000, journal),
        does('b', 5_000, saveOf({ fence: 2, version: 1, token: 2, parent: 1 })),
      ],
      [A_LEFT],
    ),
  ],
  [
    'a paper venue of an earlier holder',
    LAWS.paper,
    historyOf(
      [
        ...SAVED,
        B,
        does('b', 4_000, { kind: 'paper', fence: 2 }),
        does('a', 5_000, { kind: 'paper', fence: 1 }),
      ],
      [A_LEFT],
    ),
  ],
  [
    'a save that is called done and was not',
    WORDS.done,
    historyOf([A, { ...does('a', 2_000, FIRST), did: [] }]),
  ],
  [
    'a lease that is called taken under another fence',
    WORDS.done,
    historyOf([{ ...A, ending: { phase: 'ok', seen: NOTHING, lease: leaseOf(2, 1_000) } }]),
  ],
  [
    'a lease that is called lost and is held',
    WORDS.lost,
    historyOf([
      A,
      does('a', 2_000, { ...FIRST, lease: 'renew' }),
      { ...does('a', 3_000, { ...journal, fence: 1 }), did: [], ending: refusal },
    ]),
  ],
  [
    'a lock that is called held and is free',
    WORDS.lost,
    historyOf(
      [
        ...SAVED,
        { ...B, did: [], ending: { phase: 'fail', error: 'LEASE_HELD' } },
        takes('b', { at: 9_000, fence: 2, version: 1 }, { token: 1, intents: [] }),
      ],
      [A_LEFT],
    ),
  ],
  [
    'a paper venue that is kept after it was refused',
    WORDS.over,
    historyOf([
      A,
      {
        ...does('a', 2_000, { kind: 'paper', fence: 1 }),
        did: [{ at: 9_000, fence: 1, version: 0 }],
        ending: refusal,
      },
    ]),
  ],
  [
    'a lease that comes with an older state',
    WORDS.read,
    historyOf([...SAVED, takes('b', { at: 3_000, fence: 2, version: 1 })], [A_LEFT]),
  ],
  [
    'a lease that comes without what was journalled',
    WORDS.read,
    historyOf(
      [
        ...SAVED,
        B,
        does('b', 4_000, journal),
        takes('c', { at: 90_000, fence: 3, version: 1 }, { token: 1, intents: [] }),
      ],
      [A_LEFT],
    ),
  ],
  [
    'a reader who is shown an older state',
    WORDS.read,
    historyOf(
      [
        ...SAVED,
        {
          process: 'b',
          from: 4_000,
          to: 4_020,
          operation: { kind: 'peek' },
          did: [],
          ending: { phase: 'ok', seen: NOTHING, lease: null },
        },
      ],
      [A_LEFT],
    ),
  ],
  [
    'two holders who both believe',
    EXCLUSION.belief,
    historyOf([A, takes('b', { at: 3_000, fence: 2 })], [leave('b', 2, 4_000)]),
  ],
  [
    'a holder whose clock is behind and who believes on',
    EXCLUSION.belief,
    historyOf([A, takes('b', { at: 57_000, fence: 2 })], [clock('a', 2_000, -6_100)]),
  ],
  [
    'a lock that is taken while an order is on its way',
    EXCLUSION.sends,
    historyOf(
      [
        ...SAVED,
        B,
        does('b', 4_000, journal),
        takes('c', { at: 12_000, fence: 3, version: 1 }, { token: 1, intents: ['x'] }),
      ],
      [A_LEFT, leave('b', 2, 11_000), send(4_020, 2, 'x')],
    ),
  ],
  [
    'an order whose intent was never written down',
    EXCLUSION.journalled,
    historyOf([...SAVED, B], [A_LEFT, send(4_000, 2, 'x')]),
  ],
  [
    'a lock that nobody gets any more',
    FREE_IN_THE_END,
    historyOf([A, { ...B, did: [], ending: { phase: 'fail', error: 'LEASE_HELD' } }]),
  ],
];
