// Logging in to the venue: once, and once more where the venue refuses what it gave.

import { afterEach, describe, expect, it } from 'vitest';
import { RENEWAL_PAUSE } from '../../../../lib/adapters/polymarket/account/credentials.ts';
import { minus } from '../../../../lib/units/quantity.ts';
import { durationMs, seconds } from '../../../../lib/units/time.ts';
import { json, text } from '../../../loopback/server.ts';
import { ADDRESS } from '../signing/keys.ts';
import { CREATE, CREDENTIALS, DERIVE, guarded, openPrivate, stopServers } from './scenes.ts';
import type { Exchange, Reply } from '../../../loopback/server.ts';

afterEach(stopServers);

const PATH = '/data/orders';
const GOOD = json({ data: [], next_cursor: 'LTE=' });
const REFUSED = text(401, '{"error":"Unauthorized/Invalid api key"}');

const logins = (derive: Reply, create: Reply = text(500, '')) =>
  openPrivate(({ path }) => {
    if (path === DERIVE) return derive;
    return path === CREATE ? create : GOOD;
  });

describe('a login', () => {
  it('asks for the credentials that the key has, in the name of the key', async () => {
    const { api, asked, server } = await openPrivate(guarded(() => GOOD));
    expect(await api.get(PATH, [])).toMatchObject({ ok: true });
    expect(asked(DERIVE)).toHaveLength(1);
    expect(asked(DERIVE)[0]).toMatchObject({
      method: 'GET',
      headers: { poly_address: ADDRESS, poly_nonce: '0', poly_timestamp: '1795348800' },
    });
    expect(server.requests.map(({ path }) => path)).toEqual([DERIVE, PATH]);
  });

  it.each([400, 404])('creates them where the answer is %i: there are none', async (status) => {
    const none = text(status, '{"error":"Could not derive api key!"}');
    const { api, asked } = await logins(none, json(CREDENTIALS));
    expect(await api.owner()).toEqual({ ok: true, value: CREDENTIALS.apiKey });
    expect(asked(CREATE)).toMatchObject([
      { method: 'POST', body: '', headers: { poly_nonce: '0' } },
    ]);
  });

  it('finds those that somebody else has created in between', async () => {
    let derivations = 0;
    const { api } = await openPrivate(({ path }) => {
      if (path === CREATE) return text(400, '{"error":"Could not create api key"}');
      if (path !== DERIVE) return GOOD;
      derivations += 1;
      return derivations === 1 ? text(400, '{"error":"none"}') : json(CREDENTIALS);
    });
    expect(await api.owner()).toEqual({ ok: true, value: CREDENTIALS.apiKey });
    expect(derivations).toBe(2);
  });

  it('fails with what the venue said where none can be created', async () => {
    const none = text(400, '{"error":"Could not derive api key!"}');
    const { api } = await logins(none, text(400, '{"error":"Could not create api key"}'));
    expect(await api.owner()).toMatchObject({
      ok: false,
      error: { kind: 'MALFORMED', endpoint: `POST ${CREATE}` },
    });
  });

  it.each([
    [401, 'UNAUTHORIZED'],
    [403, 'FORBIDDEN'],
    [425, 'RESTARTING'],
    [429, 'RATE_LIMITED'],
    [500, 'SERVER'],
    [503, 'UNAVAILABLE'],
  ])('creates nothing after status %i', async (status, kind) => {
    const { api, asked } = await logins(text(status, ''), json(CREDENTIALS));
    expect(await api.owner()).toMatchObject({ ok: false, error: { kind } });
    expect(asked(CREATE)).toEqual([]);
  });

  it('fails where nothing answers', async () => {
    const { api } = await logins({ kind: 'reset' });
    expect(await api.owner()).toMatchObject({ ok: false, error: { kind: 'NETWORK' } });
  });

  it.each([
    ['an empty key', { ...CREDENTIALS, apiKey: '' }],
    ['an empty secret', { ...CREDENTIALS, secret: '' }],
    ['a blank passphrase', { ...CREDENTIALS, passphrase: ' ' }],
    ['no passphrase', { apiKey: 'k', secret: 's' }],
    ['a list', [CREDENTIALS]],
    ['nothing', null],
  ])('refuses %s', async (_what, value) => {
    for (const scene of [await logins(json(value)), await logins(text(404, ''), json(value))]) {
      expect(await scene.api.owner()).toMatchObject({ ok: false, error: { kind: 'MALFORMED' } });
      expect(await scene.api.get(PATH, [])).toMatchObject({ ok: false });
      expect(scene.asked(PATH)).toEqual([]);
    }
  });

  it('is shared by requests at the same time, and kept', async () => {
    const { api, asked } = await openPrivate(guarded(() => GOOD));
    await Promise.all([api.get(PATH, []), api.get(PATH, []), api.owner()]);
    await api.get(PATH, []);
    expect(asked(DERIVE)).toHaveLength(1);
    expect(asked(PATH)).toHaveLength(3);
  });

  it('that failed is made again by the next request', async () => {
    let isDown = true;
    const { api } = await openPrivate((exchange) =>
      isDown ? text(500, '') : guarded(() => GOOD)(exchange),
    );
    expect(await api.owner()).toMatchObject({ ok: false });
    isDown = false;
    expect(await api.owner()).toMatchObject({ ok: true });
  });
});

// A venue that takes only the newest of the credentials that it gave.
const withKeys = (serving: () => number) => {
  const keyOf = (count: number) => `key-${String(count)}`;
  return ({ path, headers }: Exchange): Reply => {
    if (path === DERIVE) return json({ ...CREDENTIALS, apiKey: keyOf(serving()) });
    return headers['poly_api_key'] === keyOf(serving()) ? GOOD : REFUSED;
  };
};

describe('credentials that the venue refuses', () => {
  it('are asked for anew once for all requests at one time, which are made again', async () => {
    let serving = 1;
    const { api, asked } = await openPrivate(withKeys(() => serving));
    await api.get(PATH, []);
    serving = 2;
    const reads = await Promise.all([1, 2, 3, 4].map(() => api.get(PATH, [])));
    expect(reads.every(({ ok }) => ok)).toBe(true);
    expect(asked(DERIVE)).toHaveLength(2);
  });

  it('are not asked for a second time within the pause', async () => {
    const { api, asked, clock } = await openPrivate(({ path }) =>
      path === DERIVE ? json(CREDENTIALS) : REFUSED,
    );
    const refused = { ok: false, error: { kind: 'UNAUTHORIZED' } };
    expect(await api.get(PATH, [])).toMatchObject(refused);
    expect([asked(DERIVE), asked(PATH)].map(({ length }) => length)).toEqual([2, 2]);
    clock.advance(minus(RENEWAL_PAUSE, durationMs(1n)));
    expect(await api.get(PATH, [])).toMatchObject(refused);
    expect([asked(DERIVE), asked(PATH)].map(({ length }) => length)).toEqual([2, 3]);
    clock.advance(durationMs(1n));
    expect(await api.get(PATH, [])).toMatchObject(refused);
    expect([asked(DERIVE), asked(PATH)].map(({ length }) => length)).toEqual([3, 4]);
  });

  it('are asked for anew after an order was refused with them', async () => {
    let serving = 1;
    const { api } = await openPrivate(withKeys(() => serving));
    await api.owner();
    serving = 2;
    expect(await api.owner()).toMatchObject({ value: 'key-1' });
    api.note({ status: 401, headers: {}, body: '', isCut: false });
    expect(await api.owner()).toMatchObject({ value: 'key-2' });
  });

  it('are no matter where there are none yet, or the answer was another', async () => {
    const { api, asked } = await openPrivate(guarded(() => GOOD));
    api.note({ status: 401, headers: {}, body: '', isCut: false });
    await api.owner();
    api.note({ status: 400, headers: {}, body: '', isCut: false });
    await api.owner();
    expect(asked(DERIVE)).toHaveLength(1);
  });

  it('stay as they are where asking anew fails', async () => {
    let derived = 0;
    const { api } = await openPrivate(({ path }) => {
      if (path !== DERIVE) return REFUSED;
      derived += 1;
      return derived === 1 ? json(CREDENTIALS) : text(500, '');
    });
    expect(await api.get(PATH, [])).toMatchObject({ ok: false, error: { kind: 'UNAUTHORIZED' } });
  });
});

describe('a private request', () => {
  it('is signed over its path alone, and sends its query', async () => {
    const { api, asked } = await openPrivate(guarded(() => GOOD));
    await api.get(PATH, [['next_cursor', 'MA==']]);
    expect(asked(PATH)[0]?.query.get('next_cursor')).toBe('MA==');
  });

  it('that is sent elsewhere has headers over its exact body', async () => {
    const { api } = await openPrivate(guarded(() => GOOD));
    const headers = await api.signedHeaders({ method: 'POST', path: '/order', body: '{"a":1}' });
    expect(headers).toMatchObject({
      ok: true,
      value: { POLY_API_KEY: CREDENTIALS.apiKey, POLY_TIMESTAMP: '1795348800' },
    });
  });

  it('has no headers without credentials', async () => {
    const { api } = await logins(text(500, ''));
    const request = { method: 'DELETE', path: '/order', body: '' } as const;
    expect(await api.signedHeaders(request)).toMatchObject({
      ok: false,
      error: { kind: 'SERVER' },
    });
  });

  it('tells of every answer, those of logins included', async () => {
    const { api, answers } = await openPrivate(guarded(() => text(425, '')));
    await api.get(PATH, []);
    api.note({ status: 503, headers: {}, body: '', isCut: false });
    expect(answers.map(({ status }) => status)).toEqual([200, 425, 503]);
  });

  it('has no value where the answer has no body', async () => {
    const { api } = await openPrivate(guarded(() => text(200, ' \n')));
    expect(await api.get(PATH, [])).toEqual({ ok: true, value: null });
  });

  it('has an error where nothing answers', async () => {
    const { api } = await openPrivate(guarded(() => ({ kind: 'reset' })));
    expect(await api.get(PATH, [])).toMatchObject({ ok: false, error: { kind: 'NETWORK' } });
  });

  it('is made anew with the credentials of a login that ran meanwhile', async () => {
    let serving = 1;
    const { api, asked, clock } = await openPrivate(withKeys(() => serving));
    await api.get(PATH, []);
    serving = 2;
    await api.get(PATH, []);
    clock.advance(seconds(1));
    expect(await api.get(PATH, [])).toMatchObject({ ok: true });
    expect(asked(DERIVE)).toHaveLength(2);
  });
});
