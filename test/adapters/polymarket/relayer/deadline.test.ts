// A relayer that takes a batch and never ends it: a deposit wallet's batch is given up once its
// signed deadline has passed, and the next one may go.

import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../../lib/adapters/local/system-clock.ts';
import { createRelayerApi } from '../../../../lib/adapters/polymarket/relayer/relayer-api.ts';
import { createRelayedSender } from '../../../../lib/adapters/polymarket/relayer/relayer-sender.ts';
import { secretOf } from '../../../../lib/units/secret.ts';
import { durationMs, seconds } from '../../../../lib/units/time.ts';
import { openTransport } from '../../../loopback/api.ts';
import { manualClock } from '../../../loopback/clocks.ts';
import { json, startLoopback, text } from '../../../loopback/server.ts';
import { ADDRESS, KEY, signerOf, WALLET } from '../signing/keys.ts';
import type { RelayedWallet } from '../../../../lib/adapters/polymarket/relayer/relayer-sender.ts';
import type { Exchange, Reply } from '../../../loopback/server.ts';

const CALL = { to: WALLET, data: '0x12345678' };
const OTHER = { to: WALLET, data: '0x87654321' };

type Row = {
  readonly transactionID: string;
  readonly state: string;
  readonly proxyAddress: string;
  readonly signature: string;
};
type Body = { readonly signature: string; readonly nonce: string };

// What it lists as on its way stays so; how a request is answered can be changed by a test.
const open = async (kind: RelayedWallet['kind']) => {
  const clock = manualClock();
  const rows: Row[] = [];
  const bodies: Body[] = [];
  const changed: Record<string, Reply> = {};
  let losing = false;
  const take = ({ body }: Exchange): Reply => {
    const handed = JSON.parse(body) as Body;
    bodies.push(handed);
    clock.advance(seconds(1));
    const { signature } = handed;
    const transactionID = `batch-${String(rows.length + 1)}`;
    rows.push({ transactionID, state: 'STATE_NEW', proxyAddress: WALLET, signature });
    return losing ? { kind: 'reset' } : json({ transactionID });
  };
  const answer = (exchange: Exchange): Reply => {
    switch (exchange.path) {
      case '/submit':
        return take(exchange);
      case '/transaction':
        return json(rows.filter((row) => row.transactionID === exchange.query.get('id')));
      case '/transactions':
        return json(rows);
      case '/nonce':
        return json({ nonce: '7' });
      default:
        return json({ deployed: true });
    }
  };
  const relayer = await startLoopback((exchange) => changed[exchange.path] ?? answer(exchange));
  onTestFinished(relayer.stop);
  const transport = openTransport({ clock: systemClock, deadline: seconds(5) });
  const key = secretOf('a-relayer-key');
  const credentials = { kind: 'relayer-key', key, address: ADDRESS } as const;
  const api = createRelayerApi({ transport, clock, base: relayer.url, credentials });
  const sender = createRelayedSender({
    api,
    clock,
    signer: signerOf(KEY),
    wallet: { kind, funder: WALLET },
    pollEvery: durationMs(10n),
  });
  const send = (call: typeof CALL) => sender.send([call], seconds(1));
  const lose = (whether: boolean): void => {
    losing = whether;
  };
  return { clock, rows, bodies, changed, lose, send };
};

// What was handed in a second before is looked at after this time in all.
const later = (ms: bigint) => durationMs(ms - 1_000n);

describe('a batch of a deposit wallet that never ends', () => {
  it.each([
    [299_999n, 1],
    [300_000n, 1],
    [300_001n, 2],
  ])('after %d ms lets the next one go: %d handed in', async (ms, count) => {
    const { clock, bodies, send } = await open('deposit');
    expect(await send(CALL)).toMatchObject({ kind: 'unknown' });
    clock.advance(later(ms));
    expect(await send(OTHER)).toMatchObject({ kind: count === 1 ? 'failed' : 'unknown' });
    expect(bodies.map(({ nonce }) => nonce)).toEqual(Array<string>(count).fill('7'));
  });

  it('is handed in anew with the same nonce, so that only one can take effect', async () => {
    const { clock, bodies, send } = await open('deposit');
    await send(CALL);
    clock.advance(seconds(301));
    await send(CALL);
    clock.advance(seconds(301));
    await send(CALL);
    expect(bodies.map(({ nonce }) => nonce)).toEqual(['7', '7', '7']);
    expect(new Set(bodies.map(({ signature }) => signature)).size).toBe(3);
  });

  it('whose nonce is used keeps nothing back, and nobody says that it failed', async () => {
    const { clock, bodies, changed, send } = await open('deposit');
    await send(CALL);
    clock.advance(seconds(301));
    changed['/nonce'] = json({ nonce: '8' });
    expect(await send(CALL)).toEqual({
      kind: 'unknown',
      detail: 'the batch of nonce 7 is not confirmed, and its nonce is used',
    });
    expect(bodies).toHaveLength(1);
    await send(OTHER);
    expect(bodies.map(({ nonce }) => nonce)).toEqual(['7', '8']);
  });

  it('is waited for while nobody knows whether its nonce is used', async () => {
    const { clock, bodies, changed, send } = await open('deposit');
    await send(CALL);
    clock.advance(seconds(301));
    changed['/nonce'] = text(503, 'no');
    expect(JSON.stringify(await send(CALL))).toContain('cannot be looked up');
    expect(bodies).toHaveLength(1);
  });

  it('and was found by its signature only is given up as well', async () => {
    const { clock, bodies, lose, send } = await open('deposit');
    lose(true);
    expect(await send(CALL)).toMatchObject({ kind: 'unknown' });
    lose(false);
    clock.advance(seconds(301));
    await send(CALL);
    expect(bodies).toHaveLength(2);
  });

  it('of another process keeps ours back: nobody here knows its deadline', async () => {
    const { clock, rows, bodies, send } = await open('deposit');
    const signature = `0x${'ab'.repeat(65)}`;
    rows.push({ transactionID: 'x', state: 'STATE_NEW', proxyAddress: WALLET, signature });
    clock.advance(seconds(301));
    expect(await send(CALL)).toEqual({
      kind: 'failed',
      detail: 'nothing was sent: x of this wallet is on its way',
    });
    expect(bodies).toHaveLength(0);
  });
});

it('a batch of a safe that never ends has no deadline, and keeps others back', async () => {
  const { clock, bodies, send } = await open('safe');
  await send(CALL);
  clock.advance(seconds(3_600));
  expect(await send(OTHER)).toMatchObject({ kind: 'failed' });
  expect(bodies).toHaveLength(1);
});
