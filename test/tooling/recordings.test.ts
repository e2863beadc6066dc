// The switch between tests with and without recordings, which the build uses both ways.

import { afterEach, expect, it, vi } from 'vitest';
import { recordingsDir } from '../recordings.ts';
import { projectRoot } from './temporary-tree.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

it('takes RECORDINGS_DIR as it is, even where the folder is absent', () => {
  vi.stubEnv('RECORDINGS_DIR', '/absent/recordings');
  expect(recordingsDir()).toBe('/absent/recordings');
});

it('resolves a relative RECORDINGS_DIR against the working directory', () => {
  vi.stubEnv('RECORDINGS_DIR', 'test');
  expect(recordingsDir()).toBe(`${projectRoot}/test`);
});

it('has no recordings where RECORDINGS_DIR is empty', () => {
  vi.stubEnv('RECORDINGS_DIR', '');
  expect(recordingsDir()).toBeUndefined();
});
