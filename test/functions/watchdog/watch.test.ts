// When a watchdog cancels, and when it leaves everything alone: on the live system over HTTP, with
// the orders that its cycles left.

import { describe, expect, it } from 'vitest';
import { watch } from '../../../functions/watchdog/watch.ts';
import { err, ok } from '../../../lib/units/result.ts';
import { after, durationMs, minutes } from '../../../lib/units/time.ts';
import { plus } from '../../../lib/units/quantity.ts';
import { restartEngine } from '../../../lib/simulation/wire/controls.ts';
import { at, instead, openQuiet } from '../../e2e/quiet-market.ts';
import type { WatchEnd, Watched } from '../../../functions/watchdog/watch.ts';
import type { KillSwitchReading } from '../../../lib/domain/kill-switch.ts';
import type { LogLine } from '../../../lib/ports/telemetry.ts';
import type { StoreError } from '../../../lib/ports/state-store.ts';
import type { DurationMs } from '../../../lib/units/quantity.ts';
import type { QuietLive } from '../../e2e/quiet-market.ts';

const SILENCE = minutes(5);
const SAVED = at(60);

type Scene = {
  readonly live: QuietLive;
  readonly lines: readonly LogLine[];
  readonly look: (changes?: Partial<Watched>, age?: DurationMs) => Promise<WatchEnd>;
  readonly resting: () => number;
  readonly said: () => string;
};

const reading = (position: 'off' | 'reduce-only' | 'halt'): KillSwitchReading => ({
  kind: 'read',
  position,
  source: 'the test',
});

const switchOf = (read: KillSwitchReading): Watched['killSwitch'] => ({
  read: () => Promise.resolve(read),
});

const FAILED: KillSwitchReading = { kind: 'failed', source: 'the test', detail: 'throttled' };

// Two orders rest, as the last cycle left them.
const afterCycles = async (cycles: 0 | 2 = 2): Promise<Scene> => {
  const live = await openQuiet();
  for (const second of [0, 60].slice(0, cycles)) await live.cycleAt(second);
  const lines: LogLine[] = [];
  return {
    live,
    lines,
    look: (changes = {}, age = durationMs(0n)) =>
      watch({
        killSwitch: switchOf(reading('off')),
        store: live.store,
        outside: { kind: 'venue', open: () => Promise.resolve(ok(live.ports.venue)) },
        clock: { ...live.ports.clock, now: () => after(SAVED, age) },
        log: (line) => lines.push(line),
        silenceMax: SILENCE,
        ...changes,
      }),
    resting: () => live.server.venue.openOrders().length,
    said: () => lines.map(({ level, message }) => `${level} ${message}`).join('\n'),
  };
};

const broken = (error: StoreError): Watched['store'] => ({
  peek: () => Promise.resolve(err(error)),
});

describe('a watchdog', () => {
  it.each([
    ['one millisecond before', -1n, 'nothing-to-do', 2],
    ['exactly at', 0n, 'nothing-to-do', 2],
    ['one millisecond after', 1n, 'cancelled', 0],
  ])('%s the longest silence: %s ms', async (...row) => {
    const [, offset, end, left] = row;
    const scene = await afterCycles();
    expect(scene.resting()).toBe(2);
    expect(await scene.look({}, plus(SILENCE, durationMs(offset)))).toBe(end);
    expect(scene.resting()).toBe(left);
  });

  it('asks the venue nothing while all is well', async () => {
    const scene = await afterCycles();
    const open = () => Promise.reject(new Error('the venue was opened'));
    expect(await scene.look({ outside: { kind: 'venue', open } })).toBe('nothing-to-do');
    expect(scene.lines).toEqual([]);
  });

  it('cancels what rests under a halt, though cycles are saved, and says why', async () => {
    const scene = await afterCycles();
    expect(await scene.look({ killSwitch: switchOf(reading('halt')) })).toBe('cancelled');
    expect(scene.resting()).toBe(0);
    expect(scene.said()).toBe(
      'warn [Watchdog] the kill switch says halt (the test); all orders cancelled, none rests',
    );
  });

  it('cancels under a halt without a word from the state', async () => {
    const scene = await afterCycles();
    const peek = (): Promise<never> => new Promise(() => undefined);
    const halted = { killSwitch: switchOf(reading('halt')), store: { peek } };
    expect(await scene.look(halted)).toBe('cancelled');
    expect(scene.resting()).toBe(0);
  });

  it('leaves what rests under reduce-only, and under a switch that cannot be read', async () => {
    const scene = await afterCycles();
    expect(await scene.look({ killSwitch: switchOf(reading('reduce-only')) })).toBe(
      'nothing-to-do',
    );
    expect(await scene.look({ killSwitch: switchOf(FAILED) })).toBe('nothing-to-do');
    expect(scene.resting()).toBe(2);
    expect(scene.said()).toBe(
      'warn [Watchdog] the kill switch cannot be read: the test: throttled',
    );
  });

  it('cancels after a long silence although the switch cannot be read', async () => {
    const scene = await afterCycles();
    expect(await scene.look({ killSwitch: switchOf(FAILED) }, minutes(6))).toBe('cancelled');
    expect(scene.resting()).toBe(0);
  });

  it.each<StoreError>([
    { kind: 'UNAVAILABLE', detail: 'ECONNREFUSED' },
    { kind: 'CORRUPT', item: 'STATE', field: 'risk', detail: 'no JSON' },
    { kind: 'UNKNOWN_SCHEMA', item: 'STATE', found: '9' },
  ])('takes a state that is $kind for one that was not saved', async (error) => {
    const scene = await afterCycles();
    expect(await scene.look({ store: broken(error) })).toBe('cancelled');
    expect(scene.said()).toContain(`the state cannot be read: ${error.kind}`);
    expect(scene.resting()).toBe(0);
  });

  it('takes a save from the far future for a wrong clock', async () => {
    const scene = await afterCycles();
    expect(await scene.look({}, durationMs(-300_000n))).toBe('nothing-to-do');
    expect(await scene.look({}, durationMs(-300_001n))).toBe('cancelled');
  });

  it('has nothing to do for a deployment that never traded', async () => {
    const scene = await afterCycles(0);
    const halted = { killSwitch: switchOf(reading('halt')) };
    expect([await scene.look(), await scene.look(halted)]).toEqual([
      'nothing-to-do',
      'nothing-to-do',
    ]);
    expect(scene.said()).toContain('info [Watchdog] no cycle was ever saved; no order rested');
  });

  it('leaves what rests where its own portfolio was never saved, and tells of it', async () => {
    const scene = await afterCycles();
    const store: Watched['store'] = { peek: () => Promise.resolve(ok(null)) };
    expect(await scene.look({ store })).toBe('could-not');
    expect(scene.resting()).toBe(2);
    expect(scene.live.asked('DELETE /cancel-all')).toBe(0);
    expect(scene.said()).toContain(
      'error [Watchdog] no cycle was ever saved; 2 orders rest and are left alone, not of this',
    );
  });

  it('cancels under a halt what rests where its own portfolio was never saved', async () => {
    const scene = await afterCycles();
    const store: Watched['store'] = { peek: () => Promise.resolve(ok(null)) };
    expect(await scene.look({ store, killSwitch: switchOf(reading('halt')) })).toBe('cancelled');
    expect(scene.resting()).toBe(0);
  });

  it('could not, where nothing was ever saved and nobody knows what rests', async () => {
    const scene = await afterCycles(0);
    scene.live.server.faults.decideBy(({ endpoint }) =>
      endpoint === 'GET /data/orders' ? instead(500, 'broken') : null,
    );
    expect(await scene.look()).toBe('could-not');
    expect(scene.said()).toContain('no cycle was ever saved; what rests cannot be read');
  });

  it('does not take the empty list of a venue that is down for no order', async () => {
    const scene = await afterCycles(0);
    restartEngine(scene.live.server, minutes(2));
    expect(await scene.look({ killSwitch: switchOf(reading('halt')) })).toBe('could-not');
    expect(scene.said()).toContain('cancel-all sent, not verified');
  });

  it('says that it cancelled where the answer to a cancel got lost', async () => {
    const scene = await afterCycles();
    scene.live.server.faults.decideBy(({ endpoint }) =>
      endpoint === 'DELETE /cancel-all' ? { kind: 'drop', when: 'after' } : null,
    );
    expect(await scene.look({ killSwitch: switchOf(reading('halt')) })).toBe('cancelled');
    expect(scene.resting()).toBe(0);
  });

  it('could not, where a cancel does nothing', async () => {
    const scene = await afterCycles();
    scene.live.server.faults.decideBy(({ endpoint }) =>
      endpoint.startsWith('DELETE ') ? instead(500, 'broken') : null,
    );
    expect(await scene.look({}, minutes(6))).toBe('could-not');
    expect(scene.said()).toContain('error [Watchdog] no cycle was saved for 360 s');
    expect(scene.said()).toContain('2 orders still rest after cancel-all');
  });

  it('could not, where the key cannot be had', async () => {
    const scene = await afterCycles();
    const open = () => Promise.resolve(err('the key cannot be used: denied'));
    expect(await scene.look({ outside: { kind: 'venue', open } }, minutes(6))).toBe('could-not');
    expect(scene.said()).toContain('nothing could be cancelled: the key cannot be used: denied');
  });

  it('tells the age of a paper portfolio, which has no order outside', async () => {
    const scene = await afterCycles();
    expect(await scene.look({ outside: { kind: 'none' } }, minutes(6))).toBe('nothing-to-do');
    expect(scene.said()).toContain('info [Watchdog] no cycle was saved for 360 s');
    expect(scene.said()).toContain('a paper portfolio has no order outside');
  });

  it('sends no order and takes no lease', async () => {
    const scene = await afterCycles();
    const before = scene.live.asked('POST /order');
    await scene.look({}, minutes(6));
    expect(scene.live.asked('POST /order')).toBe(before);
    await scene.live.cycleAt(120);
  });
});
