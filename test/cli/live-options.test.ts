// What a live session takes of the options of `keel start`.

import { describe, expect, it } from 'vitest';
import { liveOptions } from '../../lib/cli/live-options.ts';
import { parseStartOptions } from '../../lib/cli/start-options.ts';
import type { LiveOptions } from '../../lib/cli/live-options.ts';
import type { Result } from '../../lib/units/result.ts';

const live = (...args: readonly string[]): Result<LiveOptions, readonly string[]> => {
  const options = parseStartOptions(args);
  return options.ok ? liveOptions(options.value) : options;
};

const SERVED = { kind: 'served', port: 0, controls: 'read-only', afterwards: 'close' };

describe('a live session', () => {
  it('ends by nothing unless it is told to', () => {
    expect(live()).toEqual({
      ok: true,
      value: {
        stateFolder: 'data/state',
        output: 'terminal',
        view: SERVED,
        until: { kind: 'never' },
      },
    });
  });

  it('takes a folder, a format and an end', () => {
    expect(live('--state', 'there', '--json', '--until', '3 cycles')).toEqual({
      ok: true,
      value: {
        stateFolder: 'there',
        output: 'json',
        view: SERVED,
        until: { kind: 'cycles', count: 3 },
      },
    });
  });

  it.each([
    ['--data', 'recording'],
    ['--source', 'live'],
    ['--seed', '1'],
    ['--speed', 'max'],
    ['--fresh'],
  ])('refuses %s', (name, ...rest) => {
    expect(live(name, ...rest)).toEqual({
      ok: false,
      error: [`${name} is for paper trading, and LIVE_TRADING is set: leave one of the two out`],
    });
  });
});
