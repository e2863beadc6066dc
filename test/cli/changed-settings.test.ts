import { afterAll, describe, expect, it } from 'vitest';
import { changedLines } from '../../lib/cli/changed-settings.ts';
import { PRESET_NAMES, PRESETS } from '../../lib/config/presets.ts';
import { TRADING_VARIABLES } from '../../lib/config/trading-variables.ts';
import { PATIENCE_MS, home } from './command.ts';
import type { Variable } from '../../lib/config/variable.ts';

const ALL: readonly Variable<unknown>[] = Object.values(TRADING_VARIABLES);

describe('the line of what differs from the preset', () => {
  it('names each number that does, in the order in which they are documented', () => {
    const env = { MIN_MOVE_CENTS: '1', WHALE_USD: '500' };
    expect(changedLines(env, 'balanced')).toEqual([
      '[Keel] Changed: MIN_MOVE_CENTS=1, WHALE_USD=500',
    ]);
  });

  it('names chosen markets, which no preset chooses', () => {
    expect(changedLines({ MARKETS: 'rain-tomorrow' }, 'balanced')).toEqual([
      '[Keel] Changed: MARKETS=rain-tomorrow',
    ]);
  });

  it.each(PRESET_NAMES)('is not there for the own numbers of %s', (name) => {
    const env = Object.fromEntries(
      ALL.flatMap(({ name: variable, default: usual }) =>
        usual.kind === 'preset' ? [[variable, usual.textOf(PRESETS[name])]] : [],
      ),
    );
    expect(Object.keys(env).length).toBeGreaterThan(8);
    expect(changedLines(env, name)).toEqual([]);
  });

  it('is not there for a number that is written differently', () => {
    expect(changedLines({ MAX_EXPOSURE_USD: '500.00' }, 'balanced')).toEqual([]);
    expect(changedLines({ MAX_EXPOSURE_USD: '500.01' }, 'balanced')).toHaveLength(1);
  });

  it('goes by the preset that is in use', () => {
    expect(changedLines({ MAX_EXPOSURE_USD: '500' }, 'aggressive')).toHaveLength(1);
  });

  it('never shows a secret or anything else', () => {
    const env = { PRIVATE_KEY: '0xsecret', RPC_URL: 'https://secret', PORTFOLIO_ID: 'mine' };
    expect(changedLines(env, 'balanced')).toEqual([]);
  });
});

describe('keel start', { timeout: PATIENCE_MS }, () => {
  const place = home();
  afterAll(place.remove);

  it('says what was changed once, and nothing where nothing was', async () => {
    const start = ['start', '--until', '1 cycles', '--fresh'];
    const changed = await place.run(start, { WHALE_USD: '500' });
    expect(changed.stdout.match(/^\[Keel\] Changed: .*$/gm)).toEqual([
      '[Keel] Changed: WHALE_USD=500',
    ]);
    expect((await place.run(start)).stdout).not.toContain('Changed');
  });

  it('says it in a line of JSON where JSON is asked for', async () => {
    const { stdout } = await place.run(['start', '--until', '1 cycles', '--fresh', '--json'], {
      WHALE_USD: '500',
    });
    const messages = stdout.split('\n').filter((line) => line.includes('Changed'));
    expect(messages.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ message: '[Keel] Changed: WHALE_USD=500' }),
    ]);
  });
});
