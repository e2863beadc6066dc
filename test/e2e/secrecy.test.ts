// A live system on which everything fails, against a venue that repeats whatever it was sent:
// nothing that is logged, measured, recorded, stored or thrown holds what proves who we are.

import { describe, expect, it } from 'vitest';
import { BARE, REFUSALS } from '../adapters/polymarket/orders/catalogue.ts';
import { OTHER_KEY } from '../simulation/wire/markets.ts';
import { MOVED } from './quiet-market.ts';
import { leaksIn, proofsIn, quoteOf, watch } from './watched.ts';
import type { FaultEffect, Instead } from '../../lib/simulation/wire/faults.ts';
import type { WireCall } from '../../lib/simulation/wire/message.ts';
import type { Watched } from './watched.ts';

const DAY = 86_400;
const STATUSES = [200, 400, 401, 403, 404, 425, 429, 500, 503];

const instead = (status: number, body: string): Instead => ({ status, body, headers: {} });
const inJson =
  (status: number, text: string) =>
  (call: WireCall): Instead =>
    instead(status, JSON.stringify({ error: `${text} ${quoteOf(call)}` }));
const bare =
  (status: number, text: string) =>
  (call: WireCall): Instead =>
    instead(status, `${quoteOf(call)} ${text}`);

const clear = ({ live }: Watched): void => live.server.faults.clear();

const expectHidden = async (session: Watched): Promise<void> => {
  expect(session.leaks()).toEqual([]);
  expect(await session.storedLeaks()).toEqual([]);
};

// Every second cycle is well: it settles what the one before it left open.
const everyOther = async (
  session: Watched,
  answers: readonly ((call: WireCall) => Instead)[],
  endpoint: string,
): Promise<void> => {
  await session.run(0);
  for (const [index, answer] of answers.entries()) {
    session.answering(endpoint, answer);
    await session.run((2 * index + 1) * DAY);
    clear(session);
    await session.run((2 * index + 2) * DAY);
  }
};

describe('a watched session', () => {
  it('finds what is given away', async () => {
    const session = await watch();
    const calls: WireCall[] = [];
    session.answering('POST /order', (call) => {
      calls.push(call);
      return instead(400, '');
    });
    for (const day of [0, 1]) await session.run(day * DAY);
    const [call] = calls;
    expect(call === undefined ? [] : proofsIn(call)).toHaveLength(5);
    expect(leaksIn(call === undefined ? '' : quoteOf(call), session.proofs)).not.toEqual([]);
    const [signature = ''] = session.proofs;
    expect(leaksIn(`cut after ${signature.slice(0, 30)}`, session.proofs)).not.toEqual([]);
  });
});

describe('nothing secret is told', () => {
  it('by a refusal of the catalogue that quotes the order and its headers', async () => {
    const session = await watch();
    const answers = [
      ...REFUSALS.map(([status, text]) => inJson(status, text)),
      ...BARE.map(([status, text]) => bare(status, text)),
    ];
    await everyOther(session, answers, 'POST /order');
    expect(session.live.asked('POST /order')).toBeGreaterThan(answers.length);
    await expectHidden(session);
  }, 120_000);

  it('by an element of a batch that quotes it', async () => {
    const session = await watch();
    const element = (call: WireCall, errorMsg: string) => ({
      success: false,
      errorMsg: `${errorMsg} ${quoteOf(call)}`,
      orderID: '',
      status: quoteOf(call),
    });
    const answers = ['not enough balance', 'words that nobody knows', ''].map(
      (text) => (call: WireCall) =>
        instead(200, JSON.stringify([element(call, text), element(call, text)])),
    );
    await everyOther(session, answers, 'POST /order');
    await expectHidden(session);
  });

  it('by a read that is answered with what was sent', async () => {
    const session = await watch();
    const answers = STATUSES.flatMap((status) => [inJson(status, ''), bare(status, '')]);
    await everyOther(session, answers, 'GET /');
    expect(session.proofs.size).toBeGreaterThan(answers.length);
    await expectHidden(session);
  }, 60_000);

  it('by a cancel that is answered with what was sent', async () => {
    const session = await watch();
    const refusing = (call: WireCall): Instead => {
      const ids: readonly string[] = call.body.match(/0x[0-9a-f]{64}/g) ?? [];
      const reasons = Object.fromEntries(ids.map((id) => [id, quoteOf(call)]));
      return instead(200, JSON.stringify({ canceled: [], not_canceled: reasons }));
    };
    const answers = [...STATUSES.map((status) => inJson(status, '')), refusing];
    await session.run(0);
    for (const [index, answer] of answers.entries()) {
      const day = (index + 1) * DAY;
      for (const second of [0, 60, 120]) await session.run(day + second);
      session.answering('DELETE /', answer);
      await session.run(day + 180, { best: MOVED });
      session.live.killSwitch.set('halt');
      await session.run(day + 240);
      session.live.killSwitch.set('off');
      clear(session);
      await session.run(day + DAY / 2);
    }
    expect(session.live.asked('DELETE /order')).toBeGreaterThan(answers.length / 2);
    expect(session.live.asked('DELETE /cancel-all')).toBeGreaterThanOrEqual(answers.length);
    await expectHidden(session);
  }, 60_000);

  it.each([
    ['whole, in a wrong form', (text: string) => text.replace('"apiKey"', '"apikey"')],
    ['cut', (text: string) => text.slice(0, -20)],
    ['doubled', (text: string) => `${text}${text}`],
    ['an error that quotes them', (text: string) => JSON.stringify({ error: text })],
  ])('by a login whose answer is %s', async (how, spoil) => {
    const session = await watch();
    const { keys, account } = session.live.server;
    const issued = keys.create(account.signer, '0');
    const told = JSON.stringify({ ...issued, address: undefined });
    for (const [index, status] of [200, 400, 500].entries()) {
      session.answering('GET /auth/derive-api-key', (call) =>
        instead(status, how.includes('error') ? spoil(told) : `${spoil(told)} ${quoteOf(call)}`),
      );
      await session.run(index * DAY);
    }
    await expectHidden(session);
  });

  it.each<[string, FaultEffect]>([
    ['is dropped', { kind: 'drop', when: 'after' }],
    ['is never answered', { kind: 'silence', when: 'after' }],
    ['is answered in part', { kind: 'cut', characters: 40 }],
    ['is answered by a page', { kind: 'malformed', body: '<html><title>Oops</title></html>' }],
  ])('by a request that %s', async (_how, effect) => {
    const session = await watch();
    await session.run(0);
    session.live.failing('POST /order', effect, 2);
    session.live.failing('DELETE /', effect, 2);
    for (const second of [60, 120, 180]) await session.run(second, { best: MOVED });
    await session.run(DAY);
    await expectHidden(session);
  });

  it.each(['journal', 'save'] as const)(
    'by a store that is gone when it is to %s',
    async (call) => {
      const session = await watch();
      await session.run(0);
      const { store } = session.live;
      const failing: typeof store = {
        ...store,
        journal: async (...what) => {
          if (call === 'journal') await session.live.stopStore();
          return store.journal(...what);
        },
        save: async (...what) => {
          await session.live.stopStore();
          return store.save(...what);
        },
      };
      for (const second of [60, 120]) await session.run(second, { ports: { store: failing } });
      expect(session.live.asked('POST /order')).toBe(call === 'save' ? 1 : 0);
      expect(session.leaks()).toEqual([]);
    },
  );

  it('by a key that is not the one of the account', async () => {
    const session = await watch(OTHER_KEY);
    for (const day of [0, 1, 2, 3]) await session.run(day * DAY);
    expect(session.live.asked('POST /auth/api-key')).toBeGreaterThan(0);
    await expectHidden(session);
  });
});
