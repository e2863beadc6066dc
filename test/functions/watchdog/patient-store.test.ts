// How often a watchdog asks for the state before it takes it for one that cannot be read.

import { describe, expect, it } from 'vitest';
import { patientStore } from '../../../functions/watchdog/patient-store.ts';
import { err, ok } from '../../../lib/units/result.ts';

describe('a patient store', () => {
  const LIMIT_MS = 10_000;

  const peeks = (answers: readonly ('down' | 'there')[]) => {
    let count = 0;
    const waits: number[] = [];
    const store = patientStore(
      {
        peek: () => {
          const answer = answers[count];
          count += 1;
          return Promise.resolve(
            answer === 'there' ? ok(null) : err({ kind: 'UNAVAILABLE', detail: 'down' } as const),
          );
        },
      },
      { wait: (ms) => Promise.resolve(void waits.push(ms)), limitMs: LIMIT_MS },
    );
    return { store, asked: () => count, waits };
  };

  it.each([
    [['there'], true, 1],
    [['down', 'there'], true, 2],
    [['down', 'down', 'there'], true, 3],
    [['down', 'down', 'down', 'there'], false, 3],
  ] as const)('of %j is readable: %s, asked %d times', async (answers, readable, times) => {
    const { store, asked, waits } = peeks(answers);
    expect((await store.peek()).ok).toBe(readable);
    expect([asked(), waits.length]).toEqual([times, times - 1]);
  });

  it('asks once for what waiting does not mend', async () => {
    const corrupt = { kind: 'UNKNOWN_SCHEMA', item: 'STATE', found: '9' } as const;
    const waited: number[] = [];
    const wait = (ms: number): Promise<void> => Promise.resolve(void waited.push(ms));
    const store = patientStore(
      { peek: () => Promise.resolve(err(corrupt)) },
      { wait, limitMs: LIMIT_MS },
    );
    expect(await store.peek()).toEqual({ ok: false, error: corrupt });
    expect(waited).toEqual([]);
  });

  it('loses its patience with a store that never answers', async () => {
    const store = patientStore(
      { peek: () => new Promise(() => undefined) },
      { wait: () => Promise.resolve(), limitMs: 50 },
    );
    const error = { kind: 'UNAVAILABLE', detail: 'no answer within 50 ms' };
    expect(await store.peek()).toEqual({ ok: false, error });
  });
});
