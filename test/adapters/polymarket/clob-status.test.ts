// The venue's clock and mode.

import { afterEach, describe, expect, it } from 'vitest';
import { fetchMode, fetchTime } from '../../../lib/adapters/polymarket/clob-status.ts';
import { openApi } from '../../loopback/api.ts';
import { manualClock, NOON } from '../../loopback/clocks.ts';
import { json, startLoopback, text } from '../../loopback/server.ts';
import type { Api } from '../../../lib/adapters/polymarket/api.ts';
import type { Loopback, Reply } from '../../loopback/server.ts';

let server: Loopback | undefined;

afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const clock = manualClock();

const apiThat = async (reply: Reply): Promise<Api> => {
  server = await startLoopback(() => reply);
  return openApi(server.url, { clock });
};

describe('the clock of the venue', () => {
  it('counts whole seconds', async () => {
    const api = await apiThat(json(1_795_348_800));
    expect(await fetchTime(api, clock)).toEqual({ kind: 'known', value: NOON, at: NOON });
  });

  it.each([
    ['milliseconds', 1_795_348_800_000],
    ['text', '1795348800'],
    ['a fraction', 1_795_348_800.5],
    ['nothing', null],
    ['a time before the venue', 1_000_000_000],
  ])('is not read from %s', async (_what, value) => {
    const read = await fetchTime(await apiThat(json(value)), clock);
    expect(read).toMatchObject({ kind: 'unknown', error: { kind: 'MALFORMED' } });
  });
});

describe('the mode of the venue', () => {
  it.each([2, 3])('is normal with version %i', async (version) => {
    const read = await fetchMode(await apiThat(json({ version })), clock);
    expect(read).toEqual({ kind: 'known', value: 'normal', at: NOON });
  });

  it.each([1, 4, '2', null])(
    'is unknown with version %j, so that nothing is sent',
    async (version) => {
      const read = await fetchMode(await apiThat(json({ version })), clock);
      expect(read).toMatchObject({ kind: 'unknown', error: { kind: 'MALFORMED' } });
    },
  );

  it.each([
    ['Trading is currently cancel-only. New orders are not accepted, but ...', 'cancel-only'],
    ['{"error":"post-only mode: ...","code":"post_only_mode"}', 'post-only'],
    ['Trading is currently disabled. Check polymarket.com for updates', 'disabled'],
    ['{"error":"trading is disabled"}', 'disabled'],
  ])('is told by an error: %s', async (words, mode) => {
    const read = await fetchMode(await apiThat(text(503, words)), clock);
    expect(read).toMatchObject({ kind: 'known', value: mode });
  });

  it.each([
    [503, 'upstream connect error', 'UNAVAILABLE'],
    [425, 'service not ready', 'RESTARTING'],
    [500, 'trading is disabled', 'SERVER'],
  ])('is unknown after status %i %s', async (status, words, kind) => {
    const read = await fetchMode(await apiThat(text(status, words)), clock);
    expect(read).toMatchObject({ kind: 'unknown', error: { kind } });
  });
});
