// The mode in which we trade: what tells of it, how long it is kept, and how it ends.

import { afterEach, describe, expect, it } from 'vitest';
import { RESTRICTION_KEPT } from '../../../../lib/adapters/polymarket/account/account-mode.ts';
import {
  MODE_KEPT,
  POST_ONLY_AFTER_RESTART,
} from '../../../../lib/adapters/polymarket/account/mode-memory.ts';
import {
  createVenueClock,
  SKEW_TOLERATED,
} from '../../../../lib/adapters/polymarket/account/venue-clock.ts';
import { minus, negate, plus } from '../../../../lib/units/quantity.ts';
import { after, durationMs, hours, seconds } from '../../../../lib/units/time.ts';
import { manualClock, NOON } from '../../../loopback/clocks.ts';
import { json, text } from '../../../loopback/server.ts';
import { failing } from '../../../loopback/wire-venue.ts';
import { example } from '../examples.ts';
import { answer, CANCEL_ONLY, DISABLED, POST_ONLY } from './mode-answers.ts';
import { CREDENTIALS, DERIVE, LIGHTHOUSE, openLive, stopServers } from './scenes.ts';
import type { DurationMs } from '../../../../lib/units/quantity.ts';
import type { Reply } from '../../../loopback/server.ts';

afterEach(stopServers);

const ONE = durationMs(1n);

const CLOSED_ONLY = '/auth/ban-status/closed-only';
const modeWith = (restriction: Reply, version: Reply | null = null) =>
  openLive(({ path }) => (path === CLOSED_ONLY ? restriction : null), {
    ...LIGHTHOUSE,
    fault: ({ path }) => (path === '/version' ? version : null),
  });

describe('the mode', () => {
  it.each([
    ['normal', example('clob-closed-only')],
    ['closed-only', { closed_only: true }],
  ])('is %s by the restriction of the account', async (mode, restriction) => {
    const { venue } = await modeWith(json(restriction));
    expect(await venue.fetchMode()).toEqual({ kind: 'known', value: mode, at: NOON });
  });

  it.each([
    ['nothing', json(null)],
    ['another shape', json({ closed_only: 'no' })],
    ['an error', text(500, '')],
  ])('is closed-only where the restriction is answered with %s', async (_what, restriction) => {
    const { venue } = await modeWith(restriction);
    expect(await venue.fetchMode()).toEqual({ kind: 'known', value: 'closed-only', at: NOON });
  });

  it.each([
    ['normal', false],
    ['closed-only', true],
  ])('stays %s while the restriction is not read again', async (mode, restricted) => {
    let isDown = false;
    const { venue, clock } = await openLive(({ path }) => {
      if (path !== CLOSED_ONLY) return null;
      return isDown ? text(500, '') : json({ closed_only: restricted });
    });
    await venue.fetchMode();
    isDown = true;
    clock.advance(minus(RESTRICTION_KEPT, ONE));
    expect(await venue.fetchMode()).toEqual({ kind: 'known', value: mode, at: clock.now() });
    clock.advance(ONE);
    expect(await venue.fetchMode()).toMatchObject({ value: 'closed-only' });
    clock.advance(ONE);
    expect(await venue.fetchMode()).toMatchObject({ value: 'closed-only' });
    isDown = false;
    expect(await venue.fetchMode()).toMatchObject({ value: mode });
  });

  it('keeps a restriction that was read while the venue did not answer', async () => {
    let isDown = false;
    const down = (yes: boolean) => (yes ? text(500, '') : null);
    const { venue } = await openLive(
      ({ path }) => (path === CLOSED_ONLY ? (down(isDown) ?? json({ closed_only: false })) : null),
      { ...LIGHTHOUSE, fault: ({ path }) => (path === '/version' ? down(!isDown) : null) },
    );
    expect(await venue.fetchMode()).toMatchObject({ kind: 'unknown' });
    isDown = true;
    expect(await venue.fetchMode()).toMatchObject({ value: 'normal' });
  });

  it.each([
    ['another version', json({ version: 4 })],
    ['an error', text(500, '')],
  ])('is unknown where the version is %s', async (_what, version) => {
    const { venue } = await modeWith(json({ closed_only: false }), version);
    expect(await venue.fetchMode()).toMatchObject({ kind: 'unknown' });
  });

  it.each([
    ['disabled', DISABLED, json({ closed_only: true }), 'disabled'],
    ['disabled, and nothing else answers', DISABLED, text(503, DISABLED), 'disabled'],
    ['cancel-only, and nothing else answers', CANCEL_ONLY, text(500, ''), 'cancel-only'],
    [
      'post-only for an account that may only close',
      POST_ONLY,
      json({ closed_only: true }),
      'closed-only',
    ],
    ['post-only', POST_ONLY, json({ closed_only: false }), 'post-only'],
  ] as const)('is the strictest of what is known: %s', async (...[, said, restriction, mode]) => {
    const { venue } = await modeWith(restriction, text(503, said));
    expect(await venue.fetchMode()).toMatchObject({ kind: 'known', value: mode });
  });

  it('is closed-only in post-only mode where the restriction is not read', async () => {
    const { venue } = await modeWith(text(500, ''), text(503, POST_ONLY));
    expect(await venue.fetchMode()).toMatchObject({ value: 'closed-only' });
  });

  it('is what an order was answered, until that is over', async () => {
    const { venue, parts, clock } = await modeWith(json({ closed_only: false }));
    parts.account.note(answer(425));
    expect(await venue.fetchMode()).toMatchObject({ value: 'post-only' });
    parts.account.note(answer(503, CANCEL_ONLY));
    expect(await venue.fetchMode()).toMatchObject({ value: 'cancel-only' });
    clock.advance(MODE_KEPT);
    expect(await venue.fetchMode()).toMatchObject({ value: 'post-only' });
    clock.advance(minus(POST_ONLY_AFTER_RESTART, MODE_KEPT));
    expect(await venue.fetchMode()).toMatchObject({ value: 'normal' });
  });

  it('is what another private read was answered', async () => {
    const { venue } = await openLive(({ path }) =>
      path === CLOSED_ONLY ? json({ closed_only: false }) : text(503, DISABLED),
    );
    expect(await venue.fetchOpenOrders()).toMatchObject({ kind: 'unknown' });
    expect(await venue.fetchMode()).toMatchObject({ value: 'disabled' });
  });
});

describe('the time of private requests', () => {
  it.each([
    ['as far ahead as is tolerated', SKEW_TOLERATED, seconds(0)],
    ['further ahead', plus(SKEW_TOLERATED, ONE), plus(SKEW_TOLERATED, ONE)],
    ['as far behind as is tolerated', negate(SKEW_TOLERATED), seconds(0)],
    ['further behind', negate(plus(SKEW_TOLERATED, ONE)), negate(plus(SKEW_TOLERATED, ONE))],
  ])('is corrected by that of the venue: %s', (_what, told: DurationMs, skew: DurationMs) => {
    const clock = manualClock();
    const venueClock = createVenueClock(clock);
    expect(venueClock.now()).toBe(NOON);
    venueClock.note(after(clock.now(), told));
    expect(venueClock.now()).toBe(after(NOON, skew));
    clock.advance(seconds(60));
    expect(venueClock.now()).toBe(after(NOON, plus(skew, seconds(60))));
  });

  it('follows our clock again once that is right', () => {
    const clock = manualClock();
    const venueClock = createVenueClock(clock);
    venueClock.note(after(NOON, hours(1)));
    venueClock.note(NOON);
    expect(venueClock.now()).toBe(NOON);
  });

  it('is the one that the venue told last', async () => {
    const { venue, asked, wire } = await modeWith(json({ closed_only: false }));
    wire.world.seconds += 3_600;
    await venue.fetchTime();
    await venue.fetchMode();
    expect(asked(CLOSED_ONLY)[0]?.headers['poly_timestamp']).toBe('1795352400');
  });

  it('is asked for where a login is refused, which is then made again', async () => {
    const skewed = ({ headers }: { readonly headers: Readonly<Record<string, unknown>> }) =>
      Number(headers['poly_timestamp']) < 1_795_352_400;
    const { venue } = await openLive(() => json({ closed_only: false }), {
      ...LIGHTHOUSE,
      seconds: 1_795_352_400,
      fault: (exchange) => {
        if (exchange.path !== DERIVE) return null;
        return skewed(exchange)
          ? text(401, '{"error":"Invalid L1 Request headers"}')
          : json(CREDENTIALS);
      },
    });
    expect(await venue.fetchMode()).toMatchObject({ kind: 'known', value: 'normal' });
  });

  it('is ours where the venue does not tell', async () => {
    const { venue, asked } = await openLive(() => json({ closed_only: false }), {
      ...LIGHTHOUSE,
      fault: failing('/time', text(500, '')),
    });
    await venue.fetchTime();
    await venue.fetchMode();
    expect(asked(CLOSED_ONLY)[0]?.headers['poly_timestamp']).toBe('1795348800');
  });
});
