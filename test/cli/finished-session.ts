// A session that has ended, played once for all tests of a file; each test has a copy of its own.

import { afterAll, beforeAll, expect } from 'vitest';
import { home, opened, PATIENCE_MS } from './command.ts';
import type { Home } from './command.ts';

/** Plays a session before the tests, and gives what makes a copy of it for one test. */
export const finishedSession = (until: string): (() => Home) => {
  const finished = home();
  beforeAll(async () => {
    expect((await finished.run(['start', '--until', until])).code).toBe(0);
  }, PATIENCE_MS);
  afterAll(finished.remove);
  return () => opened(finished);
};
