// A twin is told what its original is told, lives and dies with it, and does not hide where it does
// something else.

import { afterEach, expect, it } from 'vitest';
import { differing } from '../checkers/g8-same.ts';
import { replaceBuiltins } from './builtins.ts';
import { createLambda } from './lambda.ts';
import { currentProcess } from './process.ts';
import { sendErrand } from './requests.ts';
import { startTimeline } from './timeline.ts';
import type { FunctionCode, InvocationPlan } from './lambda.ts';
import type { SimulatedProcess } from './process.ts';
import type { Asked, PairEnd } from './twins.ts';
import type { Timeline } from './timeline.ts';

let restore = (): void => undefined;
afterEach(() => restore());

const TIMEOUT_MS = 1_000;
const PLAN: InvocationPlan = { clockAhead: 250, death: null, start: 'any' };

type Ask = (said: string) => Promise<string>;

/** What befalls a process while a request leaves it. */
type Befalls = (process: SimulatedProcess, said: string, timeline: Timeline) => void;

// A venue that counts what it is asked.
const countingVenue = (timeline: Timeline, befalls: Befalls): Ask => {
  let count = 0;
  return (said) =>
    sendErrand(timeline, {
      said: () => said,
      again: (answer) => answer,
      travel: () => {
        const process = currentProcess();
        if (process !== undefined) befalls(process, said, timeline);
        return { there: 3, back: 4 };
      },
      arrive: () => ({ kind: 'answered', answer: `answer ${String((count += 1))}` }),
      signal: undefined,
    });
};

type Seen = { readonly asked: Asked; readonly end: PairEnd };

const invoke = async (
  run: (ask: Ask) => Promise<unknown>,
  plan = PLAN,
  befalls: Befalls = () => undefined,
): Promise<{ readonly seen: readonly Seen[] }> => {
  const timeline = startTimeline(0);
  restore = replaceBuiltins(timeline, (count) => new Uint8Array(count));
  const ask = countingVenue(timeline, befalls);
  const seen: Seen[] = [];
  const load = (): FunctionCode => () => run(ask);
  const lambda = createLambda(timeline, {
    name: 'f',
    timeout: TIMEOUT_MS,
    coldStart: () => 10,
    load,
    loadTwin: load,
    twinSeen: (asked, end) => void seen.push({ asked, end }),
  });
  void lambda.invoke(null, plan);
  await timeline.runUntil(() => false);
  return { seen };
};

it('hears the answers to its original, at the same time by the same clock', async () => {
  const { seen } = await invoke(async (ask) => {
    const first = await ask('first');
    return ask(`${first} at ${String(Date.now())}`);
  });
  const said = ['first', 'answer 1 at 267'];
  expect(seen).toEqual([{ asked: { original: said, twin: said }, end: 'came to its end' }]);
});

it('is found out where it does something else', async () => {
  let runs = 0;
  const { seen } = await invoke((ask) => ask(`run ${String((runs += 1))}`));
  expect(seen.flatMap(({ asked, end }) => differing(asked, end))).toEqual([
    'request 1 differs: run 1 and run 2',
  ]);
});

it('is found out where it asks for less', async () => {
  let runs = 0;
  const { seen } = await invoke(async (ask) => {
    runs += 1;
    const isTwin = runs > 1;
    await ask('a');
    return isTwin ? 'nothing more' : ask('b');
  });
  expect(seen.flatMap(({ asked, end }) => differing(asked, end))).toEqual([
    '2 requests, and 1 from the same inputs',
  ]);
});

// The clock is set, and the process stands still, at the moment in which a request leaves it.
// Simulated sections 900004 and 114670115453481.
it('reads the clock as its original did, and stands still where that does', async () => {
  const { seen } = await invoke(
    async (ask) => {
      await ask('a');
      const before = Date.now();
      await Promise.all([ask(`b at ${String(before)}`), ask(`c at ${String(Date.now())}`)]);
      return ask(`d at ${String(Date.now())}`);
    },
    PLAN,
    (process, said, timeline) => {
      if (!said.startsWith('b')) return;
      process.setClock(-100);
      timeline.at(timeline.now() + 500, process.pause());
    },
  );
  const said = ['a', 'b at 267', 'c at -83', 'd at 417'];
  expect(seen).toEqual([{ asked: { original: said, twin: said }, end: 'came to its end' }]);
});

it('dies with its original', async () => {
  const death = { request: 1, when: 'after' } as const;
  const { seen } = await invoke((ask) => ask('a').then(() => ask('b')), { ...PLAN, death });
  expect(seen).toEqual([{ asked: { original: ['a'], twin: ['a'] }, end: 'broken off' }]);
});

it('is broken off at the end of their time', async () => {
  const { seen } = await invoke(async (ask) => {
    await new Promise((resolve) => setTimeout(resolve, TIMEOUT_MS));
    return ask('too late');
  });
  expect(seen).toEqual([{ asked: { original: [], twin: [] }, end: 'broken off' }]);
});

// Some turns of the code later, at the same time.
const later = async (isLater: boolean): Promise<void> => {
  for (let turn = 0; isLater && turn < 10; turn += 1) await Promise.resolve();
};

const INVOCATIONS = 3;

// One after the other in the same environment, each with a rest in between.
const invokeAgain = async (
  load: (ask: Ask) => () => Promise<unknown>,
  befalls: Befalls = () => undefined,
): Promise<readonly Seen[]> => {
  const timeline = startTimeline(0);
  restore = replaceBuiltins(timeline, (count) => new Uint8Array(count));
  const ask = countingVenue(timeline, befalls);
  const seen: Seen[] = [];
  const lambda = createLambda(timeline, {
    name: 'f',
    timeout: TIMEOUT_MS,
    coldStart: () => 10,
    load: () => load(ask),
    loadTwin: () => load(ask),
    twinSeen: (asked, end) => void seen.push({ asked, end }),
  });
  for (let index = 0; index < INVOCATIONS; index += 1)
    timeline.at(index * 500, () => void lambda.invoke(null, { ...PLAN, clockAhead: index }));
  await timeline.runUntil(() => false);
  return seen;
};

it('lives on with its original, wakes with it and remembers what it does', async () => {
  const seen = await invokeAgain((ask) => {
    let told = 'nothing';
    return async () => {
      // What is given up and answered later is heard when it wakes.
      void ask('unheard').then((answer) => {
        told = `${told}, ${answer}`;
      });
      await Promise.race([ask(`${told} at ${String(Date.now())}`)]);
    };
  });
  expect(seen).toHaveLength(INVOCATIONS);
  for (const { asked } of seen) expect(asked.twin).toEqual(asked.original);
  expect(seen.map(({ asked }) => asked.original[1])).toEqual([
    'nothing at 10',
    'nothing, answer 1 at 501',
    'nothing, answer 1, answer 3 at 1002',
  ]);
});

// Simulated section 107989255155617.
it.each(['before it is over', 'as it is over'])(
  'sleeps with its original, which nothing but an invocation wakes: paused %s',
  async (moment) => {
    const seen = await invokeAgain(
      (ask) => async () => {
        await ask('first');
        // It does not wait for this, as a cycle whose time is over does not.
        void later(moment === 'as it is over').then(async () => {
          await ask('begun');
          await ask('gone on with');
        });
      },
      (process, said, timeline) => {
        if (said === 'begun') timeline.at(timeline.now() + 200, process.pause());
      },
    );
    for (const { asked } of seen) expect(asked.twin).toEqual(asked.original);
    expect(seen.map(({ asked }) => asked.original)).toEqual([
      ['first', 'begun'],
      ['first', 'gone on with', 'begun'],
      ['first', 'gone on with', 'begun'],
    ]);
  },
);

// Simulated section 83737095353318.
it('sleeps with its original before what comes at the very same moment', async () => {
  const seen = await invokeAgain((ask) => async () => {
    const last = ask('last');
    void ask('begun').then(() => ask('gone on with'));
    await last;
  });
  for (const { asked } of seen) expect(asked.twin).toEqual(asked.original);
});

it('is found out where it remembers something else', async () => {
  let loaded = 0;
  const seen = await invokeAgain((ask) => {
    let calls = 0;
    const step = (loaded += 1);
    return () => {
      calls += step;
      return ask(calls > 2 ? 'much' : 'little');
    };
  });
  const told = seen.map(({ asked, end }) => differing(asked, end).length);
  expect(told).toEqual([0, 1, 0]);
});

it.each<[twin: string, end: PairEnd, count: number]>([
  ['a b', 'came to its end', 0],
  ['a c', 'came to its end', 1],
  ['c', 'broken off', 1],
  ['a', 'came to its end', 1],
  ['a', 'broken off', 0],
  ['a b c', 'broken off', 1],
])(
  'a twin that asks %s where its original asked a b and %s: %i differences',
  (twin, end, count) => {
    const asked = { original: ['a', 'b'], twin: twin.split(' ') };
    expect(differing(asked, end)).toHaveLength(count);
  },
);
